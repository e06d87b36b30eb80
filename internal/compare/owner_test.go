package compare

import (
	"strings"
	"testing"
)

// TestWhoseAmounts holds that two amounts differ only where they are of the same: what
// has them, when, and what befell what they count.
func TestWhoseAmounts(t *testing.T) {
	const passengers = "number conflict values-exclude: 212 passengers, 187 passengers"
	for _, c := range []struct{ name, a, b, want string }{
		{"of one ship", "There were 212 passengers on the Orla.", "There were 187 passengers on the Orla.", passengers},
		{"of one ship, named once", "There were 212 passengers on the Orla.", "There were 187 passengers on the ferry.", passengers},
		{"of one owner", "Ned Orr has three houses in the valley.", "Ned Orr has two houses in the valley.",
			"number conflict values-exclude: 3 houses, 2 houses"},
		{"of two owners", "Ned Orr has three houses in the valley.", "Lena Marsh has two houses in the valley.", ""},
		{"of two who have them besides", "Ned Orr has three houses and Lena Marsh has five.", "Ned Orr has two houses and Lena Marsh has five.",
			"number conflict values-exclude: 3 houses, 2 houses"},
		{"of two countries", "About 82 percent of the traffic of India was cut on Friday.", "Up to 80 percent of the traffic of Egypt was cut on Friday.", ""},
		{"of one country", "About 92 percent of the traffic of India was cut on Friday.", "Up to 80 percent of the traffic of India was cut on Friday.",
			"number conflict values-exclude: ~92 %, ≤80 %"},
		{"of a city of the country", "The storm killed 12 people in Cairo on Friday.", "The storm killed 15 people in Egypt on Friday.",
			"number conflict values-exclude: 12 people, 15 people; place compatible lies-in: Cairo, Egypt"},
		{"of two nations", "The navy caught 12 Somali sailors near the strait.", "The navy caught 11 Yemeni sailors near the strait.", ""},
		{"what it takes and what it took", "The ferry was carrying 212 passengers to the island.", "The ferry carries 187 passengers to the island.", ""},
		{"what there is and was", "Four patients remained in the hospital on Wednesday.", "Two patients remain in the hospital on Wednesday.",
			"number conflict values-exclude: 4 patients, 2 patients"},
		{"told in the present of a headline", "# Blast kills 12 people in the market\n\nThe market was closed.", "The blast killed 14 people in the market.",
			"number conflict values-exclude: 12 people, 14 people"},
		{"killed and hurt", "The blast killed 12 people in the market.", "The blast hurt 14 people in the market.", ""},
		{"killed, and dead or missing", "The wave left 30 people dead or missing in the valley.", "The wave killed 19 people in the valley.", ""},
		{"both dead or missing", "The wave left 30 people dead or missing in the valley.", "The wave left 19 people dead or missing in the valley.",
			"number conflict values-exclude: 30 people, 19 people"},
		{"killed, and hurt besides", "The blast killed 12 people and injured 30 in the market.", "The blast killed 14 people and injured 30 in the market.",
			"number conflict values-exclude: 12 people, 14 people"},
	} {
		if got := found(pair(t, c.a, c.b)); !strings.EqualFold(got, c.want) {
			t.Errorf("%s: %q, not %q", c.name, got, c.want)
		}
	}
}
