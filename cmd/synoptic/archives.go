package main

import (
	"fmt"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/text/language"

	"synoptic/internal/intake"
)

// archiveFlags are the flags that choose records of archives.
type archiveFlags struct {
	cmd          *cobra.Command
	hosts, langs []string
	since        string
}

func chooseRecords(cmd *cobra.Command) *archiveFlags {
	f := &archiveFlags{cmd: cmd}
	cmd.Flags().StringSliceVar(&f.hosts, "include-host", nil, "of WARC files, only pages of these domains")
	cmd.Flags().StringVar(&f.since, "since", "", "of WARC files, only pages fetched on that day or later, YYYY-MM-DD")
	cmd.Flags().StringSliceVar(&f.langs, "lang", nil, "of WARC files, only pages in these languages, such as en")
	return f
}

// choose completes options by the flags. What is left out is told on standard error.
func (f *archiveFlags) choose(o intake.Options) (intake.Options, error) {
	o.Only = intake.Only{Hosts: f.hosts}
	if f.since != "" {
		day, err := time.Parse(time.DateOnly, f.since)
		if err != nil {
			return o, fmt.Errorf("--since %q is not a day, YYYY-MM-DD", f.since)
		}
		o.Only.Since = day
	}
	for _, name := range f.langs {
		base, err := language.ParseBase(name)
		if err != nil {
			return o, fmt.Errorf("--lang %q is no language code", name)
		}
		o.Only.Langs = append(o.Only.Langs, base.String())
	}
	o.LeftOut = func(archive string, records int) {
		fmt.Fprintf(f.cmd.ErrOrStderr(), "synoptic: %s: %d pages left out, not of the hosts, time and languages wanted\n", archive, records)
	}
	return o, nil
}
