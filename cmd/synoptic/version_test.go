package main

import (
	"runtime/debug"
	"testing"
)

func TestVersionLine(t *testing.T) {
	built := func(settings ...debug.BuildSetting) *debug.BuildInfo {
		return &debug.BuildInfo{GoVersion: "go1.99", Main: debug.Module{Version: "v1.2.3"}, Settings: settings}
	}
	revision := debug.BuildSetting{Key: "vcs.revision", Value: "0123456789abcdef0123"}
	for _, c := range []struct {
		info *debug.BuildInfo
		want string
	}{
		{nil, "synoptic, version unknown"},
		{built(), "synoptic v1.2.3, go1.99"},
		{built(revision), "synoptic v1.2.3, commit 0123456789ab, go1.99"},
		{built(revision, debug.BuildSetting{Key: "vcs.modified", Value: "true"}), "synoptic v1.2.3, commit 0123456789ab with changes, go1.99"},
	} {
		if got := versionLine(c.info); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}
