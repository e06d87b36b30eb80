package store

import (
	"fmt"
	"testing"

	"synoptic/internal/news"
)

// BenchmarkFitting looks which reports of a hundred stories that changed a watch's search
// finds: what each watch of a search costs in a look.
func BenchmarkFitting(b *testing.B) {
	s := archive(b)
	list := wordsByFrequency(b, s)
	stories, _, err := s.Stories(b.Context(), StoryFilter{Limit: 100})
	if err != nil {
		b.Fatal(err)
	}
	var ids []string
	for _, story := range stories {
		ids = append(ids, story.ID)
	}
	for name, from := range map[string]int{"common": 0, "middle": len(list) / 4} {
		b.Run(name, func(b *testing.B) {
			timed(b, func(i int) error {
				_, err := s.Fitting(b.Context(), list[from+i%20], ids)
				return err
			})
		})
	}
}

// BenchmarkUnreadAlerts counts 10,000 unread alerts of a hundred watches among 100,000: what
// the menu of every page costs.
func BenchmarkUnreadAlerts(b *testing.B) {
	s := open(b, b.TempDir()+"/w.db")
	for w := range 100 {
		watch := addWatch(b, s, news.Watch{Query: "river", Name: fmt.Sprint(w)})
		var r news.Raised
		for i := range 1000 {
			r.Alerts = append(r.Alerts, news.Alert{Watch: watch.ID, Key: fmt.Sprint(i), Kind: news.NewReport, Story: "s1", Title: "T", At: day})
		}
		if err := s.Raise(b.Context(), &r); err != nil {
			b.Fatal(err)
		}
	}
	if err := s.SeeAlerts(b.Context(), "", 90_000); err != nil {
		b.Fatal(err)
	}
	timed(b, func(int) error {
		_, err := s.UnreadAlerts(b.Context())
		return err
	})
}
