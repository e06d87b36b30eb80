package web

import (
	"context"
	"net/url"
	"strings"
	"testing"
)

// TestKeep holds that the compare box keeps what it is given where that is asked for, and by
// whom it may be.
func TestKeep(t *testing.T) {
	for _, c := range []struct {
		name   string
		access Level
		keep   string
		status int
		kept   int
	}{
		{"not asked for", Writer, "", 200, 0}, {"asked for", Writer, "yes", 200, 2}, {"a reader", Reader, "yes", 403, 0},
	} {
		kept := 0
		ingest := func(_ context.Context, inputs []Input) (Taken, error) {
			kept += len(inputs)
			return Taken{New: len(inputs)}, nil
		}
		site, log := newSite(t, Options{Store: emptyStore(t), Ingest: ingest, Access: Access{Everyone: c.access}})
		if _, page := get(t, site.URL+"/compare"); strings.Contains(page, `name="keep"`) != (c.access == Writer) {
			t.Errorf("%s: it is offered to whom it is not for, or not to whom it is", c.name)
		}
		answer, _ := do(t, form(t, site.URL+"/compare", url.Values{"text": {wire, courier}, "keep": {c.keep}}, nil))
		if answer.StatusCode != c.status || kept != c.kept {
			t.Errorf("%s: status %d, %d texts are kept", c.name, answer.StatusCode, kept)
		}
		if audited := strings.Contains(log.String(), "msg=audit act=keep"); audited != (c.kept > 0) {
			t.Errorf("%s: in the audit: %v", c.name, audited)
		}
	}
}
