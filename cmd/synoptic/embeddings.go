package main

import (
	"context"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"synoptic/internal/align"
	"synoptic/internal/embedding"
	"synoptic/internal/news"
)

// keyVariable is the environment variable with the key of the embeddings endpoint.
const keyVariable = "SYNOPTIC_EMBEDDINGS_KEY"

// vectors asks the endpoint the user named for the embeddings of all statements. A
// failure is one warning and the comparison goes on without.
func (f *compareFlags) vectors(cmd *cobra.Command, docs []*news.Document) align.Vectors {
	if f.embeddings == "" {
		return nil
	}
	client, err := embedding.New(f.embeddings, f.embeddingsModel, os.Getenv(keyVariable))
	var v align.Vectors
	if err == nil {
		v, err = embed(cmd.Context(), client, docs)
	}
	if err != nil {
		fmt.Fprintf(cmd.ErrOrStderr(), "synoptic: %v; compared without\n", err)
		return nil
	}
	for _, d := range docs {
		d.Notes = append(d.Notes, fmt.Sprintf("aligned with the help of embeddings by %s at %s", f.embeddingsModel, f.embeddings))
	}
	return v
}

// embed gives the vectors of the documents' statements.
func embed(ctx context.Context, c *embedding.Client, docs []*news.Document) (align.Vectors, error) {
	var texts []string
	for _, d := range docs {
		for i := range d.Statements {
			texts = append(texts, d.Statements[i].Of(d.Article.Text))
		}
	}
	flat, err := c.Vectors(ctx, texts)
	if err != nil {
		return nil, err
	}
	var out align.Vectors
	for _, d := range docs {
		out = append(out, flat[:len(d.Statements)])
		flat = flat[len(d.Statements):]
	}
	return out, nil
}
