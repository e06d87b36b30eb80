package word

import (
	"strings"
	"testing"
)

func TestSameForm(t *testing.T) {
	for _, c := range [][]string{
		{"House", "house", "HOUSE", "ho\u200buse", "house\u00ad"},
		{"'s", "’s", "'S", "´s"}, {"“", "\"", "``", "''", "„", "»"},
		{"—", "--", "–", "-"}, {"…", "...", ".."}, {"1999", "2024"}, {"don't", "don’t"},
	} {
		for _, form := range c[1:] {
			if FormHash(form) != FormHash(c[0]) {
				t.Errorf("%q and %q have other forms", form, c[0])
			}
		}
	}
	different := []string{"house", "houses", "'", "\"", "-", ".", "...", "19", "1999", "", "'s"}
	for i, a := range different {
		for _, b := range different[:i] {
			if FormHash(a) == FormHash(b) {
				t.Errorf("%q and %q have one form", a, b)
			}
		}
	}
}

func TestCase(t *testing.T) {
	for form, want := range map[string]Case{
		"house": Lower, "House": Initial, "UN": Upper, "A": Single, "McKay": Mixed, "42": Lower,
		"G7": Single, "Ørsted": Initial, "": Lower, "iPad": Mixed,
	} {
		var w Word
		if Describe(&w, form, nil); w.Case != want {
			t.Errorf("case of %q is %d, want %d", form, w.Case, want)
		}
	}
}

func TestStyle(t *testing.T) {
	for text, want := range map[string]Style{
		"The dog saw a man in Paris .":     Running,
		"POLICE HOLD THREE IN 2 RAIDS":     Capitals,
		"Three Men Held After London Raid": Title,
		"three men held":                   Small,
		"Paris":                            Running,
		"":                                 Running,
	} {
		var words []Word
		for _, form := range strings.Fields(text) {
			var w Word
			Describe(&w, form, nil)
			words = append(words, w)
		}
		if got := StyleOf(words); got != want {
			t.Errorf("style of %q is %d, want %d", text, got, want)
		}
	}
}

func TestLongAndForeign(t *testing.T) {
	for _, form := range []string{strings.Repeat("ab", 100_000), "\xff\xfe", "日本語", "\u200b", "😀😀😀"} {
		var w Word
		Describe(&w, form, nil)
		if w.Form != FormHash(form) {
			t.Errorf("%.20q is described in two ways", form)
		}
	}
	long, longer := strings.Repeat("a", 300)+"ing", strings.Repeat("a", 400)+"ing"
	var a, b Word
	Describe(&a, long, nil)
	Describe(&b, longer, nil)
	if a.Suffix != b.Suffix || a.Prefix != b.Prefix {
		t.Error("the ends of long words count")
	}
}

func TestNoAllocation(t *testing.T) {
	var w Word
	if n := testing.AllocsPerRun(100, func() { Describe(&w, "Unbelievable’s", nil) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}
