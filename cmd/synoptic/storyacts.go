package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/spf13/cobra"

	"synoptic/internal/news"
	"synoptic/internal/pipeline"
	"synoptic/internal/store"
)

// newStoryActs are the verbs by which a person settles what belongs together.
func newStoryActs() []*cobra.Command {
	merge := storyAct("merge STORY INTO", "Join a story to another one; its id leads there from then on", cobra.ExactArgs(2),
		func(ctx context.Context, s *store.Store, args []string) (news.Curation, error) {
			from, into, err := findTwo(ctx, s, args[0], args[1])
			return news.Curation{Kind: news.Merge, Story: from, Target: into}, err
		})
	split := storyAct("split STORY ARTICLE…", "Take articles out of a story into a new one of their own", cobra.MinimumNArgs(2),
		func(ctx context.Context, s *store.Store, args []string) (news.Curation, error) {
			story, err := findStory(ctx, s, args[0])
			return news.Curation{Kind: news.Split, Story: story.ID, Articles: args[1:]}, err
		})
	move := storyAct("move ARTICLE… STORY", "Put articles into a story", cobra.MinimumNArgs(2),
		func(ctx context.Context, s *store.Store, args []string) (news.Curation, error) {
			last := len(args) - 1
			story, err := findStory(ctx, s, args[last])
			return news.Curation{Kind: news.Move, Target: story.ID, Articles: args[:last]}, err
		})
	pins := []*cobra.Command{merge, split, move}
	for _, p := range []struct {
		kind  news.CurationKind
		short string
	}{{news.Pin, "Keep a story as it is, whatever comes"}, {news.Unpin, "Let a story change again"}} {
		pins = append(pins, storyAct(string(p.kind)+" STORY", p.short, cobra.ExactArgs(1),
			func(ctx context.Context, s *store.Store, args []string) (news.Curation, error) {
				story, err := findStory(ctx, s, args[0])
				return news.Curation{Kind: p.kind, Story: story.ID}, err
			}))
	}
	return pins
}

func findTwo(ctx context.Context, s *store.Store, a, b string) (string, string, error) {
	first, err := findStory(ctx, s, a)
	if err != nil {
		return "", "", err
	}
	second, err := findStory(ctx, s, b)
	return first.ID, second.ID, err
}

// storyAct is a verb that does what a person wants with a story.
func storyAct(use, short string, args cobra.PositionalArgs, read func(context.Context, *store.Store, []string) (news.Curation, error)) *cobra.Command {
	cmd := &cobra.Command{Use: use, Short: short, Args: args,
		Long: short + ".\n\nWhat is done by hand is recorded and stays, whatever is ingested or recomputed later."}
	db := databaseFlag(cmd)
	who := cmd.Flags().String("by", os.Getenv("USER"), "who does it")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		s, err := db.open(store.Options{})
		if err != nil {
			return err
		}
		defer s.Close()
		c, err := read(cmd.Context(), s, args)
		if err != nil {
			return err
		}
		c.By, c.At = *who, time.Now()
		if c, err = pipeline.Curate(cmd.Context(), s, c); err != nil {
			return nothing(explained(err))
		}
		return sayDone(cmd, s, c)
	}
	return cmd
}

// explained adds to an error what to do about it.
func explained(err error) error {
	switch {
	case errors.Is(err, pipeline.ErrNothingLeft):
		return fmt.Errorf("%w; split takes some of its articles, not all", err)
	case errors.Is(err, pipeline.ErrNotInStory):
		return fmt.Errorf("%w; synoptic story ID --why lists its articles", err)
	}
	return err
}

// sayDone shows the story as it is now.
func sayDone(cmd *cobra.Command, s *store.Store, c news.Curation) error {
	id := c.Target
	if id == "" {
		id = c.Story
	}
	story, err := s.Story(cmd.Context(), id)
	if err != nil {
		return nothing(err)
	}
	_, err = fmt.Fprint(cmd.OutOrStdout(), storyLine(story))
	return err
}
