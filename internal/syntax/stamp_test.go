package syntax

import (
	"crypto/sha256"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

var judged = flag.Bool("judged", false, "the weights that stand on the model were learned or judged with it: keep its stamp")

// TestWeightsKnowThisModel holds that nobody changes the model and leaves the weights
// learned from its trees and names as they are without having looked.
func TestWeightsKnowThisModel(t *testing.T) {
	now := fmt.Sprintf("en %x\n", sha256.Sum256([]byte(englishFile)))
	path := filepath.Join("testdata", "model.stamp")
	if *judged {
		if err := os.WriteFile(path, []byte(now), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	kept, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(kept) != now {
		t.Error("the weights of quote, align and novelty were learned, or last judged, with another syntax model than the one that ships: " +
			"make train-quote train-compare, keep what is better by the figures of docs/quality.md, then go test ./internal/syntax -run Weights -judged")
	}
}
