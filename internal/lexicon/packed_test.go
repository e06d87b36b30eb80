package lexicon

import (
	"math/rand/v2"
	"testing"
)

// TestNear holds that packed vectors are as near as plain ones.
func TestNear(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	var all []*Packed
	for i := range 400 {
		var v Vector
		for k := range v {
			v[k] = float32(random.NormFloat64())
			if i%3 == 0 && k > 2 { // long in few directions
				v[k] /= 100
			}
		}
		if i%5 == 0 && i > 0 { // like the one before
			v = all[i-1].Vector
			v[i%Dimensions] += .3
		}
		all = append(all, v.Unit().pack())
	}
	near := 0
	for _, x := range all {
		for _, y := range all {
			want := float64(x.Dot(&y.Vector))
			if off := want - x.rounded(y)/(scale*scale); off > slack || off < -slack {
				t.Fatalf("the rounded cosine is off by %v", off)
			}
			for _, least := range []float64{.35, .4, .5} {
				if want < least {
					want = 0
				}
				if got := x.Near(y, least); got != want {
					t.Fatalf("near %v, not %v", got, want)
				}
			}
			if want > 0 {
				near++
			}
		}
	}
	if near < len(all) || near == len(all)*len(all) {
		t.Errorf("%d of %d are near", near, len(all)*len(all))
	}
	if none := (Vector{}).pack(); none.Near(all[0], .1) != 0 {
		t.Error("no vector is near")
	}
}

func BenchmarkNear(b *testing.B) {
	l, err := Load("en")
	if err != nil {
		b.Fatal(err)
	}
	x, y := l.Packed("minister"), l.Packed("banana")
	for b.Loop() {
		x.Near(y, .4)
	}
}
