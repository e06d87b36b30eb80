package sketch

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func texts(s string, words []Word) []string {
	var out []string
	for _, w := range words {
		out = append(out, w.Of(s))
	}
	return out
}

func TestWords(t *testing.T) {
	tests := []struct{ in, want string }{
		{"The harbour-master said: “No ship sails.”", "The harbour master said No ship sails"},
		{"It’s 80.1% of 1,200", "It’s 80.1 of 1,200"},
		{"Élan vital", "Élan vital"},
		{"", ""},
		{"… — !", ""},
		{"\xff\xfe broken \xc3", "broken"},
	}
	for _, tt := range tests {
		if got := strings.Join(texts(tt.in, Words(tt.in)), " "); got != tt.want {
			t.Errorf("Words(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestHashFolds(t *testing.T) {
	for _, same := range [][2]string{{"HARBOUR", "harbour"}, {"It’s", "it's"}, {"Élan", "élan"}, {"ΣΑΣ", "σασ"}} {
		if Hash(same[0]) != Hash(same[1]) {
			t.Errorf("%q and %q have different hashes", same[0], same[1])
		}
	}
	if Hash("harbour") == Hash("harbours") {
		t.Error("two words have one hash")
	}
}

func TestShingles(t *testing.T) {
	a := Shingles(Words("one two three four"), 3)
	b := Shingles(Words("zero one two three"), 3)
	if len(a) != 2 || a[0] != b[1] || a[1] == b[0] {
		t.Errorf("shingles %x and %x share the wrong runs", a, b)
	}
	if got := Shingles(Words("one two"), 3); got != nil {
		t.Errorf("a text shorter than a shingle has %d", len(got))
	}
	if Shingles(Words("a b c"), 3)[0] == Shingles(Words("c b a"), 3)[0] {
		t.Error("order does not matter to a shingle")
	}
}

// A run of k+w-1 words in both texts must leave a fingerprint in both.
func TestWinnowKeepsSharedRuns(t *testing.T) {
	const k, w = 4, 5
	run := "the ferry left the old pier at dawn with nobody"
	a := Winnow(Shingles(Words("Witnesses told us that "+run+" on board."), k), w)
	b := Winnow(Shingles(Words("Nine hours of silence: "+run+" to steer it, the port said."), k), w)
	if Shared(a, b) == 0 {
		t.Error("a shared run left no shared fingerprint")
	}
	if !slices.IsSorted(a) || len(slices.Compact(slices.Clone(a))) != len(a) {
		t.Errorf("fingerprint %x is not a sorted set", a)
	}
}

func FuzzWords(f *testing.F) {
	for _, s := range []string{"", "It’s a \xff test", "北京 80.1%", strings.Repeat("a", 100)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		at := 0
		for _, w := range Words(s) {
			if w.Start < at || w.End > len(s) || w.Empty() {
				t.Fatalf("span %v in %d bytes after %d", w.Span, len(s), at)
			}
			if utf8.ValidString(s) && !utf8.ValidString(w.Of(s)) {
				t.Fatalf("word %q cuts a character", w.Of(s))
			}
			at = w.End
		}
		Winnow(Shingles(Words(s), 3), 4)
	})
}

func BenchmarkWords(b *testing.B) {
	s := strings.Repeat("The mayor of the harbour town opened the rebuilt bridge on Monday. ", 50)
	b.SetBytes(int64(len(s)))
	for b.Loop() {
		Words(s)
	}
}
