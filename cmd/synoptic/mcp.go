package main

import (
	"errors"

	"github.com/spf13/cobra"

	"synoptic/internal/web"
)

func newMCP() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "mcp",
		Short: "Give an assistant the tools of the program, over standard input and output",
		Long: `Serve the Model Context Protocol over standard input and output: tools with which an
assistant compares accounts and cites them verbatim. The same tools are at /mcp of
synoptic serve.`,
		Example: `  synoptic mcp    # as the command of a tool server in the settings of an assistant`,
		Args:    cobra.NoArgs,
	}
	private := allowPrivate(cmd)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		desk, err := newDesk(*private)
		if err != nil {
			return &statusError{exitNothing, err}
		}
		server, err := web.New(web.Options{Version: version(), Compare: desk.compare})
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
