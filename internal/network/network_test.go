package network

import (
	"math"
	"strings"
	"testing"
)

// TestRaw holds the formula of a network, by hand.
func TestRaw(t *testing.T) {
	n := Network{Bias: 1, Linear: []float64{2, -1}, Hidden: [][]float64{{1, 0}, {0, 3}}, HiddenBias: []float64{0, -3}, Out: []float64{4, 5}}
	for _, c := range []struct {
		x    []float64
		want float64
	}{
		{[]float64{0, 1}, 0},
		{[]float64{0, 0}, 1 + 5*math.Tanh(-3)},
		{[]float64{1, 1}, 2 + 4*math.Tanh(1)},
	} {
		if got := n.Raw(c.x); math.Abs(got-c.want) > 1e-12 {
			t.Errorf("raw of %v is %v, not %v", c.x, got, c.want)
		}
	}
}

// TestEnsemble holds that networks speak in the mean, log odds and probabilities each.
func TestEnsemble(t *testing.T) {
	e := Ensemble{Mean: []float64{2}, Scale: []float64{.5}, Networks: []Network{{Bias: 3, Linear: []float64{0}}, {Bias: -1, Linear: []float64{1}}}}
	x := []float64{4}
	if e.Normal(x); x[0] != 1 {
		t.Errorf("4 is %v", x[0])
	}
	if got := e.Odds(x); got != 1.5 {
		t.Errorf("odds %v", got)
	}
	if got, want := e.Probability(x), (Sigmoid(3)+.5)/2; got != want {
		t.Errorf("probability %v, not %v", got, want)
	}
	if none := (&Ensemble{}); none.Odds(nil) != 0 || none.Probability(nil) != 0 {
		t.Error("no networks say something")
	}
}

// TestRead holds that weights for other features are refused.
func TestRead(t *testing.T) {
	for weights, complaint := range map[string]string{
		`{"mean":[0],"scale":[1]}`:   "",
		`{"mean":[0,1],"scale":[1]}`: "made for 2 features, not 1",
		`{`:                          "read weights",
	} {
		var e Ensemble
		err := Read([]byte(weights), []string{"one"}, &e, &e)
		if (err == nil) != (complaint == "") || err != nil && !strings.Contains(err.Error(), complaint) {
			t.Errorf("%s: %v", weights, err)
		}
	}
}
