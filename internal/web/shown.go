package web

import (
	"context"
	"errors"
	"fmt"
	"html/template"

	"github.com/klauspost/compress/zstd"

	"synoptic/internal/report"
	"synoptic/internal/store"
)

// shownComparison is the sections of a story's page that its comparison gives, made once for
// each of its versions. Some thousand are kept: so they are compressed.
type shownComparison struct {
	head     report.Parts // without its body
	body     []byte       // zstd
	articles map[string]bool
}

// The packing of pages in memory; both are safe for concurrent use.
var (
	packer, _   = zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderConcurrency(1))
	unpacker, _ = zstd.NewReader(nil, zstd.WithDecoderConcurrency(0))
)

// shownComparison is that of a story, nil if it was not compared.
func (s *Server) shownComparison(ctx context.Context, story string) (*shownComparison, error) {
	made, err := s.options.Store.Compared(ctx, []string{story})
	if err != nil {
		return nil, err
	}
	at, compared := made[story]
	if !compared {
		return nil, nil
	}
	shown, err := s.shown.get(version{story, at}, func() (*shownComparison, error) {
		c, _, _, err := s.options.Store.Comparison(ctx, story)
		if err != nil {
			return nil, err
		}
		parts, err := report.NewParts(c)
		if err != nil {
			return nil, err
		}
		out := &shownComparison{body: packer.EncodeAll([]byte(parts.Body), nil), articles: map[string]bool{}}
		parts.Body, out.head = "", parts
		for i := range c.Articles {
			out.articles[c.Articles[i].ID] = true
		}
		return out, nil
	})
	if errors.Is(err, store.ErrNotFound) { // removed between the two looks
		return nil, nil
	}
	return shown, err
}

// parts are the sections.
func (c *shownComparison) parts() (*report.Parts, error) {
	body, err := unpacker.DecodeAll(c.body, nil)
	if err != nil {
		return nil, fmt.Errorf("unpack a comparison: %w", err)
	}
	out := c.head
	out.Body = template.HTML(body)
	return &out, nil
}
