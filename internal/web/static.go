package web

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"fmt"
	"net/http"
	"path"
	"strings"
	"time"

	"synoptic/internal/report"
)

//go:embed static
var staticFiles embed.FS

// static serves the styles, scripts and pictures of the pages under names that change
// with their content, so that a browser may keep them for good.
type static struct {
	names map[string]string // file name -> address
	files map[string][]byte // address -> content
}

func newStatic() (*static, error) {
	s := &static{names: map[string]string{}, files: map[string][]byte{}}
	s.add("page.css", []byte(report.Style()))
	s.add("findings.js", []byte(report.Script()))
	entries, err := staticFiles.ReadDir("static")
	if err != nil {
		return nil, fmt.Errorf("read static files: %w", err)
	}
	for _, e := range entries {
		content, err := staticFiles.ReadFile("static/" + e.Name())
		if err != nil {
			return nil, fmt.Errorf("read static file %s: %w", e.Name(), err)
		}
		s.add(e.Name(), content)
	}
	return s, nil
}

func (s *static) add(name string, content []byte) {
	sum := sha256.Sum256(content)
	ext := path.Ext(name)
	address := "/static/" + strings.TrimSuffix(name, ext) + "-" + base64.RawURLEncoding.EncodeToString(sum[:9]) + ext
	s.names[name], s.files[address] = address, content
}

// address is where the file called name is served.
func (s *static) address(name string) (string, error) {
	if a, ok := s.names[name]; ok {
		return a, nil
	}
	return "", fmt.Errorf("no static file %s", name)
}

func (s *static) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	content, ok := s.files[r.URL.Path]
	if !ok {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	http.ServeContent(w, r, r.URL.Path, time.Time{}, bytes.NewReader(content))
}
