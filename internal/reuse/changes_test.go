package reuse

import (
	"strings"
	"testing"
	"time"

	"synoptic/internal/news"
)

// shown writes a diff as [-gone-] and {+come+}.
func shown(parts []news.DiffPart) string {
	var s strings.Builder
	for _, p := range parts {
		switch p.Op {
		case "-":
			s.WriteString("[-" + p.Text + "-]")
		case "+":
			s.WriteString("{+" + p.Text + "+}")
		default:
			s.WriteString(p.Text)
		}
	}
	return s.String()
}

func TestChanges(t *testing.T) {
	tests := []struct{ a, b, want string }{
		{"", "", ""},
		{"all the same", "all the same", "all the same"},
		{"", "new words", "{+new words+}"},
		{"old words", "", "[-old words-]"},
		{"five people died", "six people died", "[-five -]{+six +}people died"},
		{"he will fight", "he will fight on", "he will fight{+ on+}"},
		{"the bridge is safe", "the old bridge is not safe", "the {+old +}bridge is {+not +}safe"},
		{"one two three", "four five six", "[-one two three-]{+four five six+}"},
		{"a line\n\nand one", "a line and one", "a line[-\n\n-]{+ +}and one"},
		{"“No,” she said.", "“Yes,” she said.", "“[-No-]{+Yes+},” she said."},
	}
	for _, tt := range tests {
		if got := shown(Changes(tt.a, tt.b)); got != tt.want {
			t.Errorf("Changes(%q, %q) = %s, want %s", tt.a, tt.b, got, tt.want)
		}
	}
}

// sides joins the parts of each side.
func sides(parts []news.DiffPart) (a, b string) {
	var left, right strings.Builder
	for _, p := range parts {
		if p.Op != "+" {
			left.WriteString(p.Text)
		}
		if p.Op != "-" {
			right.WriteString(p.Text)
		}
	}
	return left.String(), right.String()
}

func FuzzChanges(f *testing.F) {
	f.Add(wire, retold)
	f.Add(" a  b", "b\ta ")
	f.Add("x \xff y", "y \xff\xfe x")
	f.Add("a a b a b b", "b b a b a a")
	f.Fuzz(func(t *testing.T, a, b string) {
		parts := Changes(a, b)
		if left, right := sides(parts); left != a || right != b {
			t.Fatalf("parts %q join to %q and %q, want %q and %q", parts, left, right, a, b)
		}
		for i, p := range parts {
			if p.Text == "" || i > 0 && parts[i-1].Op == p.Op {
				t.Fatalf("part %d of %q is empty or could be joined", i, parts)
			}
		}
	})
}

func TestChangesOfLongTextsEnd(t *testing.T) {
	docs := longDocs(2, 200_000)
	refrain := strings.Repeat("no more rain ", 15_000)
	start := time.Now()
	for _, pair := range [][2]string{
		{docs[0].Article.Text, docs[1].Article.Text},
		{refrain, strings.Repeat("more no rain ", 15_000)},
	} {
		if a, b := sides(Changes(pair[0], pair[1])); a != pair[0] || b != pair[1] {
			t.Error("the parts do not join to the texts")
		}
	}
	if spent := time.Since(start); spent > 10*time.Second {
		t.Errorf("two diffs of 200 kB took %v", spent)
	}
}

func BenchmarkChanges(b *testing.B) {
	revised := strings.ReplaceAll(wire, "Eleven", "Twelve") + " " + retold
	for b.Loop() {
		Changes(wire, revised)
	}
}
