package alert

import (
	"context"
	"fmt"
	"slices"
	"time"

	"synoptic/internal/news"
	"synoptic/internal/watch"
)

// Stories is what looking needs of a store.
type Stories interface {
	Watches(ctx context.Context) ([]news.Watch, error)
	// Stirred are the stories that changed, in the order of the changes, that are numbered above after.
	Stirred(ctx context.Context, after int64, limit int) ([]news.Stirred, error)
	Story(ctx context.Context, id string) (news.Story, error)
	Members(ctx context.Context, story string) ([]news.Member, error)
	Revisions(ctx context.Context, article string) ([]news.Revision, error)
	// Compared is the comparison of a story, nil if there is none.
	ComparisonOf(ctx context.Context, story string) (*news.Comparison, error)
	// Fitting are the articles of stories that a search finds, by story.
	Fitting(ctx context.Context, search string, stories []string) (map[string][]string, error)
	// FittingStories are the stories with the latest reports that a search finds.
	FittingStories(ctx context.Context, search string, limit int) ([]string, error)
	KnownTo(ctx context.Context, story string) (map[string][]string, error)
	Raise(ctx context.Context, r *news.Raised) error
}

// Follower looks at stories that changed. It is safe for concurrent use.
type Follower struct {
	Store   Stories
	Changes func([]news.Revision) []news.Change // what each revision changed in the one before it
	Now     func() time.Time                    // nil: time.Now
	Gather  time.Duration                       // how long alerts wait for others, to be sent together
	Problem func(story string, err error)       // told of a story that cannot be looked at; nil: nobody is
}

// Limits of a look.
const (
	storiesAtOnce = 100 // stories written as one transaction
	storiesBefore = 200 // stories that a new watch of a search knows
)

// Look looks at all stories that changed and returns how many alerts there may be. A story
// that cannot be looked at stays noted as changed, so that the next look tries it again.
func (f *Follower) Look(ctx context.Context) (raised int, err error) {
	for after := int64(0); ; {
		stirred, err := f.Store.Stirred(ctx, after, storiesAtOnce)
		if err != nil || len(stirred) == 0 {
			return raised, err
		}
		after = stirred[len(stirred)-1].Number
		n, err := f.look(ctx, stirred)
		raised += n
		if err != nil {
			return raised, err
		}
	}
}

// look looks at some stories.
func (f *Follower) look(ctx context.Context, stirred []news.Stirred) (int, error) {
	watches, err := f.Store.Watches(ctx)
	if err != nil {
		return 0, err
	}
	l := look{Follower: f, watches: watches, failed: map[string]bool{}, raised: &news.Raised{Ways: map[string][]news.Way{}, Due: f.now().Add(f.Gather)}}
	for i := range watches {
		l.raised.Ways[watches[i].ID] = watches[i].Ways()
	}
	if err := l.search(ctx, stirred); err != nil {
		return 0, err
	}
	for i := range l.stories {
		if err := l.story(ctx, &l.stories[i]); err != nil {
			if ctx.Err() != nil {
				return 0, err
			}
			l.fail(l.stories[i].ID, err)
		}
	}
	l.done(stirred)
	return len(l.raised.Alerts), f.Store.Raise(ctx, l.raised)
}

func (f *Follower) problem(story string, err error) {
	if f.Problem != nil {
		f.Problem(story, err)
	}
}

func (f *Follower) now() time.Time {
	if f.Now == nil {
		return time.Now()
	}
	return f.Now()
}

// look is one look at some stories.
type look struct {
	*Follower
	watches []news.Watch
	stories []news.Story                   // as they are called now
	called  map[string]string              // what a stirred story is called now
	fits    map[string]map[string][]string // by watch and story: the articles that its search finds
	failed  map[string]bool                // stories that could not be looked at
	raised  *news.Raised
}

// fail notes that a story cannot be looked at, which costs itself only.
func (l *look) fail(story string, err error) {
	l.failed[story] = true
	l.problem(story, err)
}

// done leaves the notes of the stories that could not be looked at, and ends the others.
func (l *look) done(stirred []news.Stirred) {
	for _, x := range stirred {
		if !l.failed[x.Story] && !l.failed[l.called[x.Story]] {
			l.raised.Looked = append(l.raised.Looked, x)
		}
	}
}

// search finds what the stories are called now, and which of their articles each watch finds.
func (l *look) search(ctx context.Context, stirred []news.Stirred) error {
	l.called = map[string]string{}
	var ids []string
	for _, x := range stirred {
		story, err := l.Store.Story(ctx, x.Story)
		if err != nil {
			if ctx.Err() != nil {
				return err
			}
			l.fail(x.Story, err)
			continue
		}
		l.called[x.Story] = story.ID
		if story.Reports > 0 && !slices.Contains(ids, story.ID) {
			l.stories, ids = append(l.stories, story), append(ids, story.ID)
		}
	}
	l.fits = map[string]map[string][]string{}
	for i := range l.watches {
		w := &l.watches[i]
		if w.Query == "" {
			continue
		}
		var err error
		if l.fits[w.ID], err = l.Store.Fitting(ctx, w.Query, ids); err != nil {
			return fmt.Errorf("look for watch %s: %w", w.ID, err)
		}
	}
	return nil
}

// story looks at a story for everybody who watches it.
func (l *look) story(ctx context.Context, story *news.Story) error {
	watching := l.watching(story.ID)
	if len(watching) == 0 {
		return nil
	}
	known, err := l.Store.KnownTo(ctx, story.ID)
	if err != nil {
		return err
	}
	s, err := l.read(ctx, story)
	if err != nil {
		return err
	}
	changes := changes{Follower: l.Follower, of: map[string][]news.Change{}}
	for _, w := range watching {
		s.Fits, s.Changes = l.fits[w.ID][story.ID], nil
		if knows := known[w.ID]; knows != nil {
			if s.Changes, err = changes.read(ctx, watch.Revised(s.Members, knows)); err != nil {
				return err
			}
		}
		alerts, keys := watch.Look(w, s, known[w.ID], l.now())
		l.raised.Alerts = append(l.raised.Alerts, alerts...)
		l.raised.Known = append(l.raised.Known, news.Known{Watch: w.ID, Story: story.ID, Keys: keys})
	}
	return nil
}

// watching are the watches that a story is for.
func (l *look) watching(story string) (list []*news.Watch) {
	for i := range l.watches {
		if w := &l.watches[i]; w.Story == story || len(l.fits[w.ID][story]) > 0 {
			list = append(list, w)
		}
	}
	return list
}

// read reads what a story consists of.
func (f *Follower) read(ctx context.Context, story *news.Story) (*watch.Story, error) {
	s := &watch.Story{Story: *story}
	var err error
	if s.Members, err = f.Store.Members(ctx, story.ID); err != nil {
		return nil, err
	}
	s.Comparison, err = f.Store.ComparisonOf(ctx, story.ID)
	return s, err
}

// changes are what the revisions of articles changed, found once for all watches.
type changes struct {
	*Follower
	of map[string][]news.Change // by article
}

// read are the changes of some articles.
func (c *changes) read(ctx context.Context, articles []string) ([]news.Change, error) {
	var list []news.Change
	for _, id := range articles {
		found, read := c.of[id]
		if !read {
			revisions, err := c.Store.Revisions(ctx, id)
			if err != nil {
				return nil, err
			}
			found = c.Changes(revisions)
			c.of[id] = found
		}
		list = append(list, found...)
	}
	return list, nil
}

// Begin lets a new or changed watch know what can be told already, so that it is told of
// what comes. Who keeps a watch calls it before anything else is done.
func (f *Follower) Begin(ctx context.Context, w news.Watch) error {
	stories := []string{w.Story}
	fits := map[string][]string{}
	if w.Query != "" {
		var err error
		if stories, err = f.Store.FittingStories(ctx, w.Query, storiesBefore); err != nil {
			return err
		}
		if fits, err = f.Store.Fitting(ctx, w.Query, stories); err != nil {
			return err
		}
	}
	var known []news.Known
	for _, id := range stories {
		story, err := f.Store.Story(ctx, id)
		if err != nil {
			return fmt.Errorf("begin watch %s: %w", w.ID, err)
		}
		s, err := f.read(ctx, &story)
		if err != nil {
			return fmt.Errorf("begin watch %s: %w", w.ID, err)
		}
		before, err := f.Store.KnownTo(ctx, id)
		if err != nil {
			return err
		}
		s.Fits = fits[id]
		known = append(known, news.Known{Watch: w.ID, Story: id, Keys: append(before[w.ID], watch.Known(&w, s)...)})
	}
	return f.Store.Raise(ctx, &news.Raised{Known: known})
}
