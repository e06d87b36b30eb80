package text

import (
	"strings"
	"testing"

	"synoptic/internal/news"
)

// cutUp shows how a text is cut: a sentence a line, blanks between words.
func cutUp(s string, l *Language) string {
	var lines []string
	for _, sent := range Sentences(s, Blocks(s, l), l) {
		var words []string
		for _, w := range sent.Tokens {
			words = append(words, w.Of(s))
		}
		lines = append(lines, strings.Join(words, " "))
	}
	return strings.Join(lines, "\n")
}

func testCut(t *testing.T, l *Language, text string, want ...string) {
	t.Helper()
	if got := cutUp(text, l); got != strings.Join(want, "\n") {
		t.Errorf("%q is cut into\n%s\nwant\n%s", text, got, strings.Join(want, "\n"))
	}
}

func TestSentences(t *testing.T) {
	l := loadEnglish(t)
	for _, c := range []struct {
		text string
		want []string
	}{
		{"It rained. Nobody came.", []string{"It rained .", "Nobody came ."}},
		{"Dr. Byron met Sen. J. Smith of the U.S. Senate on Jan. 5.", []string{"Dr. Byron met Sen. J. Smith of the U.S. Senate on Jan. 5 ."}},
		{"She left the U.S. The mayor stayed.", []string{"She left the U.S.", "The mayor stayed ."}},
		{"The doors open at 5 p.m. Monday. They close at 7 a.m. He knows.", []string{"The doors open at 5 p.m. Monday .", "They close at 7 a.m.", "He knows ."}},
		{"No. 5 won. Did he? No. He lost.", []string{"No. 5 won .", "Did he ?", "No .", "He lost ."}},
		{"He worked for Acme Inc. and Widget Co. in Reno, Nev. Both failed.", []string{"He worked for Acme Inc. and Widget Co. in Reno , Nev.", "Both failed ."}},
		{"Prices rose 3.5 percent. 40 people came.", []string{"Prices rose 3.5 percent .", "40 people came ."}},
		{`"We will go." He left. "Why?" Ann Smith asked. "No!" he said.`, []string{`" We will go . "`, "He left .", `" Why ? " Ann Smith asked .`, `" No ! " he said .`}},
		{"“We won’t go,” she said. “Never.” Then she left.", []string{"“ We wo n’t go , ” she said .", "“ Never . ”", "Then she left ."}},
		{`He said "go."Then he left.`, []string{`He said " go . "`, "Then he left ."}},
		{"He waited ... and left. He waited... Nobody came.", []string{"He waited ... and left .", "He waited ...", "Nobody came ."}},
		{"“ It is late , ” he said . “ Go . ” They went .", []string{"“ It is late , ” he said .", "“ Go . ”", "They went ."}},
		{"He left (it rained.) Then he came back.", []string{"He left ( it rained . )", "Then he came back ."}},
		{"It closed at 10 a. m. on Friday in L. A. after all.", []string{"It closed at 10 a . m . on Friday in L. A. after all ."}},
		{"The end.The start.", []string{"The end .", "The start ."}},
		{"1. Open the box. 2. Close it.", []string{"1 . Open the box .", "2 . Close it ."}},
		{"Really?! Yes!!! Well …", []string{"Really ?!", "Yes !!!", "Well …"}},
		{"She likes Vitamin C. Then she left with Plan B.", []string{"She likes Vitamin C.", "Then she left with Plan B ."}},
		{"One line\n\nand another", []string{"One line", "and another"}},
		{"NBSP\u00a0here.\u200b Zero\u200bwidth.\tTab.\r\nNext.", []string{"NBSP here .", "Zero width .", "Tab .", "Next ."}},
	} {
		testCut(t, l, c.text, c.want...)
	}
}

func TestWords(t *testing.T) {
	l := loadEnglish(t)
	for _, c := range []struct{ text, want string }{
		{"didn't can't cannot we'll it's", "did n't ca n't can not we 'll it 's"},
		{"Byron’s workers’ O'Neill 'em '90s 1980's 2016's", "Byron ’s workers ’ O'Neill 'em '90s 1980's 2016 's"},
		{"$1.5Bln US$2bn €40 £3.5m 5% 40km", "$ 1.5 Bln US $ 2 bn € 40 £ 3.5 m 5 % 40 km"},
		{"15-year-old co-worker e-mail al-Amin U.S.-led", "15 - year - old co-worker e-mail al - Amin U.S. - led"},
		{"7:30pm 9/11 24/7 1/2 3-5 2020-09-14 555-123-4567", "7:30 pm 9/11 24/7 1 / 2 3 - 5 2020-09-14 555-123-4567"},
		{"and/or AT&T's R&B Q&A", "and / or AT&T 's R&B Q&A"},
		{"see https://example.org/a_(b)?c=d, or (www.example.com), a.b@example.org!", "see https://example.org/a_(b)?c=d , or ( www.example.com ) , a.b@example.org !"},
		{"over--done it—was #Tag @name #1", "over -- done it — was #Tag @name # 1"},
		{"20th 1970s 4G AK47s", "20th 1970s 4G AK47s"},
		{"said:The 5,000... wait?", "said : The 5,000 ... wait ?"},
		{"fiancée naïve Ångström", "fiancée naïve Ångström"},
	} {
		testCut(t, l, c.text, c.want)
	}
}

func TestSentencesNeutral(t *testing.T) {
	l := Neutral("")
	for _, c := range []struct {
		text string
		want []string
	}{
		{"他说：“我们去。”然后走了。真的？", []string{"他 说 ： “ 我 们 去 。 ”", "然 后 走 了 。", "真 的 ？"}},
		{"नमस्ते। ठीक है।", []string{"नमस्ते ।", "ठीक है ।"}},
		{"„Gut.“ Er ging. »Wirklich?« fragte sie.", []string{"„ Gut . “", "Er ging .", "» Wirklich ? « fragte sie ."}},
		{"« Oui. » Il est parti.", []string{"« Oui . »", "Il est parti ."}},
		{"Jean-Pierre a dit non.", []string{"Jean-Pierre a dit non ."}},
		{"Привет. Как дела?", []string{"Привет .", "Как дела ?"}},
	} {
		testCut(t, l, c.text, c.want...)
	}
}

// TestLongSentence holds that a text without end marks is cut after a mark.
func TestLongSentence(t *testing.T) {
	s := strings.Repeat("one two three four, ", 200)
	sents := Sentences(s, []news.Block{{Span: news.Span{Start: 0, End: len(s)}, Kind: news.Body}}, Neutral(""))
	if len(sents) < 2 {
		t.Fatalf("%d words are one sentence", len(sents[0].Tokens))
	}
	for _, sent := range sents {
		if len(sent.Tokens) > longest || !strings.HasSuffix(sent.Of(s), ",") {
			t.Errorf("sentence of %d words ends %q", len(sent.Tokens), sent.Of(s)[sent.Len()-10:])
		}
	}
}
