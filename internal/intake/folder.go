package intake

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// folder opens every file below dir that is named as text, page, JSON or WARC, sorted
// by path. Hidden files and
// folders are left alone, and so are the parts of saved pages.
func (in *opener) folder(dir string) bool {
	found, goOn := 0, true
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		switch {
		case in.ctx.Err() != nil:
			return in.ctx.Err()
		case err != nil:
			goOn = in.fail(path, plain(err))
		case path != dir && d.IsDir() && (isHidden(path) || holdsParts(path)):
			return fs.SkipDir
		case path != dir && isHidden(path):
			return nil
		case hasExtension(path, fileExtensions) && isFile(path):
			found++
			goOn = in.file(path)
		}
		if !goOn {
			return fs.SkipAll
		}
		return nil
	})
	switch {
	case !goOn:
		return false
	case err != nil:
		return in.fail(dir, plain(err))
	case found == 0:
		return in.fail(dir, errNoFiles)
	}
	return true
}

func isHidden(path string) bool { return strings.HasPrefix(filepath.Base(path), ".") }

// holdsParts reports whether a folder holds the frames and pictures of a page that a
// browser saved beside it: page_files next to page.html.
func holdsParts(dir string) bool {
	page, found := strings.CutSuffix(dir, "_files")
	return found && (isFile(page+".html") || isFile(page+".htm"))
}

// isFile follows links: a linked file counts, a linked folder, pipe or device does not.
func isFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}

var errNoFiles = errors.New("no text, page, JSON or WARC file in this folder")
