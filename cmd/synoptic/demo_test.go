package main

import (
	"encoding/json"
	"net/http"
	"net/url"
	"testing"

	"synoptic/internal/web"
)

// TestDemo loads the demo world, removes it, and loads it again: nothing of it is left between.
func TestDemo(t *testing.T) {
	site := startServe(t, "--no-poll")
	act := func(name string) web.Stories {
		t.Helper()
		answer, err := http.PostForm(site+"/demo", url.Values{"act": {name}})
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
		if answer.StatusCode != http.StatusOK {
			t.Fatalf("%s: status %d", name, answer.StatusCode)
		}
		var list web.Stories
		getJSON(t, site+"/api/v1/stories?limit=100", &list)
		return list
	}
	for range 2 {
		compared, rewritten := 0, 0
		list := act("load")
		for _, story := range list.Stories {
			var view web.StoryView
			if getJSON(t, site+"/api/v1/stories/"+story.ID, &view); view.Comparison != nil && len(view.Comparison.Differences) > 0 {
				compared++
			}
			rewritten += len(view.Rewritten)
		}
		if len(list.Stories) < 8 || compared < 5 || rewritten != 2 {
			t.Errorf("the demo world has %d stories, %d of them with differences, and %d texts that were rewritten", len(list.Stories), compared, rewritten)
		}
		if left := act("remove"); len(left.Stories) > 0 {
			t.Errorf("%d stories are left of the demo world", len(left.Stories))
		}
	}
}

func getJSON(t *testing.T, address string, into any) {
	t.Helper()
	answer, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if err := json.NewDecoder(answer.Body).Decode(into); err != nil {
		t.Fatalf("read %s: %v", address, err)
	}
}
