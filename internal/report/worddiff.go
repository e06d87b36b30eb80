package report

import (
	"slices"

	"synoptic/internal/news"
)

// version is one wording of an utterance with every account that quotes it so.
type version struct {
	Accounts []*account
	Shown    news.UtteranceShown
	Diff     []news.DiffPart // of the first version against this one
}

// versions are the wordings of u. The first is shown as it stands; a later one that
// quotes directly is shown as what it leaves out of the first and what it adds.
func (s *synopsis) versions(u *news.Utterance) []version {
	var out []version
	for _, v := range u.Versions {
		a := s.byID[v.Article]
		if a == nil {
			continue
		}
		same := func(o version) bool {
			return o.Shown.Text == v.Text && o.Shown.Direct == v.Direct && o.Shown.Speaker == v.Speaker
		}
		if i := slices.IndexFunc(out, same); i >= 0 {
			if !slices.Contains(out[i].Accounts, a) {
				out[i].Accounts = append(out[i].Accounts, a)
			}
			continue
		}
		x := version{Accounts: []*account{a}, Shown: v, Diff: []news.DiffPart{{Op: "=", Text: v.Text}}}
		if makesUp(v.Diff, v.Text) {
			x.Diff = v.Diff
		}
		out = append(out, x)
	}
	return out
}

// makesUp reports whether the parts that the second version has make up its text.
func makesUp(parts []news.DiffPart, text string) bool {
	at := 0
	for _, p := range parts {
		if p.Op == "-" {
			continue
		}
		if len(text)-at < len(p.Text) || text[at:at+len(p.Text)] != p.Text {
			return false
		}
		at += len(p.Text)
	}
	return len(parts) > 0 && at == len(text)
}

// speakers are the names that the versions of u give for who says it.
func speakers(u *news.Utterance) []string {
	var names []string
	for _, v := range u.Versions {
		if v.Speaker != "" && !slices.Contains(names, v.Speaker) {
			names = append(names, v.Speaker)
		}
	}
	return names
}
