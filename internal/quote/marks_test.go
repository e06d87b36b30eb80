package quote

import (
	"slices"
	"testing"

	"synoptic/internal/text"
)

func TestRuns(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string
	}{
		{"curly", "“We saw it,” she said. “It was red.”", []string{"We saw it,", "It was red."}},
		{"straight", `He said "no", and left. "Never," he added.`, []string{"no", "Never,"}},
		{"two singles", "''We won,'' she said.", []string{"We won,"}},
		{"backticks", "``We won,'' she said.", []string{"We won,"}},
		{"British", "‘The dogs’ owner didn’t come,’ he said, adding: ‘So what?’", []string{"The dogs’ owner didn’t come,", "So what?"}},
		{"straight singles", "'I can't,' she told the workers' union. 'Not now.'", []string{"I can't,", "Not now."}},
		{"apostrophes", "The '90s were rock 'n' roll, the workers' leader said; it isn't ’em.", nil},
		{"nested singles", "“He said ‘never’ to us,” she said.", []string{"He said ‘never’ to us,"}},
		{"nested doubles", "“I read “Ulysses” twice,” she said. “Twice.”", []string{"I read “Ulysses” twice,", "Twice."}},
		{"German", "„Wir kommen“, sagte er. „Morgen.“", []string{"Wir kommen", "Morgen."}},
		{"German book marks", "»Wir kommen«, sagte er. »Morgen.«", []string{"Wir kommen", "Morgen."}},
		{"French", "« Nous venons », dit-il. « Demain. »", []string{"Nous venons", "Demain."}},
		{"Russian", "«Мы придём», — сказал он. «Роман “Мы”», — добавил он.", []string{"Мы придём", "Роман “Мы”"}},
		{"Swedish", "”Vi kommer”, sade han. ”I morgon.”", []string{"Vi kommer", "I morgon."}},
		{"Polish", "„Idziemy”, powiedział. „Jutro.”", []string{"Idziemy", "Jutro."}},
		{"Japanese", "首相は「行きます」と述べた。「明日です」", []string{"行きます", "明日です"}},
		{"mixed pair", "“We go,\" he said. \"Now.”", []string{"We go,", "Now."}},
		{"over paragraphs", "“We go.\n\n“We stay.\n\n“We rest,” she said.", []string{"We go.", "We stay.", "We rest,"}},
		{"over paragraphs, marks not repeated", "\"We go.\n\nWe stay,\" she said.\n\n\"Fine,\" he said.", []string{"We go.", "We stay,", "Fine,"}},
		{"misplaced space", "\"We go.\n\nWe stay, \"she said.\n\nNobody spoke.\n\n\"Fine.\"", []string{"We go.", "We stay,", "Fine."}},
		{"closing mark lost", "“We go, she said.\n\nHe said “no” twice.\n\nIt rained.", []string{"We go, she said.", "no"}},
		{"inches", `The 12" pipe burst, he said. "It broke."`, []string{"It broke."}},
		{"nothing inside", `He said "" and “ ”.`, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, r := range runs(tt.text, text.Blocks(tt.text, text.Neutral("en"))) {
				got = append(got, r.Of(tt.text))
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("runs of %q:\n got %q\nwant %q", tt.text, got, tt.want)
			}
		})
	}
}
