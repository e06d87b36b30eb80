package entity

import "synoptic/internal/news"

// modelNames are the names the model finds, by sentence, in words of the page; nil
// without a model.
func (r *Reader) modelNames(p *page) [][]modelName {
	if r.model == nil {
		return nil
	}
	var read []int // sentences
	var sentences []*news.Sentence
	for s := range p.doc.Sentences {
		if p.told[s] && !p.loud[s] {
			read, sentences = append(read, s), append(sentences, &p.doc.Sentences[s])
		}
	}
	out := make([][]modelName, len(p.doc.Sentences))
	for i, names := range r.model.Names(p.text, sentences...) {
		s := read[i]
		for _, n := range names {
			out[s] = append(out[s], modelName{p.first[s] + n.First, p.first[s] + n.Last, n.Kind})
		}
	}
	return out
}
