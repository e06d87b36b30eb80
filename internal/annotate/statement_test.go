package annotate

import (
	"strings"
	"testing"

	"synoptic/internal/news"
)

// marked is the text with brackets around each statement.
func marked(d *news.Document) string {
	open, closed := map[int]int{}, map[int]int{}
	for _, st := range d.Statements {
		open[st.Start]++
		closed[st.End]++
	}
	var out strings.Builder
	for i, r := range d.Article.Text + " " {
		out.WriteString(strings.Repeat("]", closed[i]) + strings.Repeat("[", open[i]))
		out.WriteRune(r)
	}
	return strings.TrimSuffix(out.String(), " ")
}

func plain(marked string) string { return strings.NewReplacer("[", "", "]", "").Replace(marked) }

func TestStatements(t *testing.T) {
	r := New()
	for _, want := range []string{
		// A clause with little of its own stays with the one it hangs on.
		"[The dog barked].",
		"[The ferry hit the wall, and two lifeboats took off the passengers].",
		"[The bridge, which was built in 1902 by a local company, was closed on Monday].",
		"[The storm killed three people and destroyed a school].",
		// One that says enough is a statement of its own.
		"[Rescue workers found the boat near the island on Sunday], [while the coast guard searched the shore for the missing crew].",
		// Who says it is no part of what is said.
		"Harbour master Ines Corran said that [the ferry had lost its steering about five miles from the port].",
		"[The army did not attack the village on Monday], the minister said.",
		"\"[We saw the light too late on that night],\" said Ada Moll.",
		// Furniture tells nothing.
		"By Ada Moll\n\n[The river rose again on Monday night, and the town moved its sandbags to the bridge].",
		"",
	} {
		if got := marked(r.Read(&news.Article{Text: plain(want), Lang: "en"})); got != want {
			t.Errorf("statements are\n%s\nnot\n%s", got, want)
		}
	}
}

func TestStatementsKeepBrackets(t *testing.T) {
	for _, text := range []string{
		"\"The mayor is the guest of President [Ann] Lee in all matters of state and of the harbour\", Mr Hale said.",
		"The station lies some 75 kilometres from the border (50 miles), and the trains that run there were stopped on Monday night.",
		"The companies (chiefly two Internet providers) that had been cut off from the network on Monday were back a day later.",
	} {
		d := New().Read(&news.Article{Text: text, Lang: "en"})
		if len(d.Statements) == 0 {
			t.Errorf("%q has no statement", text)
		}
		for _, st := range d.Statements {
			told := st.Of(text)
			if strings.Count(told, "[") != strings.Count(told, "]") || strings.Count(told, "(") != strings.Count(told, ")") {
				t.Errorf("%q is cut within brackets: %q", text, told)
			}
		}
	}
}

func TestPolarityAndModality(t *testing.T) {
	r := New()
	for _, c := range []struct {
		text     string
		polarity news.Polarity
		modality news.Modality
	}{
		{"The storm destroyed a school.", news.Affirmed, news.Fact},
		{"The minister did not resign on Tuesday.", news.Denied, news.Fact},
		{"No one was hurt.", news.Denied, news.Fact},
		{"Nothing was stolen.", news.Denied, news.Fact},
		{"The fire destroyed no homes.", news.Denied, news.Fact},
		{"The fire never reached the village.", news.Denied, news.Fact},
		{"The minister said the army did not attack the village on Monday.", news.Denied, news.Fact},
		{"The president said he would not sign the treaty.", news.Denied, news.Planned},
		{"The army will send two ships to the island.", news.Affirmed, news.Planned},
		{"The court may release the prisoner next week.", news.Affirmed, news.Possible},
		{"Did the mayor know about the leak?", news.Affirmed, news.Asked},
		{"Will the mayor resign?", news.Affirmed, news.Asked},
	} {
		d := r.Read(&news.Article{Text: c.text, Lang: "en"})
		if len(d.Statements) != 1 {
			t.Errorf("%q has %d statements: %s", c.text, len(d.Statements), marked(d))
			continue
		}
		if st := d.Statements[0]; st.Polarity != c.polarity || st.Modality != c.modality {
			t.Errorf("%q is %s, %s, not %s, %s", c.text, st.Polarity, st.Modality, c.polarity, c.modality)
		}
	}
}

func TestCompact(t *testing.T) {
	for _, c := range []struct {
		own  []int
		head int
		want int
	}{
		{[]int{0, 1, 2, 3}, 2, 4},
		{[]int{0, 1, 5, 6, 7}, 6, 5},        // a gap of three
		{[]int{0, 20, 21, 22}, 21, 3},       // one word far away
		{[]int{4, 5, 40, 41, 42, 43}, 4, 2}, // and the other way
	} {
		if got := compact(c.own, c.head); len(got) != c.want {
			t.Errorf("compact(%v, %d) = %v, not %d words", c.own, c.head, got, c.want)
		}
	}
}
