package perceptron

import (
	"os"
	"unsafe"

	"golang.org/x/sys/unix"
)

// ahead has the system lay out the pages of bytes that lie in the program's file all at
// once: one by one, as they are touched, would take a twentieth of a short run. It is
// advice only, so that what fails costs no more than that.
func ahead(data []byte) {
	page := uintptr(os.Getpagesize())
	into := uintptr(unsafe.Pointer(unsafe.SliceData(data))) % page
	if skip := (page - into) % page; skip < uintptr(len(data)) {
		_ = unix.Madvise(data[skip:], unix.MADV_POPULATE_READ)
	}
}
