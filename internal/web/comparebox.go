package web

import (
	"bytes"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"

	"synoptic/internal/news"
	"synoptic/internal/report"
)

// boxes is how many fields the compare box offers.
const boxes = 6

// comparePage is the compare box: what was in it, and why it was not compared.
type comparePage struct {
	Texts []string
	Fault *fault
	Keeps bool // what it is given can be kept
}

// box shows the empty compare box.
func (s *Server) box(*http.Request) (frame, error) {
	return frame{Title: "Compare", Section: "compare", Data: comparePage{Texts: make([]string, boxes), Keeps: s.options.Ingest != nil}}, nil
}

// comparison is a comparison among other things on a page.
type comparison struct {
	report.Parts
	Failures []news.Failure
}

// postCompare compares what the box brings. Nothing of it is kept unless that is asked for.
func (s *Server) postCompare(w http.ResponseWriter, r *http.Request) {
	inputs, texts, err := formInputs(r)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	c, err := s.compare(r.Context(), inputs)
	if err != nil {
		f := faultOf(err)
		if f.Status >= http.StatusInternalServerError {
			s.fail(w, r, err)
			return
		}
		s.render(w, r, f.Status, "compare", frame{Title: "Compare", Section: "compare", Data: comparePage{texts, f, s.options.Ingest != nil}})
		return
	}
	if r.FormValue("keep") != "" {
		if err := s.keep(r, inputs); err != nil {
			s.fail(w, r, err)
			return
		}
	}
	if format := r.FormValue("format"); format != "" && format != "page" {
		s.download(w, r, c.Comparison, format)
		return
	}
	s.showComparison(w, r, c)
}

// keep keeps what the box brought in the database, for who may write.
func (s *Server) keep(r *http.Request, inputs []Input) error {
	if levelOf(r.Context()) < Writer || s.options.Ingest == nil {
		return &fault{http.StatusForbidden, "Reading only", "These texts can be compared here, but not kept."}
	}
	taken, err := s.options.Ingest(r.Context(), inputs)
	if err != nil {
		return fmt.Errorf("keep what was compared: %w", err)
	}
	s.changed()
	s.options.Log.Info("audit", "act", "keep", "new", taken.New, "revised", taken.Revised, "by", who(r.Context()))
	return nil
}

func (s *Server) showComparison(w http.ResponseWriter, r *http.Request, c compared) {
	parts, err := report.NewParts(c.Comparison)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	s.render(w, r, http.StatusOK, "comparison", frame{Title: parts.Title, Section: "compare",
		Scripts: []string{"findings.js"}, Data: comparison{parts, c.Failures}})
}

// download sends a comparison as a file of the chosen form.
func (s *Server) download(w http.ResponseWriter, r *http.Request, c *news.Comparison, format string) {
	form, ok := forms[format]
	if !ok {
		s.fail(w, r, &fault{http.StatusBadRequest, "No such form", "Choose page, html, markdown, csv or json."})
		return
	}
	var file bytes.Buffer
	if err := form.write(&file, c); err != nil {
		s.fail(w, r, err)
		return
	}
	w.Header().Set("Content-Type", form.kind)
	w.Header().Set("Content-Disposition", `attachment; filename="comparison.`+form.ending+`"`)
	w.Write(file.Bytes())
}

// forms are the forms a comparison can be taken away in.
var forms = map[string]struct {
	kind, ending string
	write        func(io.Writer, *news.Comparison) error
}{
	"html":     {"text/html; charset=utf-8", "html", report.HTML},
	"markdown": {"text/markdown; charset=utf-8", "md", report.Markdown},
	"csv":      {"text/csv; charset=utf-8", "csv", report.CSV},
	"json":     {"application/json", "json", report.JSON},
}

// formInputs reads the fields and files of the compare box, and gives the fields back as
// they came.
func formInputs(r *http.Request) (inputs []Input, texts []string, err error) {
	if err := r.ParseMultipartForm(maxBody); err != nil {
		return nil, nil, badForm(err)
	}
	defer r.MultipartForm.RemoveAll()
	texts = r.MultipartForm.Value["text"]
	for i, t := range texts {
		inputs = append(inputs, textInputs(fmt.Sprintf("Text %d", i+1), t)...)
	}
	for _, header := range r.MultipartForm.File["file"] {
		in, err := fileInput(header)
		if err != nil {
			return nil, nil, badForm(err)
		}
		if header.Filename != "" || len(in.Bytes) > 0 {
			inputs = append(inputs, in)
		}
	}
	for len(texts) < boxes {
		texts = append(texts, "")
	}
	return inputs, texts, nil
}

func badForm(err error) error {
	if f := faultOf(err); f.Status == http.StatusRequestEntityTooLarge {
		return f
	}
	return &fault{http.StatusBadRequest, "This form cannot be read", "Send it from the page, as multipart/form-data."}
}

func fileInput(header *multipart.FileHeader) (Input, error) {
	f, err := header.Open()
	if err != nil {
		return Input{}, err
	}
	defer f.Close()
	content, err := io.ReadAll(f)
	return Input{Name: header.Filename, Bytes: content}, err
}

// textInputs is what a field holds: addresses, one a line, or one text.
func textInputs(name, text string) []Input {
	if strings.TrimSpace(text) == "" {
		return nil
	}
	var out []Input
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		if !isAddress(line) {
			return []Input{{Name: name, Bytes: []byte(strings.ReplaceAll(text, "\r\n", "\n"))}}
		}
		out = append(out, Input{Name: line, URL: line})
	}
	return out
}

// isAddress reports whether a line is an address of the web and nothing else.
func isAddress(line string) bool {
	u, err := url.Parse(line)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" && !strings.ContainsAny(line, " \t")
}
