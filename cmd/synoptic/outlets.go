package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"synoptic/internal/outlet"
)

// outlets are the outlets that come with the program, and those of the user's own file:
// $SYNOPTIC_OUTLETS, or outlets.txt in the folder of the configuration.
func outlets() (*outlet.Registry, error) {
	file := os.Getenv("SYNOPTIC_OUTLETS")
	named := file != ""
	if !named {
		folder, err := os.UserConfigDir()
		if err != nil { // no home: no file of one's own
			return outlet.Known(), nil
		}
		file = filepath.Join(folder, "synoptic", "outlets.txt")
	}
	own, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) && !named {
		return outlet.Known(), nil
	}
	if err != nil {
		return nil, fmt.Errorf("read outlets: %w", err)
	}
	known, err := outlet.Known().With(string(own))
	if err != nil {
		return nil, fmt.Errorf("read outlets: %s: %w", file, err)
	}
	return known, nil
}
