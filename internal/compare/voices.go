package compare

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"synoptic/internal/news"
	"synoptic/internal/text"
)

// voices counts for every speaker the quotations and words each account gives them, the
// most quoted first.
func (a *accounts) voices() []news.Voice {
	byName := map[string]*news.Voice{}
	var order []string
	for i, d := range a.docs {
		total := len(strings.Fields(d.Article.Text))
		for k := range d.Quotes {
			name := a.speaker(i, &d.Quotes[k])
			if name == "" || d.Quotes[k].Manner != news.Said {
				continue
			}
			if byName[name] == nil {
				byName[name] = &news.Voice{Speaker: name}
				order = append(order, name)
			}
			count(byName[name], &d.Quotes[k], evidence(d, d.Quotes[k].Span), total)
		}
	}
	out := make([]news.Voice, 0, len(order))
	for _, name := range order {
		out = append(out, *byName[name])
	}
	slices.SortStableFunc(out, func(x, y news.Voice) int { return cmp.Compare(spoken(y), spoken(x)) })
	return out
}

// speaker is the fullest name of who says a quotation, over all accounts.
func (a *accounts) speaker(doc int, q *news.Quote) string {
	if q.Entity >= 0 && q.Entity < len(a.links.Entity[doc]) {
		if name := a.links.Names[a.links.Entity[doc][q.Entity]]; name != "" {
			return name
		}
	}
	return q.Speaker
}

// speakerKey is one key for one speaker in whatever account.
func (a *accounts) speakerKey(doc, quote int) string {
	return text.Fold(a.speaker(doc, &a.docs[doc].Quotes[quote]))
}

// count adds one quotation, which stands at e in an article of total words.
func count(v *news.Voice, q *news.Quote, e news.Evidence, total int) {
	if n := len(v.Counts); n == 0 || v.Counts[n-1].Article != e.Article {
		v.Counts = append(v.Counts, news.VoiceCount{Article: e.Article})
	}
	c := &v.Counts[len(v.Counts)-1]
	if q.Direct {
		c.Direct++
	} else {
		c.Indirect++
	}
	c.Words += len(strings.Fields(e.Text))
	c.Evidence = append(c.Evidence, e)
	c.Share = math.Round(1000*float64(c.Words)/float64(max(1, total))) / 1000
}

func spoken(v news.Voice) int {
	words := 0
	for _, c := range v.Counts {
		words += c.Words
	}
	return words
}

// said keeps what was said, not what was only thought or planned.
func said(quotes []news.QuoteShown) []news.QuoteShown {
	return slices.DeleteFunc(quotes, func(q news.QuoteShown) bool { return q.Manner != news.Said })
}
