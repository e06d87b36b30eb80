package entity

// modelNames are the names the model finds, by sentence, in words of the page; nil
// without a model.
func (r *Reader) modelNames(p *page) [][]modelName {
	if r.model == nil {
		return nil
	}
	out := make([][]modelName, len(p.doc.Sentences))
	for s := range p.doc.Sentences {
		if !p.told[s] || p.loud[s] {
			continue
		}
		for _, n := range r.model.Names(p.text, &p.doc.Sentences[s]) {
			out[s] = append(out[s], modelName{p.first[s] + n.First, p.first[s] + n.Last, n.Kind})
		}
	}
	return out
}
