package main

import "synoptic/internal/align"

// pairSchooling is how the networks are learned that judge pairs of statements.
var pairSchooling = schooling{networks: 5, hidden: 16, epochs: 6, rate: 0.005, decay: 0.001, positive: 3}

// learnAlignment makes a model from the pairs of all the cases given.
func learnAlignment(all []prepared, seed uint64) *align.Model {
	var examples []example
	for i := range all {
		all[i].field.Each(func(k int, x *align.Features) {
			row := *x
			examples = append(examples, example{[][]float64{row[:]}, all[i].labels[k]})
		})
	}
	return &align.Model{Ensemble: pairSchooling.learn(examples, align.FeatureNames[:], seed)}
}
