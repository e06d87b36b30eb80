package main

import (
	"errors"

	"github.com/spf13/cobra"

	"synoptic/internal/store"
	"synoptic/internal/web"
)

func newMCP() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "mcp",
		Short: "Give an assistant the tools of the program, over standard input and output",
		Long: `Serve the Model Context Protocol over standard input and output: tools with which an
assistant searches the database, reads the evidence of a story, compares accounts, and
cites all of it verbatim. The same tools are at /mcp of
synoptic serve.`,
		Example: `  synoptic mcp    # as the command of a tool server in the settings of an assistant`,
		Args:    cobra.NoArgs,
	}
	db := databaseFlag(cmd)
	private := allowPrivate(cmd)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		desk, err := newDesk(*private)
		if err != nil {
			return &statusError{exitNothing, err}
		}
		s, err := db.open(store.Options{ReadOnly: true})
		switch {
		case errors.Is(err, store.ErrMissing): // texts can be compared all the same
		case err != nil:
			return err
		default:
			defer s.Close()
		}
		server, err := web.New(web.Options{Version: version(), Compare: desk.compare, Store: s})
		if err != nil {
			return &statusError{exitNothing, err}
		}
		err = server.ServeAssistant(cmd.Context(), cmd.InOrStdin(), cmd.OutOrStdout())
		if err != nil && !errors.Is(err, cmd.Context().Err()) {
			return &statusError{exitNothing, err}
		}
		return nil
	}
	return cmd
}
