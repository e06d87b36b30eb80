package main

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"unicode"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat"

	"synoptic/internal/lexicon"
)

// How word vectors are made small: the most frequent words, without the directions that
// all words share (Mu & Viswanath 2018, all-but-the-top), in the main directions left.
const (
	vectorWords   = 40000
	commonStripes = 2
)

// wordVectors reads pre-trained vectors (GloVe, as JSON with "words" by frequency and
// "vectors" by word) and lays out small ones.
func wordVectors(path string) ([]byte, error) {
	words, rows, err := readVectors(path)
	if err != nil {
		return nil, err
	}
	small := reduce(rows)
	records := map[string][]byte{}
	for i, w := range words {
		records[w] = quantise(small.RawRowView(i))
	}
	return lexicon.Encode(nil, records), nil
}

func readVectors(path string) ([]string, *mat.Dense, error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, nil, fmt.Errorf("read vectors: %w", err)
	}
	var file struct {
		Dimensions int
		Words      []string
		Vectors    map[string][]float64
	}
	if err := json.Unmarshal(raw, &file); err != nil {
		return nil, nil, fmt.Errorf("read vectors: %w", err)
	}
	var words []string
	var flat []float64
	for _, w := range file.Words {
		if v := file.Vectors[w]; len(words) < vectorWords && isWord(w) && len(v) >= file.Dimensions {
			words, flat = append(words, w), append(flat, v[:file.Dimensions]...)
		}
	}
	if len(words) == 0 {
		return nil, nil, fmt.Errorf("read vectors: %s has none", path)
	}
	return words, mat.NewDense(len(words), file.Dimensions, flat), nil
}

func isWord(w string) bool {
	for _, r := range w {
		if !unicode.IsLower(r) {
			return false
		}
	}
	return len(w) > 1
}

// reduce centres the rows and projects them on their principal components after the
// first commonStripes.
func reduce(rows *mat.Dense) *mat.Dense {
	n, d := rows.Dims()
	for j := range d {
		mean := stat.Mean(mat.Col(nil, j, rows), nil)
		for i := range n {
			rows.Set(i, j, rows.At(i, j)-mean)
		}
	}
	var pc stat.PC
	pc.PrincipalComponents(rows, nil)
	var basis, out mat.Dense
	pc.VectorsTo(&basis)
	out.Mul(rows, basis.Slice(0, d, commonStripes, commonStripes+lexicon.Dimensions))
	return &out
}

// quantise keeps the direction of a row, its largest part at ±127.
func quantise(row []float64) []byte {
	top := 0.0
	for _, x := range row {
		top = math.Max(top, math.Abs(x))
	}
	out := make([]byte, len(row))
	for i, x := range row {
		out[i] = byte(int8(math.Round(127 * x / math.Max(top, 1e-9))))
	}
	return out
}
