package intake

import "io"

// Position is a place in a file from which it can be read on: where a record of an archive
// begins, or the gzip member that holds it.
type Position struct {
	Offset int64 // bytes of the file before it
	Record int   // records before it
}

// seek goes to where the user wants a file to be begun.
func (p Position) seek(file io.Seeker) error {
	if p.Offset == 0 { // pipes and devices have no other place
		return nil
	}
	_, err := file.Seek(p.Offset, io.SeekStart)
	return err
}

// tell says where the record begins whose page is to be yielded. Inside other packing there
// are no places of the file.
func (a *archive) tell() {
	if a.in.options.At != nil && a.origin.layers == 1 {
		a.in.options.At(a.place)
	}
}
