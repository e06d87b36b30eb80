package extract

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed phrases.txt
var phraseFile string

// phrases are the lists of phrases.txt.
var phrases = sync.OnceValue(func() phraseLists { return readPhrases(phraseFile) })

type phraseLists struct{ paywall, consent, robot, furniture []string }

// readPhrases reads sections of one phrase a line.
func readPhrases(file string) (lists phraseLists) {
	sections := map[string]*[]string{"[paywall]": &lists.paywall, "[consent]": &lists.consent, "[robot]": &lists.robot, "[furniture]": &lists.furniture}
	var current *[]string
	for line := range strings.Lines(file) {
		line = strings.TrimSpace(line)
		if next, ok := sections[line]; ok {
			current = next
		} else if line != "" && line[0] != '#' {
			*current = append(*current, line)
		}
	}
	return lists
}

// countPhrases counts the phrases of a list that stand in a lower-case text.
func countPhrases(lower string, list []string) int {
	n := 0
	for _, p := range list {
		if strings.Contains(lower, p) {
			n++
		}
	}
	return n
}

func hasPhrase(lower string, list []string) bool {
	for _, p := range list {
		if strings.Contains(lower, p) {
			return true
		}
	}
	return false
}
