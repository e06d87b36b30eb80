package cluster

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
)

// imageVersion is the first byte of an image as bytes. Images of another version are
// refused: they are made again from the articles.
const imageVersion = 1

// Flags of an image as bytes.
const (
	isDated = 1 << iota
	isPlaced
)

// Bytes is the image in a compact form, about five bytes for each term. Taken after Place
// it has all that Restore needs.
func (im *Image) Bytes() []byte {
	w := imageWriter{make([]byte, 0, 64+6*len(im.terms)+4*len(im.print))}
	flags := byte(0)
	if im.Dated {
		flags |= isDated
	}
	if im.rarity != nil {
		flags |= isPlaced
	}
	w.b = append(w.b, imageVersion, flags)
	w.text(im.ID)
	w.text(im.Lang)
	w.b = binary.LittleEndian.AppendUint64(w.b, im.Key)
	w.b = binary.LittleEndian.AppendUint64(w.b, math.Float64bits(im.Day))
	w.b = binary.LittleEndian.AppendUint64(w.b, math.Float64bits(im.clock))
	from := 0
	for _, end := range im.ends {
		w.ascending(im.terms[from:end])
		from = end
	}
	for _, t := range im.tallies {
		w.b = append(w.b, byte(t))
	}
	w.b = append(w.b, im.rarity...)
	w.ascending(im.print)
	w.headline(im.title)
	return w.b
}

type imageWriter struct{ b []byte }

func (w *imageWriter) number(n int) { w.b = binary.AppendUvarint(w.b, uint64(n)) }

func (w *imageWriter) text(s string) {
	w.number(len(s))
	w.b = append(w.b, s...)
}

// ascending writes numbers in order by their distances.
func (w *imageWriter) ascending(list []uint32) {
	w.number(len(list))
	before := uint32(0)
	for _, n := range list {
		w.number(int(n - before))
		before = n
	}
}

func (w *imageWriter) headline(title []headword) {
	w.number(len(title))
	for _, word := range title {
		n := uint64(word.hash) << 1
		if word.instalment {
			n |= 1
		}
		w.b = binary.AppendUvarint(w.b, n)
	}
}

// ParseImage reads an image from its Bytes.
func ParseImage(b []byte) (*Image, error) {
	if len(b) < 2 {
		return nil, fmt.Errorf("parse image: %w", errShort)
	}
	if b[0] != imageVersion {
		return nil, fmt.Errorf("parse image: version %d, not %d: make the image again from its article", b[0], imageVersion)
	}
	im, r := &Image{Dated: b[1]&isDated != 0}, imageReader{b: b[2:]}
	im.ID, im.Lang = r.text(), r.text()
	im.Key = r.fixed()
	im.Day, im.clock = math.Float64frombits(r.fixed()), math.Float64frombits(r.fixed())
	for view := range im.ends {
		im.terms = r.ascending(im.terms)
		im.ends[view] = len(im.terms)
	}
	for _, t := range r.bytes(len(im.terms)) {
		im.tallies = append(im.tallies, tally(t))
	}
	if b[1]&isPlaced != 0 {
		im.rarity = append([]uint8{}, r.bytes(len(im.terms))...)
	}
	im.print = r.ascending(nil)
	im.title = r.headline()
	if r.err == nil && len(r.b) > 0 {
		r.err = errors.New("bytes are left over")
	}
	if r.err != nil {
		return nil, fmt.Errorf("parse image %q: %w", im.ID, r.err)
	}
	return im, nil
}

var errShort = errors.New("it ends too early")

// imageReader reads what imageWriter wrote. After an error it reads nothing more.
type imageReader struct {
	b   []byte
	err error
}

func (r *imageReader) number() uint64 {
	n, size := binary.Uvarint(r.b)
	if size <= 0 {
		r.b, r.err = nil, errShort
		return 0
	}
	r.b = r.b[size:]
	return n
}

func (r *imageReader) bytes(n int) []byte {
	if n > len(r.b) {
		r.b, r.err = nil, errShort
		return nil
	}
	b := r.b[:n]
	r.b = r.b[n:]
	return b
}

// length is a number of things that take a byte or more each.
func (r *imageReader) length() int {
	n := r.number()
	if n > uint64(len(r.b)) {
		r.b, r.err = nil, errShort
		return 0
	}
	return int(n)
}

func (r *imageReader) text() string { return string(r.bytes(r.length())) }

func (r *imageReader) fixed() uint64 {
	if b := r.bytes(8); b != nil {
		return binary.LittleEndian.Uint64(b)
	}
	return 0
}

func (r *imageReader) ascending(list []uint32) []uint32 {
	before := uint32(0)
	for range r.length() {
		before += uint32(r.number())
		list = append(list, before)
	}
	return list
}

func (r *imageReader) headline() []headword {
	var title []headword
	for range r.length() {
		n := r.number()
		title = append(title, headword{uint32(n >> 1), n&1 == 1})
	}
	return title
}
