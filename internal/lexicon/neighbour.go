package lexicon

import "math"

// Neighbour is a stem that stands for another where two accounts tell the same, and how
// strongly, 0…1.
type Neighbour struct {
	Stem     string
	Strength float64
}

// Neighbours are the learned neighbours of a stem, the strongest first.
func (l *Lexicon) Neighbours(stem string) []Neighbour {
	record := l.neighbours.find(stem)
	if record == nil {
		return nil
	}
	out := make([]Neighbour, record[0])
	record = record[1:]
	for i := range out {
		n := int(record[1])
		out[i] = Neighbour{string(record[2 : 2+n]), float64(record[0]) / 255}
		record = record[2+n:]
	}
	return out
}

// EncodeNeighbours is the record of a list of at most 255 neighbours.
func EncodeNeighbours(list []Neighbour) []byte {
	out := []byte{byte(len(list))}
	for _, n := range list {
		out = append(out, byte(math.Round(255*n.Strength)), byte(len(n.Stem)))
		out = append(out, n.Stem...)
	}
	return out
}
