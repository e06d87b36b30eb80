package main

import (
	"strings"
	"unsafe"

	"golang.org/x/sys/unix"
)

// largePages takes that many bytes of addresses and advises the system to fill them, as they
// are used, with pages of megabytes. They are garbage at once. Where the advice is not taken,
// all works as before.
func largePages(size int) {
	var room strings.Builder // the one thing whose memory is not cleared, so that none is taken
	room.Grow(size)
	room.WriteByte(0)
	_ = unix.Madvise(unsafe.Slice(unsafe.StringData(room.String()), size), unix.MADV_HUGEPAGE)
}

// addresses is how many bytes of addresses can be taken freely: a quarter of the memory there
// is, none where a limit is set.
func addresses() int {
	var limit unix.Rlimit
	var machine unix.Sysinfo_t
	if unix.Getrlimit(unix.RLIMIT_AS, &limit) != nil || limit.Cur != unix.RLIM_INFINITY || unix.Sysinfo(&machine) != nil {
		return 0
	}
	return int(uint64(machine.Totalram) * uint64(machine.Unit) / 4)
}
