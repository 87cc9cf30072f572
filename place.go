package enligt

// Place is a place name resolved to GeoNames.
type Place struct {
	Span
	Name      string
	GeoNames  int    // 0 where unresolved
	Country   string // ISO 3166-1 alpha-2
	Lat, Lon  float64
	Precision string // country region city site
}
