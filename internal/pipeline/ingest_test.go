package pipeline_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"synoptic/internal/intake"
	"synoptic/internal/news"
	"synoptic/internal/pipeline"
	"synoptic/internal/postgres"
	"synoptic/internal/store"
)

const stream = "../../examples/archive/may.jsonl"

// server is the PostgreSQL that the tests run on.
var server postgres.Server

func TestMain(m *testing.M) { os.Exit(server.Run(m)) }

// both runs a test on each kind of database: database gives it a new one.
func both(t *testing.T, test func(t *testing.T, database func(testing.TB) *store.Store)) {
	t.Run("sqlite", func(t *testing.T) { test(t, database) })
	t.Run("postgres", func(t *testing.T) {
		test(t, func(t testing.TB) *store.Store { return opened(t, server.Database(t)) })
	})
}

// database is a new store in a file.
func database(t testing.TB) *store.Store {
	t.Helper()
	return opened(t, filepath.Join(t.TempDir(), "test.db"))
}

func opened(t testing.TB, dsn string) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), dsn, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// noon is the time of every test.
func noon() time.Time { return time.Date(2026, 6, 1, 12, 0, 0, 0, time.UTC) }

func ingester(t testing.TB, s pipeline.Archive, batch int) *pipeline.Ingester {
	t.Helper()
	in, err := pipeline.NewIngester(t.Context(), s, pipeline.Options{Workers: 2, Batch: batch, Now: noon})
	if err != nil {
		t.Fatal(err)
	}
	return in
}

// ingest reads files into a store.
func ingest(t testing.TB, s *store.Store, batch int, files ...string) pipeline.Summary {
	t.Helper()
	var failed error
	sum, err := ingester(t, s, batch).Ingest(t.Context(), pipeline.Inputs(t.Context(), s, files, intake.Options{}, &failed))
	if err := errors.Join(err, failed); err != nil {
		t.Fatal(err)
	}
	return sum
}

// dump writes down all that is stored but the times it was seen.
func dump(t testing.TB, s *store.Store) string {
	t.Helper()
	var out strings.Builder
	stories, next, err := s.Stories(t.Context(), store.StoryFilter{Limit: 1000})
	if err != nil || next != "" {
		t.Fatal(err, next)
	}
	for _, story := range stories {
		fmt.Fprintf(&out, "%+v\n", story)
		members, err := s.Members(t.Context(), story.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range members {
			fmt.Fprintf(&out, "  %s/%d %s origin %s: %s near %s, %s\n", m.ID, m.Number, m.Hash, m.Origin, m.Placement.Kind, m.Placement.Near, m.Placement.Why)
			revisions, err := s.Revisions(t.Context(), m.ID)
			if err != nil || len(revisions) != m.Number {
				t.Fatal(err, len(revisions))
			}
		}
		copies, err := s.Copies(t.Context(), story.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range copies {
			fmt.Fprintf(&out, "  %s > %s %.3f %.3f %s %s %d\n", c.From, c.To, c.Share, c.FromShare, c.Kind, c.Why, len(c.Shared))
		}
	}
	return out.String()
}

// clean holds that the store finds nothing wrong with itself.
func clean(t testing.TB, s *store.Store) {
	t.Helper()
	found, err := s.Check(t.Context(), false)
	if err != nil || len(found) > 0 {
		t.Errorf("check: %v, %v", found, err)
	}
}

// storyOf is the story of an article.
func storyOf(t testing.TB, s *store.Store, id string) string {
	t.Helper()
	known, err := s.Known(t.Context(), []string{id})
	if err != nil || known[id].Story == "" {
		t.Fatalf("article %s: %v, %v", id, known, err)
	}
	return known[id].Story
}

func TestIngest(t *testing.T) { both(t, testIngest) }

func testIngest(t *testing.T, database func(testing.TB) *store.Store) {
	s := database(t)
	if sum := ingest(t, s, 0, stream); sum.Items != 38 || sum.New != 38 || sum.Failed != 0 {
		t.Errorf("first: %+v", sum)
	}
	story, err := s.Story(t.Context(), storyOf(t, s, "tw-0501"))
	if err != nil || story.Reports != 9 || story.Outlets != 7 || story.Origins != 6 {
		t.Errorf("story %+v, %v", story, err)
	}
	copies, err := s.Copies(t.Context(), story.ID)
	if err != nil || len(copies) == 0 || copies[0].From != "tw-0501" || copies[0].To != "ledger-0501" || len(copies[0].Shared) == 0 {
		t.Errorf("copies %+v, %v", copies, err)
	}
	clean(t, s)
}

func TestSameInputChangesNothing(t *testing.T) { both(t, testSameInputChangesNothing) }

func testSameInputChangesNothing(t *testing.T, database func(testing.TB) *store.Store) {
	s := database(t)
	ingest(t, s, 0, stream)
	before := dump(t, s)
	if sum := ingest(t, s, 0, stream); sum.Items != 0 {
		t.Errorf("the file was read again: %+v", sum)
	}
	copied := filepath.Join(t.TempDir(), "copy.jsonl")
	raw, err := os.ReadFile(stream)
	if err == nil {
		err = os.WriteFile(copied, raw, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	if sum := ingest(t, s, 0, copied); sum.Same != 38 || sum.New+sum.Revised != 0 {
		t.Errorf("a copy of the file: %+v", sum)
	}
	if diff := cmp.Diff(before, dump(t, s)); diff != "" {
		t.Error(diff)
	}
}

// TestBatchesAndRestarts holds that the result depends neither on how much is written
// together nor on where the program ended and began again.
func TestBatchesAndRestarts(t *testing.T) { both(t, testBatchesAndRestarts) }

func testBatchesAndRestarts(t *testing.T, database func(testing.TB) *store.Store) {
	whole := database(t)
	ingest(t, whole, 0, stream)
	want := dump(t, whole)
	for _, batch := range []int{1, 7} {
		s := database(t)
		ingest(t, s, batch, stream)
		if diff := cmp.Diff(want, dump(t, s)); diff != "" {
			t.Errorf("batches of %d: %s", batch, diff)
		}
	}
	s := database(t)
	for range 100 {
		if interrupted(t, s, 5) {
			break
		}
	}
	if diff := cmp.Diff(want, dump(t, s)); diff != "" {
		t.Errorf("with restarts: %s", diff)
	}
	clean(t, s)
}

// interrupted ingests about so many items more; it reports whether that was all.
func interrupted(t *testing.T, s *store.Store, items int) bool {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var failed error
	some := func(yield func(pipeline.Item) bool) {
		n := 0
		for item := range pipeline.Inputs(ctx, s, []string{stream}, intake.Options{}, &failed) {
			if n++; n > items {
				cancel()
			}
			if !yield(item) {
				return
			}
		}
	}
	if _, err := ingester(t, s, 3).Ingest(ctx, some); err != nil || failed != nil {
		t.Fatal(err, failed)
	}
	return ctx.Err() == nil
}

func TestRevisions(t *testing.T) { both(t, testRevisions) }

func testRevisions(t *testing.T, database func(testing.TB) *store.Store) {
	s := database(t)
	ingest(t, s, 0, stream)
	if sum := ingest(t, s, 0, filepath.Dir(stream)); sum.Revised != 2 || sum.New != 0 {
		t.Errorf("the folder: %+v", sum)
	}
	c, err := pipeline.NewComparer()
	if err != nil {
		t.Fatal(err)
	}
	for id, silent := range map[string]bool{"standard-0501": true, "ledger-0520": false} {
		changes, err := c.StoryChanges(t.Context(), s, storyOf(t, s, id))
		if err != nil || len(changes) != 1 || changes[0].Article != id || changes[0].Silent != silent || len(changes[0].Numbers) < 2 {
			t.Errorf("%s: %+v, %v", id, changes, err)
		}
	}
	clean(t, s)
}

// records are items of JSON objects.
func records(t testing.TB, articles ...news.Article) iter.Seq[pipeline.Item] {
	t.Helper()
	var items []pipeline.Item
	for i, a := range articles {
		raw, err := json.Marshal(a)
		if err != nil {
			t.Fatal(err)
		}
		items = append(items, pipeline.Item{Capture: news.Capture{Name: fmt.Sprintf("test:%d", i+1), ContentType: "application/json", Bytes: raw}})
	}
	return slices.Values(items)
}

func TestIdentity(t *testing.T) { both(t, testIdentity) }

func testIdentity(t *testing.T, database func(testing.TB) *store.Store) {
	const text = "The mayor of Holm opened the new bridge over the Aune on Tuesday, a year late and twice as dear."
	page := func(name, address, body string) pipeline.Item {
		return pipeline.Item{Capture: news.Capture{Name: name, URL: address, ContentType: "text/plain", Bytes: []byte(body)}}
	}
	s := database(t)
	in := ingester(t, s, 0)
	for i, c := range []struct {
		items iter.Seq[pipeline.Item]
		want  pipeline.Summary // New, Revised, Same
	}{
		{records(t, news.Article{ID: "1", Source: "A", Text: text}), pipeline.Summary{New: 1}},
		{records(t, news.Article{ID: "1", Source: "A", Text: text + " It rained."}), pipeline.Summary{Revised: 1}},
		{records(t, news.Article{ID: "1", Source: "A", Text: text}), pipeline.Summary{Same: 1}}, // it had that text before
		{records(t, news.Article{ID: "1", Source: "B", Text: text + " Nobody cheered."}), pipeline.Summary{New: 1}},
		{records(t, news.Article{ID: "1", Source: "B", Text: text + " Nobody cheered."}), pipeline.Summary{Same: 1}},
		{records(t, news.Article{URL: "https://a.example/x?utm_source=feed", Text: text}, news.Article{URL: "https://A.example/x#top", Text: text}), pipeline.Summary{New: 1, Same: 1}},
		{records(t, news.Article{Text: text}, news.Article{Text: text}), pipeline.Summary{New: 1, Same: 1}},
		{slices.Values([]pipeline.Item{page("one/report.txt", "", text), page("two/report.txt", "", text+" So it went."), page("three/report.txt", "", text)}), pipeline.Summary{New: 2, Same: 1}},
		{records(t, news.Article{ID: "2", Text: text}, news.Article{ID: "2", Text: text + " Again."}), pipeline.Summary{New: 1, Revised: 1}},
	} {
		sum, err := in.Ingest(t.Context(), c.items)
		if err != nil || sum.New != c.want.New || sum.Revised != c.want.Revised || sum.Same != c.want.Same {
			t.Errorf("%d: %+v, %v", i, sum, err)
		}
	}
	clean(t, s)
}

// TestChangedBack holds that a page that has an earlier text again is a new revision when it
// was fetched later, and none when an old capture of it is read once more.
func TestChangedBack(t *testing.T) { both(t, testChangedBack) }

func testChangedBack(t *testing.T, database func(testing.TB) *store.Store) {
	const first, second = "The mayor of Holm resigned on Tuesday.", "The mayor of Holm did not resign on Tuesday."
	fetched := []struct {
		text    string
		hour    int
		revised int
	}{{first, 1, 0}, {second, 2, 1}, {first, 1, 0}, {first, 3, 1}, {first, 3, 0}}
	items := make([]pipeline.Item, len(fetched))
	for i, c := range fetched {
		items[i] = pipeline.Item{Fetched: noon().Add(time.Duration(c.hour) * time.Hour),
			Capture: news.Capture{Name: "page", URL: "https://a.example/mayor", ContentType: "text/plain", Bytes: []byte(c.text)}}
	}
	s := database(t)
	in := ingester(t, s, 0)
	for i, c := range fetched {
		if sum, err := in.Ingest(t.Context(), slices.Values(items[i:i+1])); err != nil || sum.Revised != c.revised {
			t.Errorf("%d: %+v, %v", i, sum, err)
		}
	}
	together := database(t)
	if sum, err := ingester(t, together, 0).Ingest(t.Context(), slices.Values(items)); err != nil || sum.New != 1 || sum.Revised != 2 || sum.Same != 2 {
		t.Errorf("in one batch: %+v, %v", sum, err)
	}
	if diff := cmp.Diff(dump(t, s), dump(t, together)); diff != "" {
		t.Errorf("in one batch it comes to something else: %s", diff)
	}
	clean(t, together)
}

func TestProblemsAreKept(t *testing.T) { both(t, testProblemsAreKept) }

func testProblemsAreKept(t *testing.T, database func(testing.TB) *store.Store) {
	s := database(t)
	var told []news.Problem
	in, err := pipeline.NewIngester(t.Context(), s, pipeline.Options{Problem: func(p news.Problem) { told = append(told, p) }})
	if err != nil {
		t.Fatal(err)
	}
	sum, err := in.Ingest(t.Context(), slices.Values([]pipeline.Item{
		{Err: news.Failure{Name: "gone.txt", Err: os.ErrNotExist}},
		{Capture: news.Capture{Name: "empty:1", ContentType: "application/json", Bytes: []byte(`{"title":""}`)}},
		{Capture: news.Capture{Name: "odd:1", ContentType: "application/json", Bytes: []byte(`{"text":"A dateless report of 1970.","published":"1970-01-01"}`)}},
	}))
	if err != nil || sum.Failed != 2 || sum.New != 1 || len(told) != 2 {
		t.Errorf("%+v, %v, told %+v", sum, err, told)
	}
	kept, err := s.Problems(t.Context(), store.ProblemFilter{})
	if err != nil || len(kept) != 2 {
		t.Fatalf("kept %+v, %v", kept, err)
	}
	for _, p := range kept {
		if c, err := s.Capture(t.Context(), p.Capture); p.Stage == "extract" && (err != nil || c.Name != "empty:1") {
			t.Errorf("capture of %+v: %v", p, err)
		}
	}
}

// TestProblemIsSolved holds that an input that failed is no problem any more once it is read.
func TestProblemIsSolved(t *testing.T) { both(t, testProblemIsSolved) }

func testProblemIsSolved(t *testing.T, database func(testing.TB) *store.Store) {
	s := database(t)
	in := ingester(t, s, 0)
	item := func(text string) iter.Seq[pipeline.Item] {
		return slices.Values([]pipeline.Item{{Capture: news.Capture{Name: "a.jsonl:1", ContentType: "application/json", Bytes: []byte(text)}}})
	}
	for i, text := range []string{`{"title":""}`, `{"text":"The well in the market square of Holm gives water again."}`} {
		if _, err := in.Ingest(t.Context(), item(text)); err != nil {
			t.Fatal(err)
		}
		if left, err := s.Problems(t.Context(), store.ProblemFilter{}); err != nil || len(left) != 1-i {
			t.Errorf("problems %+v, %v", left, err)
		}
	}
}

// full is a store whose disk is full from some batch on.
type full struct {
	*store.Store
	left int
}

func (f *full) Write(ctx context.Context, b *news.Batch) error {
	if f.left--; f.left < 0 {
		return store.ErrFull
	}
	return f.Store.Write(ctx, b)
}

// TestFailedWrite holds that after a batch could not be written the same ingester goes on
// as if it had never been tried.
func TestFailedWrite(t *testing.T) { both(t, testFailedWrite) }

func testFailedWrite(t *testing.T, database func(testing.TB) *store.Store) {
	whole, s := database(t), database(t)
	ingest(t, whole, 5, stream)
	broken := &full{s, 3}
	in := ingester(t, broken, 5)
	var failed error
	items := func() iter.Seq[pipeline.Item] {
		return pipeline.Inputs(t.Context(), s, []string{stream}, intake.Options{}, &failed)
	}
	if _, err := in.Ingest(t.Context(), items()); !errors.Is(err, store.ErrFull) {
		t.Fatalf("error %v", err)
	}
	broken.left = 1000
	if _, err := in.Ingest(t.Context(), items()); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(dump(t, whole), dump(t, s)); diff != "" {
		t.Error(diff)
	}
}

// TestArchiveIsTakenUpByPlace ends the reading of an archive in the middle, spoils all that
// was read of it, and holds that the rest is read as if nothing had happened: it is begun
// where it ended, not counted through.
func TestArchiveIsTakenUpByPlace(t *testing.T) {
	const pages = 40
	var archive bytes.Buffer
	for i := range pages {
		page := fmt.Sprintf("<p>%s</p>", strings.Repeat(fmt.Sprintf("Ferry %d left the harbour of Holm at noon. ", i), 20))
		answer := fmt.Sprintf("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n%s", page)
		z := gzip.NewWriter(&archive)
		fmt.Fprintf(z, "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/%d\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", i, len(answer), answer)
		z.Close()
	}
	file := filepath.Join(t.TempDir(), "a.warc.gz")
	write := func(b []byte) {
		if err := errors.Join(os.WriteFile(file, b, 0o600), os.Chtimes(file, noon(), noon())); err != nil {
			t.Fatal(err)
		}
	}
	write(archive.Bytes())
	s := database(t)
	var failed error
	var last news.Progress
	some := func(yield func(pipeline.Item) bool) {
		for item := range pipeline.Inputs(t.Context(), s, []string{file}, intake.Options{}, &failed) {
			last = item.Progress
			if !yield(item) || strings.HasSuffix(item.Capture.Name, "#20") {
				return
			}
		}
	}
	first, err := ingester(t, s, 5).Ingest(t.Context(), some)
	if err != nil || failed != nil || first.New != 20 || last.Place == 0 || last.Record != 19 {
		t.Fatalf("%+v, %+v, %v, %v", first, last, err, failed)
	}
	write(append(make([]byte, last.Place), archive.Bytes()[last.Place:]...))
	if rest := ingest(t, s, 5, file); rest.New != pages-20 || rest.Failed+rest.Same+rest.Revised > 0 {
		t.Errorf("%+v", rest)
	}
	if again := ingest(t, s, 5, file); again.Items != 0 {
		t.Errorf("again: %+v", again)
	}
	clean(t, s)
}
