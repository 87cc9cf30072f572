package enligt

// Story is a set of documents about one happening, over days and languages.
type Story struct {
	ID        string
	Documents []string // addresses
	From, To  string   // first and last publication
}
