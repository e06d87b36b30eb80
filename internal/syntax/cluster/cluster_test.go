package cluster

import (
	"math/rand/v2"
	"testing"

	"synoptic/internal/syntax/word"
)

func TestLearn(t *testing.T) {
	// Words 1–5 stand only before words 11–15, those only before 21–25.
	random := rand.New(rand.NewPCG(1, 1))
	var text Text
	for range 2000 {
		pick := func(from uint64) uint64 { return from + random.Uint64N(5) }
		text = append(text, []uint64{pick(1), pick(11), pick(21)})
	}
	classes := Learn(text, 3, 20)
	for _, from := range []uint64{1, 11, 21} {
		for i := range uint64(5) {
			if classes[from+i] != classes[from] {
				t.Errorf("word %d is in class %d, word %d in %d", from+i, classes[from+i], from, classes[from])
			}
		}
	}
	if classes[1] == classes[11] || classes[11] == classes[21] || classes[1] == classes[21] {
		t.Errorf("words used otherwise share a class: %v", classes)
	}
}

func TestRareWordsHaveNoClass(t *testing.T) {
	classes := Learn(Text{{5, 5, 5, 6}, {5, 6}}, 2, 3)
	if classes[5] == 0 || classes[6] != 0 {
		t.Errorf("classes are %v", classes)
	}
}

func TestPack(t *testing.T) {
	known := map[uint64]word.Class{
		word.FormHash("house"): {Fine: 511, Topic: 511, Coarse: 32, Sense: 511, Known: 31},
		word.FormHash("dog"):   {Topic: 16, Coarse: 1},
		word.FormHash("run"):   {Sense: 300},
	}
	table, err := Open(Pack(known))
	if err != nil {
		t.Fatal(err)
	}
	for form, want := range known {
		if got := table.Lookup(form); got != want {
			t.Errorf("class is %+v, want %+v", got, want)
		}
	}
	if got := table.Lookup(word.FormHash("strange")); got != (word.Class{}) {
		t.Errorf("an unknown word has %+v", got)
	}
}

func TestSort(t *testing.T) {
	random := rand.New(rand.NewPCG(2, 2))
	var vectors [][]float32
	for i := range 300 {
		v := make([]float32, 8)
		for d := range v {
			v[d] = random.Float32() / 10
		}
		v[i%4] = 3
		vectors = append(vectors, v)
	}
	classes := Sort(vectors, 8, 2, 10, 7)
	for i, class := range classes {
		if class < 0 || class >= 16 {
			t.Fatalf("class %d", class)
		}
		for k := range i {
			if classes[k]/2 == class/2 && k%4 != i%4 {
				t.Fatalf("vectors %d and %d point elsewhere but share group %d", k, i, class/2)
			}
		}
	}
}
