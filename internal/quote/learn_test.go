package quote

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"synoptic/internal/news"
)

// lessonOf marks up one sentence: who, cue and words as they stand in it.
func lessonOf(t *testing.T, s, who, cue, words string) Lesson {
	l, m := english(t)
	at := func(part string) []news.Span {
		i := strings.Index(s, part)
		return []news.Span{{Start: i, End: i + len(part)}}
	}
	return Lesson{Doc: parsed(s, l, m), Gold: []Gold{{Source: at(who), Cue: at(cue), Content: at(words)}}}
}

// TestLearn trains on a handful of sentences: the same bytes each time, and weights that
// tell a verb of saying from a verb of doing.
func TestLearn(t *testing.T) {
	l, m := english(t)
	lessons := []Lesson{
		lessonOf(t, "The mayor said that the bridge was safe.", "The mayor", "said", "that the bridge was safe"),
		lessonOf(t, "Ms Quinn said that the engines had failed.", "Ms Quinn", "said", "that the engines had failed"),
		lessonOf(t, "The ferry struck the pier, Mr Hale said.", "Mr Hale", "said", "The ferry struck the pier"),
		lessonOf(t, "The crew painted the ship and the owner said it was new.", "the owner", "said", "it was new"),
	}
	var first, second bytes.Buffer
	if err := Learn(lessons, l, &first); err != nil {
		t.Fatal(err)
	}
	if err := Learn(lessons, l, &second); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(first.Bytes(), second.Bytes()) {
		t.Error("the same lessons give other weights")
	}
	w, err := readWeights(first.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	reader := &Reader{words: wordsOf(l), weights: w}
	const s = "The captain said that the harbour was closed. The crew painted the ship."
	got := reader.Read(parsed(s, l, m))
	if len(got) != 1 || got[0].Of(s) != "that the harbour was closed" || got[0].Said.Of(s) != "The captain" {
		t.Errorf("got %+v, want what the captain said", got)
	}
}

func TestReadWeightsRefusesOther(t *testing.T) {
	for _, bad := range [][]byte{nil, []byte("weights"), make([]byte, 1<<bits)} {
		if _, err := readWeights(bad); !errors.Is(err, errWeights) {
			t.Errorf("%d bytes: got %v, want %v", len(bad), err, errWeights)
		}
	}
	if _, err := readWeights(raw); err != nil {
		t.Errorf("the embedded weights: %v", err)
	}
}
