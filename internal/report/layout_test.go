package report

import (
	"strconv"
	"strings"
	"testing"

	"github.com/rivo/uniseg"

	"synoptic/internal/news"
)

func TestCut(t *testing.T) {
	for _, x := range []struct {
		text  string
		width int
		want  string
	}{
		{"short", 5, "short"}, {"longer text", 8, "longer…"}, {"渡船触礁", 5, "渡船…"}, {"渡船触礁", 8, "渡船触礁"},
		{"e\u0301te\u0301", 2, "e\u0301…"}, {"anything", 0, "…"}, {"", 0, ""},
	} {
		if got := cut(x.text, x.width); got != x.want {
			t.Errorf("cut(%q, %d) is %q, want %q", x.text, x.width, got, x.want)
		}
	}
}

func TestFlow(t *testing.T) {
	for _, x := range []struct {
		text        string
		width, most int
		want        string
	}{
		{"the quick brown fox", 10, 0, "the quick|brown fox"}, {"the quick brown fox jumps", 10, 2, "the quick|brown fox…"},
		{"Donaudampfschiff", 6, 0, "Donaud|ampfsc|hiff"}, {"渡船触礁受伤", 6, 0, "渡船触|礁受伤"}, {"", 10, 0, ""},
		{"the quick brown fox", 10, 1, "the quick…"},
	} {
		var got []string
		for _, l := range flow([]run{{plain, x.text}}, x.width, x.most) {
			var b strings.Builder
			l.paint(&b, false)
			got = append(got, strings.TrimSuffix(b.String(), "\n"))
		}
		if strings.Join(got, "|") != x.want {
			t.Errorf("flow(%q, %d, %d) is %q, want %q", x.text, x.width, x.most, strings.Join(got, "|"), x.want)
		}
	}
}

func TestLegible(t *testing.T) {
	for text, want := range map[string]string{
		" a\n\tb ": "a b", "\x1b[31mred\x1b[0m": "[31mred[0m", "abc\u202edef": "abcdef", "bad\xff": "bad\ufffd", "\x00\u009b2J": "2J",
	} {
		if got := legible(text); got != want {
			t.Errorf("legible(%q) is %q, want %q", text, got, want)
		}
	}
}

// TestTextWidth checks that no line is wider than asked for, and that colours come only
// when asked for.
func TestTextWidth(t *testing.T) {
	for _, width := range []int{40, 60, 80, 100, 132, 160} {
		for _, all := range []bool{false, true} {
			var b strings.Builder
			if err := Text(&b, newFixture(t), TextOptions{Width: width, All: all}); err != nil {
				t.Fatal(err)
			}
			if strings.ContainsRune(b.String(), '\x1b') {
				t.Error("colours that nobody asked for")
			}
			for line := range strings.Lines(b.String()) {
				if w := uniseg.StringWidth(strings.TrimSuffix(line, "\n")); w > width {
					t.Errorf("%d cells in a page of %d: %s", w, width, line)
				}
			}
		}
	}
}

// TestTextOfLongValues has three values of more words than a line holds.
func TestTextOfLongValues(t *testing.T) {
	c := newFixture(t)
	d := &c.Differences[0]
	d.Values = append([]news.Variant{}, d.Values...)
	for i := range d.Values {
		d.Values[i].Value = strings.Repeat("a value of many words ", 2+i) + strconv.Itoa(i)
	}
	for width := 20; width < 200; width += 7 {
		for _, all := range []bool{false, true} {
			var b strings.Builder
			if err := Text(&b, c, TextOptions{Width: width, All: all}); err != nil {
				t.Fatal(err)
			}
			if width > 41 && !strings.Contains(b.String(), "a value of") {
				t.Errorf("a page of %d cells does not show it", width)
			}
		}
	}
}

func TestTextFitsOneScreen(t *testing.T) {
	for _, accounts := range []int{1, 2, 3, 5, 16} {
		var b strings.Builder
		if err := Text(&b, manyAccounts(accounts, 60), TextOptions{}); err != nil {
			t.Fatal(err)
		}
		if n := strings.Count(b.String(), "\n"); n > screen {
			t.Errorf("%d accounts fill %d lines", accounts, n)
		}
		if !strings.Contains(b.String(), "--all") {
			t.Errorf("%d accounts: the page does not say how to see the rest", accounts)
		}
	}
}

func TestVersions(t *testing.T) {
	c := newFixture(t)
	s := arrange(c)
	for i, want := range []string{
		"A C We saw the light too late, and then we felt the stones,|B We saw the light too late, [-and then we felt the stones,-]",
		"B saw the light too late,|D saw the light {+far+} too late[-,-]",
	} {
		var got []string
		for _, v := range s.versions(&c.Utterances[i]) {
			text := sigla(v.Accounts) + " "
			for _, r := range v.runs() {
				text += r.text
			}
			got = append(got, text)
		}
		if strings.Join(got, "|") != want {
			t.Errorf("utterance %d is %s, want %s", i, strings.Join(got, "|"), want)
		}
	}
	if makesUp([]news.DiffPart{{Op: "=", Text: "other words"}}, "these words") {
		t.Error("parts of another text are taken for this one's")
	}
}
