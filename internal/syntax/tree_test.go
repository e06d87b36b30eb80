package syntax

import (
	"slices"
	"strings"
	"testing"

	"synoptic/internal/news"
)

// sentence makes a sentence of lines "word head rel tag", heads counted from 0.
func sentence(t *testing.T, lines string) (string, *news.Sentence) {
	t.Helper()
	var text strings.Builder
	s := &news.Sentence{}
	for line := range strings.Lines(lines) {
		f := strings.Fields(line)
		if len(f) != 4 {
			continue
		}
		head := -1
		if f[1] != "-" {
			head = int(f[1][0]-'0')*10 + int(f[1][1]-'0')
		}
		start := text.Len()
		text.WriteString(f[0])
		s.Tokens = append(s.Tokens, news.Token{
			Span: news.Span{Start: start, End: text.Len()}, Head: head, Rel: f[2], Tag: f[3],
		})
		text.WriteByte(' ')
	}
	return text.String(), s
}

const reported = `
The 01 det DET
mayor 02 nsubj NOUN
said - root VERB
that 07 mark SCONJ
two 05 nummod NUM
bridges 07 nsubj NOUN
would 07 aux AUX
reopen 02 ccomp VERB
and 09 cc CCONJ
take 07 conj VERB
trucks 09 obj NOUN
. 02 punct PUNCT`

func TestTreeWalks(t *testing.T) {
	text, s := sentence(t, reported)
	if got := Root(s); got != 2 {
		t.Errorf("Root = %d, want 2", got)
	}
	if got := slices.Collect(Children(s, 7)); !slices.Equal(got, []int{3, 5, 6, 9}) {
		t.Errorf("Children of reopen = %v", got)
	}
	if got := Dependent(s, 7, "nsubj"); got != 5 {
		t.Errorf("subject of reopen = %d, want 5", got)
	}
	if got := Dependent(s, 7, "obj"); got != -1 {
		t.Errorf("object of reopen = %d, want none", got)
	}
	if got := SubtreeSpan(s, 7).Of(text); got != "that two bridges would reopen and take trucks" {
		t.Errorf("complement = %q", got)
	}
	if got := Clause(s, 10); got != 9 {
		t.Errorf("clause of trucks = %d, want 9", got)
	}
	if got := Clause(s, 4); got != 7 {
		t.Errorf("clause of two = %d, want 7", got)
	}
	if !Governs(s, 2, 4) || Governs(s, 4, 2) {
		t.Error("said governs two, and not the other way round")
	}
}

func TestPath(t *testing.T) {
	_, s := sentence(t, reported)
	for _, c := range []struct {
		from, to int
		want     []int
	}{
		{1, 5, []int{1, 2, 7, 5}},
		{4, 2, []int{4, 5, 7, 2}},
		{2, 10, []int{2, 7, 9, 10}},
		{5, 10, []int{5, 7, 9, 10}},
		{6, 6, []int{6}},
	} {
		if got := Path(s, c.from, c.to); !slices.Equal(got, c.want) {
			t.Errorf("Path %d to %d = %v, want %v", c.from, c.to, got, c.want)
		}
	}
}

func TestIs(t *testing.T) {
	for _, c := range []struct {
		rel, name string
		want      bool
	}{
		{"nsubj", "nsubj", true}, {"nsubj:pass", "nsubj", true}, {"nsubj", "nsubj:pass", false},
		{"obl", "obj", false}, {"objx", "obj", false}, {"", "obj", false},
	} {
		if got := Is(c.rel, c.name); got != c.want {
			t.Errorf("Is(%q, %q) = %v", c.rel, c.name, got)
		}
	}
}

func TestUnparsed(t *testing.T) {
	s := &news.Sentence{Tokens: []news.Token{{Head: -1}, {Head: -1}}}
	if Root(s) != -1 || Root(&news.Sentence{}) != -1 {
		t.Error("a sentence without a tree has no root")
	}
	if Path(s, 0, 1) != nil {
		t.Error("no way leads between words that hang on nothing")
	}
	if first, last := Subtree(s, 1); first != 1 || last != 2 {
		t.Errorf("Subtree = %d, %d", first, last)
	}
}
