package text

import (
	"strings"
	"testing"
)

// newsText is about n bytes of news prose in paragraphs.
func newsText(n int) string {
	const paragraph = "The mayor of Port Wells said on Tuesday that the bridge wouldn't open before " +
		"Sept. 14, 2021, and that repairs would cost $1.5 million. “We’re not going to take any " +
		"risks with people’s lives,” Ada Byron told reporters at a news conference outside the " +
		"U.S. consulate. More than 2,000 drivers a day use the 40-year-old bridge, according to " +
		"the Transport Ministry; most of them are commuters.\n\n"
	return "Bridge closed until autumn\n\n" + strings.Repeat(paragraph, max(1, n/len(paragraph)))
}

func loadEnglish(tb testing.TB) *Language {
	tb.Helper()
	l, err := Load("en")
	if err != nil {
		tb.Fatal(err)
	}
	return l
}

func BenchmarkBlocks(b *testing.B) {
	l, s := loadEnglish(b), newsText(4000)
	b.SetBytes(int64(len(s)))
	for b.Loop() {
		Blocks(s, l)
	}
}

func BenchmarkSentences(b *testing.B) {
	l, s := loadEnglish(b), newsText(4000)
	blocks := Blocks(s, l)
	b.SetBytes(int64(len(s)))
	b.ReportAllocs()
	for b.Loop() {
		Sentences(s, blocks, l)
	}
}

// BenchmarkSentencesLong holds that the cost a byte does not grow with the text.
func BenchmarkSentencesLong(b *testing.B) {
	l := loadEnglish(b)
	for _, c := range []struct{ name, text string }{
		{"200kB", newsText(200_000)},
		{"1MB", newsText(1_000_000)},
		{"1MB-one-sentence", strings.Repeat("and the bridge of Port Wells ", 35_000)},
		{"1MB-one-word", strings.Repeat("bridge", 170_000)},
		{"1MB-marks", strings.Repeat(".'\"-(", 200_000)},
		{"1MB-chinese", strings.Repeat("桥梁关闭", 80_000)},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(int64(len(c.text)))
			for b.Loop() {
				Sentences(c.text, Blocks(c.text, l), l)
			}
		})
	}
}

func BenchmarkStem(b *testing.B) {
	for b.Loop() {
		Stem("en", "negotiations")
	}
}

func BenchmarkDetect(b *testing.B) {
	s := newsText(4000)
	for b.Loop() {
		Detect(s)
	}
}
