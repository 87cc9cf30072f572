module github.com/enligt/enligt

go 1.26

require github.com/alecthomas/kong v1.17.0

require pgregory.net/rapid v1.3.0

require github.com/rogpeppe/go-internal v1.16.0

require (
	golang.org/x/sys v0.26.0 // indirect
	golang.org/x/tools v0.26.0 // indirect
)
