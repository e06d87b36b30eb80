package word

// Style is how a whole sentence is capitalised.
type Style uint8

// The styles.
const (
	Running  Style = iota // as in running text
	Capitals              // ALL IN CAPITALS
	Title                 // The Words of a Headline
	Small                 // no capital anywhere
)

// StyleOf tells how a sentence is capitalised. Few words tell nothing.
func StyleOf(words []Word) Style {
	var count [Mixed + 1]int
	total := 0
	for i := range words {
		if words[i].Letters {
			count[words[i].Case]++
			total++
		}
	}
	upper := count[Upper] + count[Single]
	raised := upper + count[Initial] + count[Mixed]
	switch {
	case total >= 3 && upper*10 >= total*7:
		return Capitals
	case total >= 4 && raised*10 >= total*6:
		return Title
	case total >= 3 && raised == 0:
		return Small
	}
	return Running
}
