package main

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"synoptic/internal/syntax/word"
)

// Marks of Known: what names a word is known from.
const (
	knownPerson   = 1 << iota // WordNet has a person with this name
	knownPlace                // a place, or a list has a city
	knownGroup                // a group or institution
	knownGiven                // a list has it as a given name
	knownCapital              // WordNet writes the word with a capital: a nationality, a day
	verbSenseBits = 5         // verbs' fields follow the nouns' 5 bits
)

// Numbers of WordNet's lexicographer files.
const (
	firstNounFile, groupFile, locationFile, personFile = 3, 14, 15, 18
	firstVerbFile                                      = 29
)

// addLists adds fields of meaning from WordNet and names from lists to the classes.
func addLists(classes map[uint64]word.Class, wordnet string, lists []string) error {
	if wordnet != "" {
		if err := addWordNet(classes, wordnet); err != nil {
			return err
		}
	}
	for _, path := range lists {
		if err := addList(classes, path); err != nil {
			return err
		}
	}
	return nil
}

// mark adds marks to what is known of a word.
func mark(classes map[uint64]word.Class, form string, marks uint64) {
	hash := word.FormHash(form)
	c := classes[hash]
	c.Known |= marks
	classes[hash] = c
}

// addWordNet adds the field of meaning of the first sense of each noun and verb, and the
// words of names.
func addWordNet(classes map[uint64]word.Class, dir string) error {
	fields := map[string]uint64{} // by part of speech and place in the data file
	for _, pos := range []string{"noun", "verb"} {
		err := eachLine(filepath.Join(dir, "data."+pos), func(line string) {
			addSynset(classes, fields, pos, line)
		})
		if err != nil {
			return err
		}
		err = eachLine(filepath.Join(dir, "index."+pos), func(line string) {
			addSense(classes, fields, pos, line)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// addSynset notes the field of a set of synonyms, and its names.
func addSynset(classes map[uint64]word.Class, fields map[string]uint64, pos, line string) {
	parts := strings.Fields(line)
	if strings.HasPrefix(line, " ") || len(parts) < 6 {
		return
	}
	file, _ := strconv.Atoi(parts[1])
	count, _ := strconv.ParseInt(parts[3], 16, 32)
	fields[pos+parts[0]] = uint64(file)
	named := strings.Contains(line, " @i ")
	for i := 4; i < 4+2*int(count) && i < len(parts); i += 2 {
		for _, form := range strings.Split(parts[i], "_") {
			switch {
			case form == strings.ToLower(form):
			case named && file == personFile:
				mark(classes, form, knownPerson)
			case named && file == locationFile:
				mark(classes, form, knownPlace)
			case named && file == groupFile:
				mark(classes, form, knownGroup)
			default:
				mark(classes, form, knownCapital)
			}
		}
	}
}

// addSense notes the field of a word's first sense.
func addSense(classes map[uint64]word.Class, fields map[string]uint64, pos, line string) {
	parts := strings.Fields(line)
	if strings.HasPrefix(line, " ") || len(parts) < 6 || strings.ContainsAny(parts[0], "_0123456789") {
		return
	}
	pointers, _ := strconv.Atoi(parts[3])
	at := 4 + pointers + 2
	if at >= len(parts) {
		return
	}
	hash := word.FormHash(parts[0])
	c := classes[hash]
	switch file := fields[pos+parts[at]]; {
	case pos == "noun" && file >= firstNounFile:
		c.Sense |= file - firstNounFile + 1
	case pos == "verb" && file >= firstVerbFile:
		c.Sense |= (file - firstVerbFile + 1) << verbSenseBits
	}
	classes[hash] = c
}

// addList adds a list of lines "key<tab>value": given names with the gender they tell,
// m, f or u, or cities with their country.
func addList(classes map[uint64]word.Class, path string) error {
	return eachLine(path, func(line string) {
		key, value, ok := strings.Cut(line, "\t")
		if !ok || strings.HasPrefix(line, "#") {
			return
		}
		marks := uint64(knownPlace)
		if value == "f" || value == "m" || value == "u" {
			marks = knownGiven
		}
		for _, form := range strings.Fields(key) {
			mark(classes, form, marks)
		}
	})
}

// eachLine calls do with the lines of a file.
func eachLine(path string, do func(line string)) error {
	f, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("read list: %w", err)
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		do(lines.Text())
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("read list %s: %w", path, err)
	}
	return nil
}
