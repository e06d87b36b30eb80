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
	Stirred(ctx context.Context, limit int) ([]news.Stirred, error)
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

// Look looks at all stories that changed and returns how many alerts there may be.
func (f *Follower) Look(ctx context.Context) (raised int, err error) {
	for {
		stirred, err := f.Store.Stirred(ctx, storiesAtOnce)
		if err != nil || len(stirred) == 0 {
			return raised, err
		}
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
	l := look{Follower: f, watches: watches, raised: &news.Raised{Looked: stirred, Ways: map[string][]news.Way{}, Due: f.now().Add(f.Gather)}}
	for i := range watches {
		l.raised.Ways[watches[i].ID] = watches[i].Ways()
	}
	if err := l.search(ctx, stirred); err != nil {
		return 0, err
	}
	for _, id := range l.stories {
		if err := l.story(ctx, id); err != nil {
			if ctx.Err() != nil {
				return 0, err
			}
			f.problem(id, err) // it costs itself only
		}
	}
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
	stories []string                       // as they are called now
	fits    map[string]map[string][]string // by watch and story: the articles that its search finds
	raised  *news.Raised
}

// search finds what the stories are called now, and which of their articles each watch finds.
func (l *look) search(ctx context.Context, stirred []news.Stirred) error {
	for _, x := range stirred {
		story, err := l.Store.Story(ctx, x.Story)
		if err != nil {
			if ctx.Err() != nil {
				return err
			}
			l.problem(x.Story, err)
			continue
		}
		if story.Reports > 0 && !slices.Contains(l.stories, story.ID) {
			l.stories = append(l.stories, story.ID)
		}
	}
	l.fits = map[string]map[string][]string{}
	for i := range l.watches {
		w := &l.watches[i]
		if w.Query == "" {
			continue
		}
		var err error
		if l.fits[w.ID], err = l.Store.Fitting(ctx, w.Query, l.stories); err != nil {
			return fmt.Errorf("look for watch %s: %w", w.ID, err)
		}
	}
	return nil
}

// story looks at a story for everybody who watches it.
func (l *look) story(ctx context.Context, id string) error {
	var watching []*news.Watch
	for i := range l.watches {
		if w := &l.watches[i]; w.Story == id || len(l.fits[w.ID][id]) > 0 {
			watching = append(watching, w)
		}
	}
	if len(watching) == 0 {
		return nil
	}
	known, err := l.Store.KnownTo(ctx, id)
	if err != nil {
		return err
	}
	s, err := l.read(ctx, id)
	if err != nil {
		return err
	}
	for _, w := range watching {
		s.Fits, s.Changes = l.fits[w.ID][id], nil
		if knows := known[w.ID]; knows != nil {
			if s.Changes, err = l.changes(ctx, watch.Revised(s.Members, knows)); err != nil {
				return err
			}
		}
		alerts, keys := watch.Look(w, s, known[w.ID], l.now())
		l.raised.Alerts = append(l.raised.Alerts, alerts...)
		l.raised.Known = append(l.raised.Known, news.Known{Watch: w.ID, Story: id, Keys: keys})
	}
	return nil
}

// read reads a story as it stands.
func (f *Follower) read(ctx context.Context, id string) (*watch.Story, error) {
	story, err := f.Store.Story(ctx, id)
	if err != nil {
		return nil, err
	}
	s := &watch.Story{Story: story}
	if s.Members, err = f.Store.Members(ctx, story.ID); err != nil {
		return nil, err
	}
	s.Comparison, err = f.Store.ComparisonOf(ctx, story.ID)
	return s, err
}

// changes are what the revisions of articles changed.
func (f *Follower) changes(ctx context.Context, articles []string) ([]news.Change, error) {
	var list []news.Change
	for _, id := range articles {
		revisions, err := f.Store.Revisions(ctx, id)
		if err != nil {
			return nil, err
		}
		list = append(list, f.Changes(revisions)...)
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
		s, err := f.read(ctx, id)
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
