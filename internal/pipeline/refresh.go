package pipeline

import (
	"cmp"
	"context"
	_ "embed"
	"errors"
	"fmt"
	"iter"
	"strings"

	"synoptic/internal/annotate"
	"synoptic/internal/compare"
	"synoptic/internal/news"
)

// findings names the stages that make a comparison, by hashes of what they are made of and of
// what they find in the examples. A test holds that it is in step.
//
//go:embed findings.txt
var findings string

// Versions tells the stages that make a comparison from what they were: when they find other
// things in the same texts, all comparisons are made anew.
func Versions() string { return versions }

var versions = strings.Join(strings.Fields(findings), " ")

// Comparisons is what keeping comparisons up needs of a store.
type Comparisons interface {
	// Stale are stories with two independent accounts whose comparison is missing, or was
	// made by other stages or of other articles.
	Stale(ctx context.Context, versions string, limit int) ([]string, error)
	Story(ctx context.Context, id string) (news.Story, error)
	Members(ctx context.Context, story string) ([]news.Member, error)
	Comparison(ctx context.Context, story string) (c *news.Comparison, versions, inputs string, err error)
	SaveComparison(ctx context.Context, story, versions, inputs string, c *news.Comparison) error
	Inputs(members []news.Member) string // tells members from what they were before
}

// Comparer reads the accounts of stories deeply and compares them. It is safe for
// concurrent use.
type Comparer struct {
	reader   *annotate.Reader
	comparer *compare.Comparer
}

// NewComparer returns a Comparer with the models that ship.
func NewComparer() (*Comparer, error) {
	c, err := compare.New()
	return &Comparer{annotate.New(), c}, err
}

// compared is a story with what was made of it.
type compared struct {
	story, inputs string
	comparison    *news.Comparison
	err           error
}

// Refresh makes the comparison of every story that lacks one, or whose comparison depends
// on something that has changed, and keeps it. It can be ended at any moment: what is
// kept is not made again. done is told how many stories are done, and how many of the ones
// known to be waiting are left.
func (c *Comparer) Refresh(ctx context.Context, store Comparisons, workers int, done func(done, left int)) (int, error) {
	total := 0
	for ctx.Err() == nil {
		stale, err := store.Stale(ctx, Versions(), staleAtOnce)
		if err != nil || len(stale) == 0 {
			return total, err
		}
		n := 0
		for made, err := range Read(each(ctx, stale), func(id *string) compared { return c.compare(ctx, store, *id) }, workers) {
			if err = errors.Join(err, made.err); err == nil {
				err = store.SaveComparison(context.WithoutCancel(ctx), made.story, Versions(), made.inputs, made.comparison)
			}
			if err != nil {
				return total, ended(ctx, err)
			}
			n++
			total++
			done(total, len(stale)-n)
		}
	}
	return total, nil
}

// staleAtOnce is how many stories are asked for at a time.
const staleAtOnce = 10_000

// ended is no error if it is the end that was asked for.
func ended(ctx context.Context, err error) error {
	if ctx.Err() != nil && errors.Is(err, ctx.Err()) {
		return nil
	}
	return err
}

func each(ctx context.Context, ids []string) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		for _, id := range ids {
			if ctx.Err() != nil || !yield(id, nil) {
				return
			}
		}
	}
}

func (c *Comparer) compare(ctx context.Context, store Comparisons, id string) compared {
	members, err := store.Members(ctx, id)
	if err = cmp.Or(err, ctx.Err()); err != nil { // ended in the middle, the members may be some of them only
		return compared{story: id, err: err}
	}
	return compared{story: id, inputs: store.Inputs(members), comparison: c.Compare(members)}
}

// Compare compares the members of a story: of more than compare.MaxAccounts, those that
// Accounts chooses.
func (c *Comparer) Compare(members []news.Member) *news.Comparison {
	var docs []*news.Document
	for _, m := range Accounts(members, compare.MaxAccounts) {
		docs = append(docs, c.reader.Read(&m.Article))
	}
	out := c.comparer.Compare(docs, nil)
	if left := len(members) - len(docs); left > 0 {
		out.Notes = append(out.Notes, fmt.Sprintf("%d of the %d reports are compared: independent ones, whole ones and the latest first", len(docs), len(members)))
	}
	return out
}

// Story is the comparison of one story, as it is kept or, where that is missing or stale,
// made and kept now. A story with one account has a comparison that holds that alone.
func (c *Comparer) Story(ctx context.Context, store Comparisons, id string) (*news.Comparison, error) {
	members, err := store.Members(ctx, id)
	if err != nil {
		return nil, err
	}
	inputs := store.Inputs(members)
	kept, versions, of, err := store.Comparison(ctx, id)
	if err == nil && versions == Versions() && of == inputs {
		return kept, nil
	}
	made := c.Compare(members)
	if len(members) < 2 {
		return made, nil
	}
	return made, store.SaveComparison(ctx, id, Versions(), inputs, made)
}
