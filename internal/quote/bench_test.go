package quote

import (
	"strings"
	"testing"
)

// article is 600 words of news: a paragraph of each kind, again and again.
var article = strings.Repeat(`The harbour of Port Ellis will stay closed until Friday, the port authority said, after a ferry with 120 people on board struck the eastern pier on Tuesday morning.

“We heard a noise like thunder,” said Mara Quinn, a teacher who was on deck with her class. “Then everything went quiet.”

According to the coastguard, eleven passengers were taken to hospital. Its spokesman, Tom Hale, told the Ellis Courier that the engines had failed “without any warning”, adding that nobody was in danger.

The company denied that the ship had been overdue for inspection. Unions accused it of cutting crews and demanded an inquiry.

`, 6)

func BenchmarkRead(b *testing.B) {
	l, m := english(b)
	doc, reader := parsed(article, l, m), New(l)
	b.ReportAllocs()
	for b.Loop() {
		doc.Quotes = reader.Read(doc)
	}
	b.ReportMetric(float64(len(strings.Fields(article))), "words")
}

func BenchmarkCitations(b *testing.B) {
	l, m := english(b)
	doc, reader := parsed(article, l, m), New(l)
	doc.Quotes = reader.Read(doc)
	b.ReportAllocs()
	for b.Loop() {
		reader.Citations(doc)
	}
}
