package main

import "syscall"

// inLargePages advises the system to lay memory out in pages of megabytes. Where it does not,
// all works as before.
func inLargePages(memory []byte) { _ = syscall.Madvise(memory, syscall.MADV_HUGEPAGE) }
