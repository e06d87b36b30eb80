package pipeline

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"sync"
	"time"

	"synoptic/internal/cluster"
	"synoptic/internal/news"
	"synoptic/internal/outlet"
)

// Options are settings of an Ingester. The zero value is sensible.
type Options struct {
	Workers  int              // that read at a time; 0: 1
	Now      func() time.Time // nil: time.Now
	Batch    int              // items written together; 0: 512
	Outlets  *outlet.Registry // by which pages are named after their outlet; nil: as they call themselves
	Progress func(Summary)    // told after every batch
	Problem  func(news.Problem)
}

// Summary counts what became of the items.
type Summary struct {
	Passed  int64 // bytes of the files that are behind, packed as they are
	Items   int   // captures and failures
	New     int   // articles
	Revised int   // new revisions of known articles
	Same    int   // articles that were known as they are
	Failed  int
}

// maxBatch bounds the bytes of captures written together.
const maxBatch = 32 << 20

// Ingester turns what comes in into stored articles and stories. It is not safe for
// concurrent use, and a database has one at a time.
type Ingester struct {
	store    Archive
	options  Options
	reader   *reader
	online   *cluster.Online
	troubled bool  // some inputs failed before: what is read well now may be one of them
	curated  int64 // number of the last act of a person that the clustering knows
	families *families

	pending []reading // what is being written
	sum     Summary
}

// NewIngester readies the ingesting into a store: the clustering goes on where it ended.
func NewIngester(ctx context.Context, store Archive, o Options) (*Ingester, error) {
	o.Workers = max(1, o.Workers)
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Batch == 0 {
		o.Batch = 512
	}
	in := &Ingester{store: store, options: o, reader: newReader(o.Now, o.Outlets)}
	in.families = newFamilies(store, &in.reader.languages)
	return in, in.restore(ctx)
}

// Ingest reads the items on every core and keeps what it understands, batch by batch, each
// in one transaction. When ctx ends, what has been read is written and the rest is left
// for another time: nothing is lost, nothing is kept twice, whenever it ends and however.
func (in *Ingester) Ingest(ctx context.Context, items iter.Seq[Item]) (Summary, error) {
	in.sum = Summary{}
	troubled, err := in.store.Troubled(ctx)
	if err == nil {
		in.troubled = troubled
		err = in.catchUp(ctx)
	}
	if err != nil {
		return in.sum, err
	}
	writing := context.WithoutCancel(ctx)
	for batch := range in.batches(ctx, items) {
		in.pending = batch
		if err := in.flush(writing); err != nil {
			return in.sum, err
		}
	}
	return in.sum, nil
}

// batches are what is read, in the batches it is written in. The next one is read while
// the one before is written.
func (in *Ingester) batches(ctx context.Context, items iter.Seq[Item]) iter.Seq[[]reading] {
	return func(yield func([]reading) bool) {
		ready, stop := make(chan []reading, 1), make(chan struct{})
		var done sync.WaitGroup
		done.Go(func() {
			defer close(ready)
			in.gather(until(ctx, items), ready, stop)
		})
		defer func() {
			close(stop)
			done.Wait()
		}()
		for batch := range ready {
			if !yield(batch) {
				return
			}
		}
	}
}

// gather reads the items and sends full batches on, until it is stopped.
func (in *Ingester) gather(items iter.Seq2[Item, error], ready chan<- []reading, stop <-chan struct{}) {
	var batch []reading
	bytes := 0
	send := func() bool {
		select {
		case ready <- batch:
		case <-stop:
			return false
		}
		batch, bytes = nil, 0
		return true
	}
	for r := range Read(items, in.reader.read, in.options.Workers) { // items bring no errors of their own
		batch = append(batch, r)
		if bytes += len(r.kept.Bytes); (len(batch) >= in.options.Batch || bytes >= maxBatch) && !send() {
			return
		}
	}
	if len(batch) > 0 {
		send()
	}
}

// until ends the items when ctx does.
func until(ctx context.Context, items iter.Seq[Item]) iter.Seq2[Item, error] {
	return func(yield func(Item, error) bool) {
		for item := range items {
			if ctx.Err() != nil || !yield(item, nil) {
				return
			}
		}
	}
}

// flush writes what has been read as one transaction.
func (in *Ingester) flush(ctx context.Context) error {
	b := &news.Batch{}
	sum := in.sum
	fresh, err := in.sort(ctx, b, &sum)
	if err == nil {
		err = in.place(ctx, b, fresh)
	}
	if err == nil {
		err = in.store.Write(ctx, b)
	}
	if err != nil {
		in.curated = unknown // what the clustering knows is not what is stored
		return err
	}
	in.families.written()
	in.sum = sum
	in.report(b)
	return nil
}

func (in *Ingester) report(b *news.Batch) {
	for _, p := range b.Problems {
		if in.options.Problem != nil {
			in.options.Problem(p)
		}
	}
	if in.options.Progress != nil {
		in.options.Progress(in.sum)
	}
}

// sort puts what has been read into the batch by what it is, and returns the articles that
// were not known, in their order.
func (in *Ingester) sort(ctx context.Context, b *news.Batch, sum *Summary) ([]*reading, error) {
	known, err := in.known(ctx)
	if err != nil {
		return nil, err
	}
	var fresh []*reading
	progress := map[string]news.Progress{}
	for i := range in.pending {
		r := &in.pending[i]
		sum.Passed = max(sum.Passed, r.passed)
		if r.progress.Input != "" {
			progress[r.progress.Input] = r.progress
		}
		if r.problem == nil && r.article == nil {
			continue
		}
		sum.Items++
		if r.problem != nil {
			sum.Failed++
			b.Problems = append(b.Problems, *r.problem)
			in.keep(b, r)
			continue
		}
		isNew, err := in.revision(ctx, b, r, known, sum)
		if err != nil {
			return nil, err
		}
		if in.troubled {
			b.Solved = append(b.Solved, news.Problem{Name: r.kept.Name, Stage: opening}, news.Problem{Name: r.kept.Name, Stage: extracting})
		}
		if isNew {
			fresh = append(fresh, r)
		}
	}
	for _, input := range slices.Sorted(keys(progress)) {
		b.Progress = append(b.Progress, progress[input])
	}
	return fresh, nil
}

func keys[V any](m map[string]V) iter.Seq[string] {
	return func(yield func(string) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

func (in *Ingester) keep(b *news.Batch, r *reading) {
	if r.kept.Hash != "" {
		b.Captures = append(b.Captures, r.kept)
	}
}

// known are the stored articles among those read. An article whose record gives it an id
// that another outlet's article has gets an id of its own.
func (in *Ingester) known(ctx context.Context) (map[string]news.Latest, error) {
	ask := func(of func(*reading) bool) (map[string]news.Latest, error) {
		var ids []string
		for i := range in.pending {
			if r := &in.pending[i]; r.article != nil && of(r) {
				ids = append(ids, r.article.ID)
			}
		}
		return in.store.Known(ctx, ids)
	}
	known, err := ask(func(*reading) bool { return true })
	if err != nil {
		return nil, err
	}
	renamed := map[*reading]bool{}
	source := map[string]string{} // by id
	for id, l := range known {
		source[id] = l.Source
	}
	for i := range in.pending {
		r := &in.pending[i]
		if r.article == nil {
			continue
		}
		first, taken := source[r.article.ID]
		if !taken {
			source[r.article.ID] = r.article.Source
		} else if r.named && first != "" && r.article.Source != "" && r.article.Source != first {
			r.article.ID += "@" + r.article.Source
			r.image.ID = r.article.ID
			renamed[r] = true
		}
	}
	if len(renamed) == 0 {
		return known, nil
	}
	others, err := ask(func(r *reading) bool { return renamed[r] })
	for id, l := range others {
		known[id] = l
	}
	return known, err
}

// revision adds an article to the batch if it, or its text, is new. It reports whether the
// article is.
func (in *Ingester) revision(ctx context.Context, b *news.Batch, r *reading, known map[string]news.Latest, sum *Summary) (bool, error) {
	latest, old := known[r.article.ID]
	if old {
		same, err := in.same(ctx, b, r, latest)
		if err != nil || same {
			sum.Same++
			return false, err
		}
		sum.Revised++
	} else {
		sum.New++
	}
	r.article.Number = latest.Number + 1
	known[r.article.ID] = news.Latest{Number: r.article.Number, Hash: r.article.Hash, Story: latest.Story, Source: r.article.Source}
	in.keep(b, r)
	b.Revisions = append(b.Revisions, *r.article)
	return !old, nil
}

// same reports whether an article has this text, or had it before: an archive that is read
// again tells nothing new. A page fetched later than its last revision that has an earlier
// text again has been changed back.
func (in *Ingester) same(ctx context.Context, b *news.Batch, r *reading, latest news.Latest) (bool, error) {
	if latest.Hash == r.article.Hash {
		return true, nil
	}
	earlier, err := in.earlier(ctx, b, r.article.ID, latest)
	if err != nil || len(earlier) == 0 || r.live && r.article.Seen.After(earlier[len(earlier)-1].Seen) {
		return false, err
	}
	return slices.ContainsFunc(earlier, func(e news.Revision) bool { return e.Hash == r.article.Hash }), nil
}

// earlier are the revisions of a known article, stored and of this batch.
func (in *Ingester) earlier(ctx context.Context, b *news.Batch, article string, latest news.Latest) ([]news.Revision, error) {
	var list []news.Revision
	if latest.Story != "" { // it was known before this batch
		stored, err := in.store.Revisions(ctx, article)
		if err != nil {
			return nil, fmt.Errorf("look for a revision: %w", err)
		}
		list = stored
	}
	for _, r := range b.Revisions {
		if r.ID == article {
			list = append(list, r)
		}
	}
	return list, nil
}
