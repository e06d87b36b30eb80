package web

import (
	"errors"
	"net/http"
	"time"
)

// Limits of a bundle; a larger one is a matter of synoptic export.
const (
	maxBundle  = 1 << 30 // bytes
	bundleTime = 10 * time.Minute
)

// bundle sends a story with all that proves it, as it is read.
func (s *Server) bundle(w http.ResponseWriter, r *http.Request) {
	story, err := s.options.Store.Story(r.Context(), r.PathValue("id"))
	if err != nil {
		s.fail(w, r, asked(err))
		return
	}
	_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(bundleTime))
	file := &download{to: w, kind: "application/zip", name: "story.zip", left: maxBundle}
	err = s.options.Bundle(r.Context(), story, file)
	switch {
	case err == nil:
	case !file.begun:
		s.fail(w, r, err)
	default:
		s.options.Log.Error("bundle breaks off", "story", story.ID, "error", err)
		panic(http.ErrAbortHandler) // so that the reader sees that it is not all
	}
}

// download is a file that is sent as it is written. What fails before the first byte can be
// answered otherwise.
type download struct {
	to         http.ResponseWriter
	kind, name string
	left       int64 // bytes it may still have
	begun      bool
}

var errTooLarge = errors.New("it is larger than the server sends; synoptic export writes it")

func (d *download) Write(p []byte) (int, error) {
	if d.left -= int64(len(p)); d.left < 0 {
		return 0, errTooLarge
	}
	if !d.begun {
		d.begun = true
		d.to.Header().Set("Content-Type", d.kind)
		d.to.Header().Set("Content-Disposition", `attachment; filename="`+d.name+`"`)
	}
	return d.to.Write(p)
}
