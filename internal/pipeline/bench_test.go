package pipeline_test

import (
	"encoding/json"
	"testing"

	"synoptic/internal/cluster/generate"
	"synoptic/internal/news"
	"synoptic/internal/pipeline"
)

// BenchmarkIngest reads an invented stream into SQLite, index of words and all.
func BenchmarkIngest(b *testing.B) {
	const articles = 5000
	var items []pipeline.Item
	for item := range generate.Stream(articles, 1) {
		raw, err := json.Marshal(item.Article)
		if err != nil {
			b.Fatal(err)
		}
		items = append(items, pipeline.Item{Capture: news.Capture{Name: item.ID, ContentType: "application/json", Bytes: raw}})
	}
	for b.Loop() {
		in := ingester(b, database(b), 0)
		sum, err := in.Ingest(b.Context(), func(yield func(pipeline.Item) bool) {
			for _, item := range items {
				if !yield(item) {
					return
				}
			}
		})
		if err != nil || sum.New != articles {
			b.Fatal(sum, err)
		}
	}
	b.ReportMetric(float64(articles*b.N)/b.Elapsed().Seconds(), "articles/s")
}
