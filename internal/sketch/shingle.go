package sketch

import "slices"

// Shingles returns the hash of each run of k words: one for every word that has k-1
// others after it, in order. k is at least 1.
func Shingles(words []Word, k int) []uint64 {
	if k < 1 || len(words) < k {
		return nil
	}
	hashes := make([]uint64, len(words)-k+1)
	for i := range hashes {
		h := uint64(k)
		for _, w := range words[i : i+k] {
			h = mix(h, w.Hash)
		}
		hashes[i] = h
	}
	return hashes
}

// mix folds one more hash into an ordered combination.
func mix(h, w uint64) uint64 {
	h = (h ^ w) * 0x9e3779b97f4a7c15
	return h ^ h>>29
}

// Winnow thins shingles out to a fingerprint: the smallest of each window of w, sorted,
// each once. A text shorter than a window keeps its smallest shingle.
func Winnow(shingles []uint64, w int) []uint64 {
	if len(shingles) == 0 {
		return nil
	}
	w = min(max(w, 1), len(shingles))
	var kept []uint64
	least := -1
	for end := w; end <= len(shingles); end++ {
		if least < end-w {
			least = leastOf(shingles, end-w, end)
		} else if shingles[end-1] < shingles[least] {
			least = end - 1
		} else {
			continue
		}
		kept = append(kept, shingles[least])
	}
	slices.Sort(kept)
	return slices.Compact(kept)
}

func leastOf(hashes []uint64, from, to int) int {
	least := from
	for i := from + 1; i < to; i++ {
		if hashes[i] < hashes[least] {
			least = i
		}
	}
	return least
}

// Shared counts the hashes that two sorted sets have in common.
func Shared(a, b []uint64) int {
	n := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] < b[j]:
			i++
		case a[i] > b[j]:
			j++
		default:
			n, i, j = n+1, i+1, j+1
		}
	}
	return n
}
