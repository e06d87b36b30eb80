package postgres

import (
	"fmt"
	"os"
	"path/filepath"
	"syscall"
	"time"
)

const (
	folderName = "synoptic-postgres"
	// lockName is a file in the folder of a server that is locked for as long as its test
	// binary runs: the lock ends with the binary, however that ends.
	lockName = "test.lock"
	// making is longer than it takes to make a folder and lock it.
	making = time.Minute
)

// newFolder makes a folder for a server. It is its maker's until the lock is closed.
func newFolder(parent string) (folder string, lock *os.File, err error) {
	if folder, err = os.MkdirTemp(parent, folderName); err != nil {
		return "", nil, err
	}
	if lock, err = os.Create(filepath.Join(folder, lockName)); err == nil {
		err = syscall.Flock(int(lock.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	}
	if err != nil {
		return folder, lock, fmt.Errorf("lock folder of a server: %w", err)
	}
	return folder, lock, nil
}

// sweep removes the folders of test binaries that were killed or ran out of time, which
// remove none of their own.
func sweep(parent string) {
	folders, _ := filepath.Glob(filepath.Join(parent, folderName+"*"))
	for _, folder := range folders {
		if abandoned(folder) {
			os.RemoveAll(folder)
		}
	}
}

// abandoned reports whether nobody holds a folder.
func abandoned(folder string) bool {
	made, err := os.Stat(folder)
	if err != nil || time.Since(made.ModTime()) < making {
		return false
	}
	lock, err := os.Open(filepath.Join(folder, lockName))
	if err != nil {
		return os.IsNotExist(err)
	}
	defer lock.Close()
	return syscall.Flock(int(lock.Fd()), syscall.LOCK_EX|syscall.LOCK_NB) == nil
}
