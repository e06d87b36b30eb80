package compare

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"syscall"
	"testing"
	"time"

	"synoptic/internal/annotate"
	"synoptic/internal/news"
)

// stories are articles with the story that each reports, of several outlets.
var stories = []string{"basil", "pac", "ecb"}

// long makes two accounts of that many bytes at least: the first and the second report of one
// story after another, so that words keep being added as in a long text, and both tell the
// same things.
func long(b *testing.B, bytes int) [2]news.Article {
	b.Helper()
	var texts [2]strings.Builder
	for _, name := range stories {
		for _, pair := range reports(b, "../../../shared/datasets/stories/"+name+".jsonl") {
			for i, text := range pair {
				if texts[i].Len() < bytes {
					texts[i].WriteString(text + "\n\n")
				}
			}
		}
	}
	var out [2]news.Article
	for i := range texts {
		if texts[i].Len() < bytes {
			b.Skipf("all stories together have %d bytes", texts[i].Len())
		}
		out[i] = news.Article{ID: string(rune('a' + i)), Lang: "en", Text: texts[i].String()}
	}
	return out
}

// reports are the first two articles of every story of a file that has as many, in order.
func reports(b *testing.B, path string) [][2]string {
	b.Helper()
	file, err := os.Open(path)
	if err != nil {
		b.Skip("no stories at hand")
	}
	defer file.Close()
	first := map[string]string{}
	var out [][2]string
	for lines := json.NewDecoder(file); lines.More(); {
		var a struct{ Story, Text string }
		if err := lines.Decode(&a); err != nil {
			b.Fatalf("read %s: %v", path, err)
		}
		switch before, known := first[a.Story]; {
		case !known:
			first[a.Story] = a.Text
		case before != "":
			out = append(out, [2]string{before, a.Text})
			first[a.Story] = "" // two are enough
		}
	}
	return out
}

// BenchmarkGrowth reads and compares two accounts, each twice as long as the one before, and
// reports the processor time and how many times that of half the length it is.
func BenchmarkGrowth(b *testing.B) {
	c, reader := comparer(b), annotate.New()
	half := 0.0
	for _, kB := range []int{25, 50, 100, 200} {
		b.Run(fmt.Sprintf("kB=%d", kB), func(b *testing.B) {
			accounts := long(b, kB*1000)
			begin := processorTime(b)
			for b.Loop() {
				var docs []*news.Document
				for i := range accounts {
					docs = append(docs, reader.Read(&accounts[i]))
				}
				c.Compare(docs, nil)
			}
			took := (processorTime(b) - begin).Seconds() / float64(b.N)
			b.ReportMetric(took, "cpu-s/op")
			if half > 0 {
				b.ReportMetric(took/half, "of-half")
			}
			half = took
		})
	}
}

// processorTime is what the process has used so far.
func processorTime(b *testing.B) time.Duration {
	b.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
