package syntax_test

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"synoptic/internal/news"
	"synoptic/internal/syntax"
	"synoptic/internal/text"
)

// BenchmarkNews tags and parses 200 different articles on one core. Words are counted
// against processor time, so that what else the machine does matters less.
func BenchmarkNews(b *testing.B) {
	docs := newsSentences(b, 200)
	m, err := syntax.Load("en")
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	tokens, start := 0, processorTime(b)
	for b.Loop() {
		for _, d := range docs {
			m.ParseAll(d.text, d.sentences)
			tokens += d.tokens
		}
	}
	b.ReportMetric(float64(tokens)/(processorTime(b)-start).Seconds(), "tokens/cpu-s")
}

// BenchmarkNames finds the names of the same articles, parsed before.
func BenchmarkNames(b *testing.B) {
	docs := newsSentences(b, 200)
	m, err := syntax.Load("en")
	if err != nil {
		b.Fatal(err)
	}
	sentences := make([][]*news.Sentence, len(docs))
	for i, d := range docs {
		m.ParseAll(d.text, d.sentences)
		for k := range d.sentences {
			sentences[i] = append(sentences[i], &d.sentences[k])
		}
	}
	b.ReportAllocs()
	tokens, start := 0, processorTime(b)
	for b.Loop() {
		for i, d := range docs {
			m.Names(d.text, sentences[i]...)
			tokens += d.tokens
		}
	}
	b.ReportMetric(float64(tokens)/(processorTime(b)-start).Seconds(), "tokens/cpu-s")
}

// cut is a text cut into sentences.
type cut struct {
	text      string
	sentences []news.Sentence
	tokens    int
}

// newsSentences reads articles of the stories beside the repository, each a story's first.
func newsSentences(b *testing.B, most int) []cut {
	b.Helper()
	f, err := os.Open(filepath.Join(data, "stories/ecb.jsonl"))
	if err != nil {
		b.Skip("no articles here")
	}
	defer f.Close()
	l, err := text.Load("en")
	if err != nil {
		b.Fatal(err)
	}
	var docs []cut
	for lines := bufio.NewScanner(f); lines.Scan() && len(docs) < most; {
		var article struct{ Text string }
		if err := json.Unmarshal(lines.Bytes(), &article); err != nil {
			b.Fatal(err)
		}
		blocks := []news.Block{{Span: news.Span{End: len(article.Text)}, Kind: news.Body}}
		c := cut{text: article.Text, sentences: text.Sentences(article.Text, blocks, l)}
		for _, s := range c.sentences {
			c.tokens += len(s.Tokens)
		}
		docs = append(docs, c)
	}
	return docs
}

// processorTime is what the process has used so far.
func processorTime(b *testing.B) time.Duration {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		b.Fatal(err)
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}
