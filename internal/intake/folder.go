package intake

import (
	"context"
	"errors"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"

	"synoptic/internal/news"
)

// folder opens every file of a folder (see Files).
func (in *opener) folder(dir string) bool {
	for path, err := range files(in.ctx, dir) {
		if err != nil && !in.yield(news.Capture{}, err) || err == nil && !in.file(path) {
			return false
		}
	}
	return in.ctx.Err() == nil
}

// Files are the inputs with every folder replaced by the files in it: those below it that
// are named as text, page, JSON or WARC, sorted by path. Hidden files and folders are left
// alone, and so are the parts of saved pages. Errors are news.Failures.
func Files(ctx context.Context, inputs []string) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		for _, input := range inputs {
			info, err := os.Stat(input)
			if input == "-" || isAddress(input) || err != nil || !info.IsDir() {
				if !yield(input, nil) {
					return
				}
				continue
			}
			for path, err := range files(ctx, input) {
				if !yield(path, err) {
					return
				}
			}
		}
	}
}

// files are those of a folder.
func files(ctx context.Context, dir string) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		found, goOn := 0, true
		fail := func(path string, err error) bool { return yield("", news.Failure{Name: path, Err: plain(err)}) }
		err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
			switch {
			case ctx.Err() != nil:
				return ctx.Err()
			case err != nil:
				goOn = fail(path, err)
			case path != dir && d.IsDir() && (isHidden(path) || holdsParts(path)):
				return fs.SkipDir
			case path != dir && isHidden(path):
				return nil
			case hasExtension(path, fileExtensions) && isFile(path):
				found++
				goOn = yield(path, nil)
			}
			if !goOn {
				return fs.SkipAll
			}
			return nil
		})
		switch {
		case !goOn:
		case err != nil:
			fail(dir, err)
		case found == 0:
			fail(dir, errNoFiles)
		}
	}
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
