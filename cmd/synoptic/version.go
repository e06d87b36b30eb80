package main

import (
	"fmt"
	"runtime/debug"

	"github.com/spf13/cobra"
)

func newVersion() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print which version this is",
		Long:  "Print the version, the commit it was built from and the version of Go that built it.",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			info, _ := debug.ReadBuildInfo()
			_, err := fmt.Fprintln(cmd.OutOrStdout(), versionLine(info))
			return err
		},
	}
}

// versionLine says what the build knows about itself; info may be nil, as in a program
// built without module support.
func versionLine(info *debug.BuildInfo) string {
	if info == nil {
		return "synoptic, version unknown"
	}
	line := "synoptic " + info.Main.Version
	settings := map[string]string{}
	for _, s := range info.Settings {
		settings[s.Key] = s.Value
	}
	if commit := settings["vcs.revision"]; commit != "" {
		line += fmt.Sprintf(", commit %.12s", commit)
		if settings["vcs.modified"] == "true" {
			line += " with changes"
		}
	}
	return line + ", " + info.GoVersion
}
