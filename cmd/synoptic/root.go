package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"
)

// Exit statuses, as documented in the README.
const (
	exitOK      = 0 // all well
	exitPartial = 1 // some input failed, the rest is done
	exitUsage   = 2 // the command line is wrong
	exitNothing = 3 // nothing could be done
)

// statusError is an error that decides the exit status.
type statusError struct {
	status int
	err    error // nil: already said on standard error
}

func (e *statusError) Error() string {
	if e.err == nil {
		return ""
	}
	return e.err.Error()
}

func (e *statusError) Unwrap() error { return e.err }

// run executes one command line and returns the exit status.
func run(ctx context.Context, args []string, in io.Reader, out, errOut io.Writer) int {
	root := newRoot()
	root.SetArgs(args)
	root.SetIn(in)
	root.SetOut(out)
	root.SetErr(errOut)
	err := root.ExecuteContext(ctx)
	if err == nil {
		return exitOK
	}
	var status *statusError
	if !errors.As(err, &status) {
		status = &statusError{exitUsage, fmt.Errorf("%w (synoptic --help shows the usage)", err)}
	}
	if status.err != nil {
		fmt.Fprintf(errOut, "synoptic: %v\n", status.err)
	}
	return status.status
}

func newRoot() *cobra.Command {
	root := &cobra.Command{
		Use:           "synoptic",
		Short:         "The accounts of one event, side by side",
		SilenceUsage:  true,
		SilenceErrors: true,
	}
	root.AddCommand(newAnnotate(), newCompare(), newExtract(), newCluster(), newSearch(), newCheck(), newFeeds(), newPoll(), newPrune(), newServe(), newMCP(), newVersion())
	root.AddCommand(newIngest(), newStories(), newStory(), newExport(), newWatches())
	return root
}
