package web

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"net/http"
	"strings"
	"time"
)

//go:embed assets templates
var files embed.FS

// assets serves styles, scripts, fonts and icons. Their address holds a hash of all
// of them, so that a browser keeps them for ever and never has old ones.
type assets struct {
	prefix string // "/assets/1f3a…/"
	files  fs.FS
}

func loadAssets() *assets {
	sub, _ := fs.Sub(files, "assets") // the folder is embedded
	sum := sha256.New()
	_ = fs.WalkDir(sub, ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			b, _ := fs.ReadFile(sub, name)
			sum.Write([]byte(name))
			sum.Write(b)
		}
		return err
	})
	return &assets{"/assets/" + hex.EncodeToString(sum.Sum(nil))[:12] + "/", sub}
}

func (a *assets) path(name string) string { return a.prefix + name }

// types are those of the files that we have; what the machine's own tables say of
// them differs.
var types = map[string]string{
	"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml", "woff2": "font/woff2", "txt": "text/plain; charset=utf-8",
}

func (a *assets) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	name, ok := strings.CutPrefix(r.URL.Path, a.prefix)
	b, err := fs.ReadFile(a.files, name)
	if !ok || err != nil {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", types[name[strings.LastIndexByte(name, '.')+1:]])
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	http.ServeContent(w, r, name, time.Time{}, bytes.NewReader(b))
}
