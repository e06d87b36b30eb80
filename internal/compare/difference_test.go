package compare

import (
	"fmt"
	"strings"
	"testing"

	"synoptic/internal/news"
)

// found is the differences of a comparison, each as "kind verdict rule: value, value".
func found(c *news.Comparison) string {
	var out []string
	for _, d := range c.Differences {
		out = append(out, fmt.Sprintf("%s %s %s: %s, %s", d.Kind, d.Verdict, d.Rule, d.Values[0].Value, d.Values[1].Value))
	}
	return strings.Join(out, "; ")
}

func TestDifferences(t *testing.T) {
	for _, c := range []struct{ name, a, b, want string }{
		{"values exclude", "The crash injured 14 passengers.", "The crash injured 19 passengers.",
			"number conflict values-exclude: 14 passengers, 19 passengers"},
		{"a bound holds", "The crash injured at least 14 passengers.", "The crash injured 19 passengers.",
			"number compatible bound-holds: ≥14 passengers, 19 passengers"},
		{"a bound is broken", "The crash injured more than 20 passengers.", "The crash injured 19 passengers.",
			"number conflict values-exclude: >20 passengers, 19 passengers"},
		{"rounded", "About 5,000 tonnes of rock fell on the road.", "Some 4,900 tonnes of rock fell on the road.",
			"number compatible rounded: ~5,000 tonnes, ~4,900 tonnes"},
		{"vaguer", "Dozens of houses were destroyed by the storm.", "Some 43 houses were destroyed by the storm.",
			"number compatible vaguer: dozens of houses, ~43 houses"},
		{"a part of a whole", "Police found five bombs in the station.", "Police found two of the bombs in the station.",
			"number compatible part: 5 bombs, 2 bombs"},
		{"some and none", "There were no casualties in the fire.", "The fire in the hotel killed 12 guests.",
			"polarity conflict none-or-some: no casualties, 12 guests"},
		{"one, in words", "A young girl was killed in the fire on Monday.", "The fire killed four people on Monday.",
			"number conflict values-exclude: a young girl, 4 people"},
		{"some, in words", "Repairs of the bridge will take several days.", "Repairs of the bridge will take as many as two weeks.",
			"number compatible vaguer: several days, ≤2 weeks"},
		{"some of them", "The fire injured 50 people in the hotel.", "The fire injured 19 guests in the hotel.",
			"number compatible among: 50 people, 19 guests"},
		{"another fate", "The fire in the hotel killed 12 people.", "The fire in the hotel injured 30 people.", ""},
		{"another year", "A fire in the hotel killed 12 people in 1987.", "A fire in the hotel killed 30 people in 1993.",
			"date conflict days-exclude: 1987, 1993"},
		{"one amount, two units", "The ferry lost its steering five kilometres from the port.", "The ferry lost its steering 5,000 metres from the port.", ""},
		{"one amount, rounded in another unit", "The ferry lost its steering five miles from the port.", "The ferry lost its steering eight kilometres from the port.", ""},
		{"words and digits", "The crash injured 14 passengers.", "The crash injured fourteen passengers.", ""},
		{"another thing counted", "The crash injured 14 passengers.", "The crash broke 19 windows.", ""},
		{"one day, two ways", "The ferry hit the wall on Tuesday.", "The ferry hit the wall on 14 April 2026.",
			"date compatible same-day: 2026-04-14, as tuesday, 2026-04-14, as 14 april 2026"},
		{"a finer date", "The bridge was opened in May 1902 by the king.", "The bridge was opened in 1902 by the king.",
			"date compatible finer: 1902-05, 1902"},
		{"days exclude", "The bridge was opened on 3 May 1902 by the king.", "The bridge was opened on 5 May 1902 by the king.",
			"date conflict days-exclude: 1902-05-03, 1902-05-05"},
		{"a part of a day", "The minister resigned at 5 p.m. over the closed ports.", "The minister resigned in the afternoon over the closed ports.",
			"date compatible hours-fit: 5 p.m., afternoon"},
		{"another hour", "The tanker sank in the harbour at 5 p.m. after a fire.", "The tanker sank in the harbour at 9 p.m. after a fire.",
			"date conflict hours-exclude: 5 p.m., 9 p.m."},
		{"a word of a quotation", "“It was an honour and privilege to serve the people,” said Ned Orr.", "“It was an honour and a privilege to serve these people,” said Ned Orr.",
			"wording compatible altered: it was an honour and privilege to serve the people, it was an honour and a privilege to serve these people"},
		{"another speaker", "“We never knew that the old bridge was so badly cracked,” said Ned Orr.", "“We never knew that the old bridge was so badly cracked,” said Lena Marsh.",
			"attribution compatible other-speaker: Ned Orr, Lena Marsh"},
		{"a quotation cut", "“We never knew that the old bridge was so badly cracked,” said Ned Orr.", "“We never knew that the old bridge was cracked,” said Ned Orr.", ""},
		{"a looser name of a place", "An earthquake shook the province of West Merrow on Sunday.", "An earthquake shook the province of Merrow on Sunday.",
			"place compatible part-of-name: West Merrow, Merrow"},
		{"another bearing", "The tanker sank 20 miles off Aden on Sunday.", "The tanker sank 20 miles west of Aden on Sunday.",
			"place compatible bearing: off Aden, west of Aden"},
		{"a region and its country", "The earthquake was felt by sailors in Sicily on Sunday.", "The earthquake was felt by sailors in Italy on Sunday.",
			"place compatible lies-in: Sicily, Italy"},
		{"denied", "The minister signed the treaty in the capital on Monday.", "The minister did not sign the treaty in the capital on Monday.",
			"polarity conflict denied: affirmed, denied"},
		{"both deny", "The minister did not sign the treaty in the capital.", "The minister never signed the treaty in the capital.", ""},
		{"another role", "His former aide, Lena Marsh, left the office in May.", "Lena Marsh, his former communications director, left the office in May.",
			"name compatible other-role: former aide, former communications director"},
		{"a short form", "The court sentenced James Oake to a year in prison.", "The court sentenced Jim Oake to a year in prison.",
			"name compatible first-name: James Oake, Jim Oake"},
		{"another reason", "The president dismissed the transport minister because the northern ports were closed.", "The president dismissed the transport minister after a row over wages.",
			"cause compatible other-reason: because the northern ports were closed, after a row over wages"},
		{"people of a town", "The storm hit Callow, home to 167,000 people, on Sunday.", "The storm hit Callow, with a population of over 170,000, on Sunday.",
			"number conflict values-exclude: 167,000 people, >170,000 people"},
		{"spelling", "Harbour master Ines Corran closed the port on Tuesday.", "Harbour master Ines Korran closed the port on Tuesday.", ""},
	} {
		if got := strings.ToLower(found(pair(t, c.a, c.b))); got != strings.ToLower(c.want) {
			t.Errorf("%s: %q, not %q", c.name, got, c.want)
		}
	}
}

// TestLaterReport holds that a count that grows from one day or hour to the next is no
// conflict, and one that shrinks is one.
func TestLaterReport(t *testing.T) {
	const few, many = "The crash injured 14 passengers.", "The crash injured 19 passengers."
	const update, conflict = "number update later-report: 14 passengers, 19 passengers", "number conflict values-exclude: 14 passengers, 19 passengers"
	for _, c := range []struct{ first, at, second, then, want string }{
		{few, "2026-04-15", many, "2026-04-16T08:00:00Z", update},
		{many, "2026-04-15", few, "2026-04-16T08:00:00Z", "number conflict values-exclude: 19 passengers, 14 passengers"},
		{few, "2026-04-15T08:00:00Z", many, "2026-04-15T09:30:00Z", update},
		{few, "2026-04-15T10:00:00+02:00", many, "2026-04-15T09:30:00Z", update},
		{few, "2026-04-15T10:00:00Z", many, "2026-04-15T09:30:00Z", conflict},
		{few, "2026-04-15", many, "2026-04-15T09:30:00Z", conflict}, // of one day: which came first is not known
	} {
		got := found(compared(t, article("a", c.at, c.first), article("b", c.then, c.second)))
		if got != c.want {
			t.Errorf("%q, then %q: %q, not %q", c.first, c.second, got, c.want)
		}
	}
}

// TestGravestFirst holds that what cannot both be true comes first.
func TestGravestFirst(t *testing.T) {
	c := pair(t, "The bridge was opened in May 1902 by the king.\n\nThe crash injured 14 passengers.",
		"The bridge was opened in 1902 by the king.\n\nThe crash injured 19 passengers.")
	if len(c.Differences) != 2 || c.Differences[0].Verdict != news.Conflict || c.Differences[1].Verdict != news.Compatible {
		t.Errorf("differences %s", found(c))
	}
}

func TestNames(t *testing.T) {
	for _, c := range []struct {
		a, b           string
		variant, first bool
	}{
		{"Farenbach", "Fahrenbach", true, false},
		{"Ines Corran", "Corrann", false, false}, // an ending
		{"Ines Corran", "Ines Corran", false, false},
		{"Ines Corran", "Corran", false, false},
		{"Abdulla Karim", "Abdullo Karim", true, false},
		{"Moll", "Mall", false, false}, // too short to tell
		{"James Oake", "Jim Oake", false, true},
		{"James Oake", "Tom Oake", false, false},
		{"Russia", "Russian", false, false},
		{"", "", false, false},
	} {
		if got := variant(c.a, c.b); got != c.variant {
			t.Errorf("variant(%q, %q) = %v", c.a, c.b, got)
		}
		if got := otherFirstName(c.a, c.b); got != c.first && !c.variant {
			t.Errorf("otherFirstName(%q, %q) = %v", c.a, c.b, got)
		}
	}
}
