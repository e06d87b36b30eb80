package quantity

import "strings"

// countedOf reads the noun a number counts, from atom next on: the head of the noun
// phrase the number opens, or of the one after "of".
func (c *scan) countedOf(n numeral, next int) (what, bool) {
	w := what{class: counted, first: -1, next: next}
	many := n.value != 1
	i := next
	if c.hyphen(i) {
		i, many = i+1, false
	}
	if i == next && c.dates.of.Has(c.norm(i)) {
		if w, ok := c.measuredAmong(n, i+1); ok {
			return w, true
		}
		w, ok := c.countedAmong(i+1, w)
		return w, ok && !(n.part && !c.plural(w.next-1))
	}
	if n.part {
		return w, false
	}
	if c.others.Has(c.norm(i)) {
		return c.countedOthers(i, w)
	}
	head, end := c.phrase(i, many)
	if child := c.parents[c.norm(n.first-2)]; child != "" && c.dates.of.Has(c.norm(n.first-1)) && !(head >= 0 && c.plural(head)) {
		w.unit = child
		return w, true
	}
	if head < 0 || c.marks.Has(c.norm(head)) {
		return w, false
	}
	if many && !c.plural(head) && c.tagged() {
		head, end = c.firstNoun(i, head)
	}
	w.unit, w.next = c.singular(head), end
	if i > next {
		w.next, w.unit = i+1, c.singular(i)
		return w, (c.tag(i) == "NOUN" || c.tag(i) == "PROPN") && !c.marks.Has(c.norm(i))
	}
	return w, true
}

// firstNoun is the first noun of a phrase whose head is no plural: what is counted in
// "a 200 person crowd".
func (c *scan) firstNoun(i, head int) (first, next int) {
	for k := i; k < head; k++ {
		if c.tag(k) == "NOUN" && !c.hyphen(k+1) {
			return k, k + 1
		}
	}
	return head, head + 1
}

// measuredAmong reads the measure or money after "of": "billions of dollars".
func (c *scan) measuredAmong(n numeral, i int) (what, bool) {
	if !n.vague {
		return what{}, false
	}
	if w, ok := c.moneyAfter(i); ok {
		return w, true
	}
	return c.measureOf(n, i)
}

// countedAmong reads the noun after "of": "three of our citizens", "two of them".
func (c *scan) countedAmong(i int, w what) (what, bool) {
	for c.isWord(i) && (c.definite.Has(c.norm(i)) || c.tag(i) == "DET") || c.numberAt(i) || c.isWord(i) && c.numberAt(i+1) {
		i++
	}
	if head, end := c.phrase(i, true); head >= 0 {
		if c.others.Has(c.norm(head)) {
			return c.countedOthers(head, w)
		}
		w.unit, w.next = c.singular(head), end
		return w, true
	}
	if tag := c.tag(i); !c.isWord(i) || tag != "PRON" && tag != "DET" && tag != "ADP" {
		return w, false
	}
	if w.unit = c.antecedent(); w.unit == "" {
		w.unit = c.person
	}
	w.next = i + 1
	return w, w.unit != ""
}

// countedOthers reads what "others" or "more" at atom i means: the noun after it, else
// what was counted before, else persons.
func (c *scan) countedOthers(i int, w what) (what, bool) {
	head, end := c.phrase(i+1, true)
	if c.norm(i) != "others" && head >= 0 && !c.taken[head] {
		w.unit, w.next = c.singular(head), end
		return w, true
	}
	if w.unit = c.antecedent(); w.unit == "" {
		w.unit = c.person
	}
	w.next = i + 1
	return w, w.unit != ""
}

// numberAt reports whether a number stands at atom i.
func (c *scan) numberAt(i int) bool { return c.isNumber(i) || c.numbers[c.norm(i)] > 0 }

// phrase finds the head noun of the noun phrase that starts at atom i, -1 if none does,
// and the atom after it. A number of many wants a plural.
func (c *scan) phrase(i int, many bool) (head, next int) {
	head, next = -1, i
	if c.tag(i) == "CCONJ" {
		return head, next
	}
	for k := i; k < len(c.atoms) && k < i+12 && !c.taken[k]; k++ {
		if end, _ := c.serial(k); end > k {
			head, next, k = k, end, end-1
			continue
		}
		switch c.role(k, head, many) {
		case stops:
			return c.settle(head, next, many)
		case isHead:
			head, next = k, k+1
		}
	}
	return c.settle(head, next, many)
}

// serial reads the name of a model that starts at atom k, "AK-47" or its plural, and
// returns the atom after it.
func (c *scan) serial(k int) (end int, plural bool) {
	if !c.isWord(k) || !c.atoms[k].upper || !c.hyphen(k+1) || !c.isNumber(k+2) {
		return k, false
	}
	if s := c.at(k + 3); s.glued && s.norm == "s" {
		return k + 4, true
	}
	return k + 3, false
}

// settle refuses a head that is a name: "12 Somali", but not "12 Somalis".
func (c *scan) settle(head, next int, many bool) (int, int) {
	if head >= 0 && many && c.tag(head) == "PROPN" && !c.plural(head) && !c.lists {
		return -1, next
	}
	return head, next
}

// role says what an atom does to the noun phrase being read.
type role uint8

const (
	stops role = iota
	passes
	isHead
)

// role is what atom k does to a noun phrase whose head so far is at atom head, -1 if it
// has none.
func (c *scan) role(k, head int, many bool) role {
	a := &c.atoms[k]
	if a.kind == sign {
		return c.signRole(k, head)
	}
	if strings.HasPrefix(a.norm, "'") || c.hyphen(k+1) && !(many && c.dashed(k)) {
		return passes
	}
	full := head >= 0 && many && c.plural(head) // the plural that the number wants is there
	goes := false
	switch tag := c.tag(k); tag {
	case "NOUN", "PROPN":
		return c.nounRole(k, full)
	case "ADJ", "ADV":
		if a.upper && many && isNation(a.norm) && !c.nounLike(k+1) {
			return isHead
		}
		goes = (head < 0 || !full && tag == "ADJ") && !c.function.Has(a.norm)
	case "VERB":
		goes = c.participle(k) && c.nounLike(k+1) && (head < 0 || many && !full && c.pluralAt(k+1))
	case "NUM":
		if a.kind == word && !c.numberAt(k) && c.scales[a.norm] == 0 {
			return isHead
		}
		goes = c.hyphen(k-1) || head >= 0 && c.tag(head) == "PROPN" && c.nounLike(k+1)
	case "CCONJ":
		goes = c.nounLike(k+1) && (head < 0 || many && !full)
	}
	if goes {
		return passes
	}
	return stops
}

// nounRole makes a noun the head, unless the phrase is full and no other plural follows.
func (c *scan) nounRole(k int, full bool) role {
	a := &c.atoms[k]
	name := c.tag(k) == "PROPN" && !c.lists
	if full && (!c.plural(k) || name && !c.pluralAt(k+1)) || !a.upper && c.function.Has(a.norm) {
		return stops
	}
	return isHead
}

// dashed reports whether the hyphen after the plural at atom k is a dash set badly, as
// in "three bank workers-two women", and no compound.
func (c *scan) dashed(k int) bool {
	if w := c.norm(k); !c.singulars.Has(w) && !looksPlural(w) {
		return false
	}
	return c.numberAt(k+2) || !c.nounLike(k+2) || c.norm(k+2) == c.norm(k)
}

// signRole passes over hyphens, the stops of abbreviations, an opening quotation mark,
// and commas between adjectives.
func (c *scan) signRole(k, head int) role {
	a := &c.atoms[k]
	switch {
	case head == k-1 && c.hyphen(k):
		return stops
	case c.hyphen(k), a.tok >= 0 && a.tok == c.at(k-1).tok:
		return passes
	case (head < 0 || c.norm(k-2) == a.norm) && (a.norm == `"` || a.norm == "'" || a.norm == "["):
		return passes
	case head < 0 && a.norm == "," && c.tag(k+1) == "ADJ" && c.tag(k-1) == "ADJ":
		return passes
	}
	return stops
}

func (c *scan) nounLike(k int) bool {
	switch c.tag(k) {
	case "NOUN", "PROPN", "ADJ":
		return true
	}
	return false
}

// participle reports whether atom k is a participle: "loaded", "fleeing".
func (c *scan) participle(k int) bool {
	if c.function.Has(c.norm(k)) {
		return false
	}
	if t := c.atoms[k].tok; t >= 0 && c.s.Tokens[t].Fine != "" {
		fine := c.s.Tokens[t].Fine
		return fine == "VBN" || fine == "VBG" || fine == "VBD" && strings.HasSuffix(c.atoms[k].norm, "ed")
	}
	return true
}

// tagged reports whether a model has tagged the sentence.
func (c *scan) tagged() bool { return len(c.s.Tokens) > 0 && c.s.Tokens[0].Tag != "" }

// tag is the part of speech of atom k: the model's, else a guess by its form.
func (c *scan) tag(k int) string {
	if k < 0 || k >= len(c.atoms) {
		return ""
	}
	a := &c.atoms[k]
	switch {
	case a.kind == number:
		return "NUM"
	case a.kind == sign:
		return "PUNCT"
	case a.tok >= 0 && c.s.Tokens[a.tok].Tag != "":
		return c.s.Tokens[a.tok].Tag
	}
	return c.guess(a, k)
}

// guess is the part of speech a word seems to be without a model.
func (c *scan) guess(a *atom, k int) string {
	switch {
	case c.joiners.Has(a.norm):
		return "CCONJ"
	case c.function.Has(a.norm), len(c.function) == 0:
		return "ADP"
	case c.numbers[a.norm] > 0:
		return "NUM"
	case a.upper && k > 0 && !c.lists:
		return "PROPN"
	case strings.HasSuffix(a.norm, "ly"):
		return "ADV"
	}
	return "NOUN"
}

// isName reports whether atom k belongs to a name.
func (c *scan) isName(k int) bool { return c.tag(k) == "PROPN" || c.tag(k) == "NOUN" && c.lists }

// plural reports whether the noun at atom k can stand after "many".
func (c *scan) plural(k int) bool {
	if end, plural := c.serial(k); end > k {
		return plural
	}
	a := &c.atoms[k]
	if c.singulars.Has(a.norm) || a.norm == "others" {
		return true
	}
	if a.tok >= 0 {
		switch t := &c.s.Tokens[a.tok]; t.Fine {
		case "NNS", "NNPS":
			return true
		case "NN":
			return false
		}
	}
	return looksPlural(a.norm) || a.upper && isNation(a.norm)
}

func (c *scan) pluralAt(k int) bool { return c.isWord(k) && c.plural(k) }

func looksPlural(w string) bool {
	return len(w) > 2 && strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss") && !strings.HasSuffix(w, "us") && !strings.HasSuffix(w, "sis")
}

// isNation reports whether a name has the form of a people that has no plural of its own.
func isNation(w string) bool {
	return strings.HasSuffix(w, "ese") || strings.HasSuffix(w, "ish") || strings.HasSuffix(w, "nch") || strings.HasSuffix(w, "tch")
}

// singular is the noun at atom k as a unit: its dictionary form.
func (c *scan) singular(k int) string {
	a := &c.atoms[k]
	if end, _ := c.serial(k); end > k {
		return c.text[a.Start:c.atoms[k+2].End]
	}
	if s, ok := c.singulars[a.norm]; ok && s != "" {
		return s
	}
	if unit, ok := c.measured[a.norm]; ok {
		return unit
	}
	name := c.tag(k) == "PROPN" && !c.lists
	w := a.norm
	if name || isNation(w) {
		w = a.Of(c.text)
	}
	if c.hyphen(k-1) && c.isWord(k-2) && !c.numberAt(k-2) && c.scales[c.norm(k-2)] == 0 && looksPlural(a.norm) {
		return c.norm(k-2) + "-" + strip(w)
	}
	if looksPlural(a.norm) {
		return strip(w)
	}
	if t := a.tok; t >= 0 && c.s.Tokens[t].Fine == "NNS" && c.s.Tokens[t].Lemma != "" && c.s.Tokens[t].Span == a.Span {
		return strings.ToLower(c.s.Tokens[t].Lemma)
	}
	return w
}

// strip takes the ending of a regular plural off.
func strip(w string) string {
	switch {
	case strings.HasSuffix(w, "ies") && len(w) > 4:
		return w[:len(w)-3] + "y"
	case strings.HasSuffix(w, "sses"), strings.HasSuffix(w, "xes"), strings.HasSuffix(w, "ches"), strings.HasSuffix(w, "shes"), strings.HasSuffix(w, "zzes"):
		return w[:len(w)-2]
	}
	return strings.TrimSuffix(w, "s")
}
