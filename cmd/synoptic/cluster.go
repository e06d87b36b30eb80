package main

import (
	"bufio"
	"encoding/json"
	"iter"
	"runtime"
	"sync"

	"github.com/spf13/cobra"

	"synoptic/internal/cluster"
	"synoptic/internal/intake"
	"synoptic/internal/news"
	"synoptic/internal/pipeline"
)

func newCluster() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "cluster [INPUT…]",
		Short: "Group a stream of articles by the event they report",
		Long: `Group articles by the event they report. The whole stream is read; then each article is
printed as one line of JSON, {"id","story"}, in the order of the input. Articles of one
story report one event. The order of the input changes nothing: articles are placed in
order of their time of publication, undated ones in order of their content.

` + inputHelp,
		Example: `  synoptic cluster < articles.jsonl
  synoptic cluster archive/ | jq -r .story | sort | uniq -c | sort -rn`,
	}
	private := allowPrivate(cmd)
	cmd.RunE = func(cmd *cobra.Command, inputs []string) error {
		giveMuchRoom()
		t := tally{cmd: cmd}
		var seen []*cluster.Image
		for image, err := range images(cmd, inputs, *private) {
			if err != nil {
				t.failure(err)
				continue
			}
			seen = append(seen, image)
			t.done++
		}
		if err := writeStories(cmd, seen); err != nil {
			return &statusError{exitNothing, err}
		}
		return t.outcome()
	}
	return cmd
}

// images reads what clustering needs of all articles of the inputs, on every core.
func images(cmd *cobra.Command, inputs []string, private bool) iter.Seq2[*cluster.Image, error] {
	if len(inputs) == 0 {
		inputs = []string{"-"}
	}
	captures := intake.Open(cmd.Context(), inputs, intake.Options{Stdin: cmd.InOrStdin(), AllowPrivate: private})
	imagers := sync.Pool{New: func() any { return cluster.NewImager() }}
	look := func(a *news.Article) *cluster.Image {
		imager := imagers.Get().(*cluster.Imager)
		defer imagers.Put(imager)
		return imager.Image(a)
	}
	return pipeline.Read(pipeline.Articles(captures, runtime.GOMAXPROCS(0)), look, runtime.GOMAXPROCS(0))
}

func writeStories(cmd *cobra.Command, images []*cluster.Image) error {
	out := bufio.NewWriter(cmd.OutOrStdout())
	lines := json.NewEncoder(out)
	lines.SetEscapeHTML(false)
	for i, story := range cluster.Cluster(images, cluster.Learned()) {
		line := struct {
			ID    string `json:"id"`
			Story string `json:"story"`
		}{images[i].ID, story}
		if err := lines.Encode(line); err != nil {
			return err
		}
	}
	return out.Flush()
}
