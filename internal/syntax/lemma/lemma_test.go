package lemma

import (
	"testing"

	"synoptic/internal/syntax/word"
)

// Tags of the test.
const (
	noun = iota
	past
	proper
)

func TestLearned(t *testing.T) {
	var l Learner
	for _, e := range []struct {
		form  string
		tag   uint8
		lemma string
	}{
		{"walked", past, "walk"}, {"talked", past, "talk"}, {"jumped", past, "jump"}, {"tried", past, "try"},
		{"cried", past, "cry"}, {"went", past, "go"}, {"dogs", noun, "dog"}, {"cats", noun, "cat"},
		{"cities", noun, "city"}, {"ladies", noun, "lady"}, {"mice", noun, "mouse"}, {"Hats", noun, "hat"},
		{"London", proper, "London"}, {"Minsk", proper, "Minsk"}, {"Andes", proper, "Andes"},
	} {
		l.Add(e.form, e.tag, e.lemma)
	}
	data := l.Pack()
	if string(data) != string(l.Pack()) {
		t.Error("the same examples give other bytes")
	}
	lemmas, err := Open(data)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		form string
		tag  uint8
		want string
	}{
		{"went", past, "go"}, {"Went", past, "go"}, {"balked", past, "balk"}, {"fried", past, "fry"},
		{"rats", noun, "rat"}, {"parties", noun, "party"}, {"mice", noun, "mouse"}, {"RATS", noun, "rat"},
		{"Minsk", proper, "Minsk"}, {"Krakow", proper, "Krakow"}, {"s", noun, "s"}, {"", noun, ""}, {"xéa", past, "xéa"},
	} {
		var w word.Word
		word.Describe(&w, c.form, nil)
		if got := lemmas.Lemma(c.form, &w, c.tag); got != c.want {
			t.Errorf("Lemma(%q, %d) = %q, want %q", c.form, c.tag, got, c.want)
		}
	}
}

func TestOpenCorrupt(t *testing.T) {
	for _, data := range [][]byte{nil, {9, 0, 0, 0}, {0, 0, 0, 0, 0, 0, 0, 0}} {
		if _, err := Open(data); err == nil {
			t.Errorf("Open takes %v", data)
		}
	}
}
