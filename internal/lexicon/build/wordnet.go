package main

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// maxSenses is how many senses of a word are kept for each part of speech: later
// ones are rare and relate words that readers would not.
const maxSenses = 4

// pointer links a synset, or one word of it, to another.
type pointer struct {
	symbol       string
	target       string // synset key
	source, word int    // word numbers from 1 on either side; 0: the whole synset
}

// synset is one concept with the words that can stand for it.
type synset struct {
	words    []string
	pointers []pointer
}

// wordNet is the database: synsets by key ("n00001740") and senses by word.
type wordNet struct {
	synsets map[string]*synset
	senses  map[string][]string // word to synset keys, most frequent first
}

func readWordNet(dir string) (*wordNet, error) {
	net := &wordNet{map[string]*synset{}, map[string][]string{}}
	for _, part := range []struct{ name, letter string }{{"noun", "n"}, {"verb", "v"}, {"adj", "a"}, {"adv", "r"}} {
		err := eachLine(filepath.Join(dir, "data."+part.name), func(f []string) error { return net.addSynset(part.letter, f) })
		if err != nil {
			return nil, err
		}
		err = eachLine(filepath.Join(dir, "index."+part.name), func(f []string) error { return net.addSenses(part.letter, f) })
		if err != nil {
			return nil, err
		}
	}
	return net, nil
}

// eachLine calls do with the fields of each line before the gloss, past the licence.
func eachLine(path string, do func([]string) error) error {
	f, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("read WordNet: %w", err)
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		if strings.HasPrefix(lines.Text(), "  ") {
			continue
		}
		line, _, _ := strings.Cut(lines.Text(), " | ")
		if err := do(strings.Fields(line)); err != nil {
			return fmt.Errorf("read %s: %w", path, err)
		}
	}
	return lines.Err()
}

// addSynset reads "offset file type n word id … n symbol offset pos from-to …".
func (n *wordNet) addSynset(letter string, f []string) error {
	if len(f) < 4 {
		return fmt.Errorf("synset %q: cut short", f)
	}
	count, err := strconv.ParseUint(f[3], 16, 16)
	if err != nil {
		return fmt.Errorf("synset %s: %w", f[0], err)
	}
	s := &synset{}
	at := 4
	if len(f) <= at+2*int(count) {
		return fmt.Errorf("synset %s: cut short", f[0])
	}
	for range count {
		s.words = append(s.words, plain(f[at]))
		at += 2
	}
	links, err := strconv.Atoi(f[at])
	if err != nil {
		return fmt.Errorf("synset %s: %w", f[0], err)
	}
	at++
	if links < 0 || len(f) < at+4*links {
		return fmt.Errorf("synset %s: cut short", f[0])
	}
	for range links {
		ends, err := strconv.ParseUint(f[at+3], 16, 16)
		if err != nil {
			return fmt.Errorf("synset %s: %w", f[0], err)
		}
		pos := strings.Replace(f[at+2], "s", "a", 1)
		s.pointers = append(s.pointers, pointer{f[at], pos + f[at+1], int(ends >> 8), int(ends & 255)})
		at += 4
	}
	n.synsets[letter+f[0]] = s
	return nil
}

// addSenses reads "word pos synsets n symbol … senses tagged offset …".
func (n *wordNet) addSenses(letter string, f []string) error {
	if len(f) < 3 {
		return fmt.Errorf("word %q: cut short", f)
	}
	count, err := strconv.Atoi(f[2])
	if err != nil {
		return fmt.Errorf("word %s: %w", f[0], err)
	}
	if count < 0 || count > len(f)-3 {
		return fmt.Errorf("word %s: %d senses in a line of %d fields", f[0], count, len(f))
	}
	word := plain(f[0])
	for i, offset := range f[len(f)-count:] {
		if i < maxSenses {
			n.senses[word] = append(n.senses[word], letter+offset)
		}
	}
	return nil
}

// plain is a word as the table has it: lower case, without a syntactic marker.
func plain(word string) string {
	word, _, _ = strings.Cut(word, "(")
	return strings.ToLower(word)
}
