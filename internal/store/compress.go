package store

import (
	"fmt"
	"sync"

	"github.com/klauspost/compress/zstd"
)

// maxKept limits what one value may unpack to, in bytes.
const maxKept = 256 << 20

// packer and unpacker are made when they are first needed; they have no state of their own
// between calls and are safe for concurrent use. No option of theirs can be wrong.
var (
	packer = sync.OnceValue(func() *zstd.Encoder {
		e, _ := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderConcurrency(2))
		return e
	})
	unpacker = sync.OnceValue(func() *zstd.Decoder {
		d, _ := zstd.NewReader(nil, zstd.WithDecoderMaxMemory(maxKept), zstd.WithDecoderConcurrency(4))
		return d
	})
)

func pack(b []byte) []byte { return packer().EncodeAll(b, make([]byte, 0, len(b)/2+64)) }

func unpack(b []byte) ([]byte, error) {
	out, err := unpacker().DecodeAll(b, nil)
	if err != nil {
		return nil, fmt.Errorf("unpack: %w (%w)", ErrCorrupt, err)
	}
	return out, nil
}
