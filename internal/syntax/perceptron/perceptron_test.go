package perceptron

import (
	"bytes"
	"math/rand/v2"
	"testing"
)

// feature i of a test.
func feature(i int) uint64 { return Mix(uint64(i), 99) }

func TestTrainerLearnsAndPacks(t *testing.T) {
	trainer := NewTrainer()
	for range 20 {
		for class := range 40 {
			f := []uint64{1, feature(class), feature(1000 + class%3)}
			var scores Scores
			trainer.Score(f, &scores)
			trainer.Step()
			if guess := scores.Best(40); guess != class {
				trainer.Update(f, class, guess)
			}
		}
	}
	table, err := Open(trainer.Pack(8, 1, 1000))
	if err != nil {
		t.Fatal(err)
	}
	for class := range 40 {
		var scores Scores
		table.Score([]uint64{1, feature(class), feature(1000 + class%3)}, &scores)
		if guess := scores.Best(40); guess != class {
			t.Errorf("class %d is taken for %d", class, guess)
		}
	}
}

func TestAveraging(t *testing.T) {
	trainer := NewTrainer()
	trainer.Update([]uint64{feature(1)}, 0, 1) // stands for 3 of 4 steps
	for range 3 {
		trainer.Step()
	}
	trainer.Update([]uint64{feature(1)}, 0, 1)
	trainer.Step()
	table, err := Open(trainer.Pack(4, 1, 10))
	if err != nil {
		t.Fatal(err)
	}
	var scores Scores
	table.Score([]uint64{feature(1)}, &scores)
	// 1 over four steps and 1 more over one: 1.25, in units of a quarter 5.
	if scores[0] != 5 || scores[1] != -5 {
		t.Errorf("scores %d and %d, want 5 and -5", scores[0], scores[1])
	}
}

func TestFewLearnsAndPacks(t *testing.T) {
	trainer := NewFewTrainer()
	random := rand.New(rand.NewPCG(1, 1))
	right := func(i int) int { return i % 3 }
	for range 20_000 {
		i := random.IntN(200_000)
		f := []uint64{feature(i), feature(1_000_000 + right(i))}
		var scores FewScores
		trainer.Score(f, &scores)
		trainer.Step()
		for wrong := range 3 {
			if wrong != right(i) && scores[wrong] >= scores[right(i)] {
				trainer.Update(f, right(i), wrong)
				break
			}
		}
	}
	table, err := OpenFew(trainer.Pack(4, 1, 1<<20))
	if err != nil {
		t.Fatal(err)
	}
	for i := range 3 {
		var scores FewScores
		table.Score([]uint64{feature(1_000_000 + i)}, &scores)
		for wrong := range 3 {
			if wrong != i && scores[wrong] >= scores[i] {
				t.Errorf("class %d scores %v", i, scores)
			}
		}
	}
}

func TestMostFeaturesKept(t *testing.T) {
	trainer := NewTrainer()
	for i := range 100 {
		for range 1 + i {
			trainer.Update([]uint64{feature(i)}, 1, 0)
		}
	}
	trainer.Step()
	table, err := Open(trainer.Pack(1, 1, 10))
	if err != nil {
		t.Fatal(err)
	}
	for i := range 100 {
		var scores Scores
		table.Score([]uint64{feature(i)}, &scores)
		if kept := scores[1] != 0; kept != (i >= 90) {
			t.Errorf("feature of weight %d: kept is %v", i+1, kept)
		}
	}
}

func TestPackIsReproducible(t *testing.T) {
	train := func() []byte {
		trainer := NewTrainer()
		for i := range 5000 {
			trainer.Step()
			trainer.Update([]uint64{feature(i % 700)}, i%50, (i+7)%50)
		}
		return trainer.Pack(4, 1, 500)
	}
	if first, second := train(), train(); !bytes.Equal(first, second) {
		t.Error("the same training gives other bytes")
	}
}

func TestCorruptTables(t *testing.T) {
	for _, data := range [][]byte{nil, {1}, make([]byte, 7), {255, 255, 255, 255, 0, 0, 0, 0}} {
		if _, err := Open(data); err == nil {
			t.Errorf("Open takes %v", data)
		}
		if _, err := OpenFew(data[:len(data)/6*6]); err == nil && len(data) < 6 {
			t.Errorf("OpenFew takes %v", data)
		}
	}
}

func TestPruneKeepsTheTable(t *testing.T) {
	trainer, few := NewTrainer(), NewFewTrainer()
	for i := range 3000 {
		trainer.Step()
		few.Step()
		trainer.Update([]uint64{feature(i % 300)}, i%50, (i+7)%50)
		few.Update([]uint64{feature(i % 300)}, i%3, (i+1)%3)
	}
	table, fewTable := trainer.Pack(4, 1, 100), few.Pack(4, 1, 100)
	trainer.Prune(4, 1, 100)
	few.Prune(4, 1, 100)
	if string(trainer.Pack(1, 1, 100)) != string(table) || string(few.Pack(1, 1, 100)) != string(fewTable) {
		t.Error("pruning changes the table")
	}
	trainer.Update([]uint64{feature(5000)}, 1, 2)
	few.Update([]uint64{feature(5000)}, 1, 2)
	if string(trainer.Pack(1, 1, 100)) != string(table) || string(few.Pack(1, 1, 100)) != string(fewTable) {
		t.Error("a pruned trainer takes a new feature")
	}
}
