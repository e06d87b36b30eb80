package report

import (
	"cmp"
	"encoding/base32"
	"encoding/binary"
	"strconv"
	"strings"

	"github.com/zeebo/xxh3"

	"synoptic/internal/news"
)

// nameForGood gives the points and differences names that stay when the story grows: each is
// made of what the earliest of the accounts that tell it says there. Accounts that come later
// do not change it, nor does the order in which findings are shown.
func (s *synopsis) nameForGood() {
	names := permalinks{}
	for _, r := range s.rows {
		var all []news.Evidence
		for _, t := range r.Tellings {
			all = append(all, t.Evidence)
		}
		r.Link = names.make("p", s.earliest(all))
	}
	for i := range s.Differences {
		d := &s.Differences[i]
		var all []news.Evidence
		for _, g := range d.Groups {
			all = append(all, g.Evidence...)
		}
		d.Link = names.make("d", string(d.Kind), s.earliest(all))
	}
}

// earliest is the evidence of the account published first, as a text; of undated ones that
// with the least id, after all dated ones.
func (s *synopsis) earliest(all []news.Evidence) string {
	var first *account
	best := ""
	for _, e := range all {
		if a := s.byID[e.Article]; a != nil && (first == nil || earlier(a, first) < 0) {
			first, best = a, a.ID+"\x00"+e.Text
		}
	}
	return best
}

// earlier orders accounts by their times of publication.
func earlier(a, b *account) int {
	x, errX := clockTime(a.Published)
	y, errY := clockTime(b.Published)
	if (errX == nil) != (errY == nil) {
		if errX == nil {
			return -1
		}
		return 1
	}
	return cmp.Or(x.Compare(y), strings.Compare(a.ID, b.ID))
}

// permalinks are the names given on a page, each with how often.
type permalinks map[string]int

var lowerBase32 = base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567").WithPadding(base32.NoPadding)

// make gives a name, made of what it is about; findings about the same are numbered.
func (p permalinks) make(kind string, about ...string) string {
	var sum [8]byte
	binary.BigEndian.PutUint64(sum[:], xxh3.HashString(strings.Join(about, "\x00")))
	name := kind + "-" + lowerBase32.EncodeToString(sum[:5])
	if p[name]++; p[name] > 1 {
		name += "-" + strconv.Itoa(p[name])
	}
	return name
}
