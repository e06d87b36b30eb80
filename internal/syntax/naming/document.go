package naming

import "synoptic/internal/syntax/perceptron"

// Document gathers the names of a document. Names written alike in one document nearly
// always name the same (Krishnan and Manning 2006): what speaks for each kind is added
// up over the places of a name, and the kind of most is given to all of them.
type Document struct {
	kinds     int
	sentences [][]Name
	keys      []uint64                    // of the names, in order
	evidence  map[uint64]*[MaxKinds]int32 // by key
}

// Add finds the names of the document's next sentence.
func (d *Document) Add(f *Finder, scorer perceptron.Scorer, in *Input, kinds int) {
	d.kinds = kinds
	names := Names(f.Label(scorer, in, kinds))
	d.sentences = append(d.sentences, names)
	for _, n := range names {
		key := n.key(in)
		d.keys = append(d.keys, key)
		if d.evidence == nil {
			d.evidence = map[uint64]*[MaxKinds]int32{}
		}
		if d.evidence[key] == nil {
			d.evidence[key] = &[MaxKinds]int32{}
		}
		f.weigh(n, d.evidence[key], kinds)
	}
}

// key stands for all names of these words.
func (n Name) key(in *Input) uint64 {
	key := uint64(n.Last - n.First)
	for _, w := range in.Words[n.First:n.Last] {
		key = mix(key, w.Form)
	}
	return key
}

// weigh adds what the words of a name score in each kind.
func (f *Finder) weigh(n Name, evidence *[MaxKinds]int32, kinds int) {
	for i := n.First; i < n.Last; i++ {
		for kind := range kinds {
			evidence[kind] += f.own[i][1+kind*parts+n.part(i)]
		}
	}
}

// Names gives the names of each sentence, in the order they were added.
func (d *Document) Names() [][]Name {
	k := 0
	for _, names := range d.sentences {
		for i := range names {
			n := &names[i]
			evidence := d.evidence[d.keys[k]]
			for kind := range d.kinds {
				if evidence[kind] > evidence[n.Kind] {
					n.Kind = kind
				}
			}
			k++
		}
	}
	return d.sentences
}
