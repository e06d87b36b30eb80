package entity

// A run is a stretch of words that may be one name: capitalised words with the small
// words that stand inside names.

// runs calls found for each run of sentence s, from left to right.
func (p *page) runs(s int, found func(first, last int)) {
	for i, end := p.first[s], p.first[s+1]; i < end; {
		if !p.startsRun(i) {
			i++
			continue
		}
		last := p.runEnd(i, end)
		found(i, last)
		i = last
	}
}

// startsRun reports whether a name may begin at word i.
func (p *page) startsRun(i int) bool {
	w := &p.words[i]
	if w.capital {
		return !p.isBreak(i)
	}
	switch {
	case p.joining.Has(w.Norm) && p.norm(i+1, i) == "-" && i+2 < p.sentenceEnd(i):
		return p.words[i+1].glued && p.words[i+2].glued && p.words[i+2].capital
	case w.Norm == "[":
		return p.bracketed(i) > 0 && i+3 < p.sentenceEnd(i) && p.words[p.bracketed(i)].capital
	}
	return false
}

// isBreak reports whether a capitalised word never stands in a name: a day, a month.
func (p *page) isBreak(i int) bool {
	w := &p.words[i]
	if !p.noNames.Has(w.Norm) && !p.weekdays.Has(w.Norm) && !p.months.Has(w.Norm) {
		return false
	}
	next := p.norm(i+1, i)
	return (w.Len() > 1 || next != ".") && !p.isFamilyName(i, next)
}

// isFamilyName reports whether a month is a person's name here: behind a given name or a
// title, or before a verb of saying.
func (p *page) isFamilyName(i int, next string) bool {
	if !p.months.Has(p.words[i].Norm) || next != "" && next[0] <= '9' && next[0] >= '0' {
		return false
	}
	if i == p.sentenceStart(i) || !p.words[i-1].capital {
		return p.saying.Has(next)
	}
	before := p.words[i-1].Norm
	_, given := p.givenName(before)
	_, honored := p.honorifics[before]
	return given || honored
}

// bracketed is the index after "[Name]" that begins at i, 0 if none does.
func (p *page) bracketed(i int) int {
	end := min(p.sentenceEnd(i), i+5)
	for k := i + 1; k < end; k++ {
		switch {
		case p.words[k].Norm == "]" && k > i+1 && k+1 < len(p.words):
			return k + 1
		case !p.words[k].capital:
			return 0
		}
	}
	return 0
}

// runEnd is the index after the run that begins at i.
func (p *page) runEnd(i, end int) int {
	k := i + 1
	if p.words[i].Norm == "[" {
		k = p.bracketed(i)
	} else if !p.words[i].capital {
		k = i + 3
	}
	for k < end {
		next := p.step(i, k, end)
		if next == k {
			break
		}
		k = next
	}
	return k
}

// step is how far the run that began at first and came to k goes on: k if it ends.
func (p *page) step(first, k, end int) int {
	w := &p.words[k]
	capitalAt := func(i int) bool { return i < end && p.words[i].capital && !p.isBreak(i) }
	switch {
	case capitalAt(k) && !p.closes(k-1):
		return k + 1
	case w.Norm == "-" && w.glued && capitalAt(k+1) && p.words[k+1].glued:
		return k + 2
	case w.Norm == "[" && p.bracketed(k) > 0:
		return p.bracketed(k)
	case w.Norm == "&" && capitalAt(k+1):
		return k + 2
	case w.Norm == "'s" && p.possessed.Has(p.words[k-1].Norm):
		return k + 1
	case w.Norm == "," && k+1 < end && (p.suffixes.Has(p.words[k+1].Norm) && capitalAt(k+1) || p.generations.Has(p.words[k+1].Norm)):
		return k + 2
	case p.joining.Has(w.Norm):
		return p.stepJoining(k, end, capitalAt)
	case p.of[w.Norm] == "of" && p.officeOver(first, k, end) > k:
		return p.officeOver(first, k, end)
	case p.of[w.Norm] == "of" && (p.heads.Has(p.words[k-1].Norm) || k == first+1 && p.leadsToEvent(k+1, end)):
		return p.stepOf(k, end, capitalAt)
	case p.of[w.Norm] == "and" && capitalAt(k+1) && (p.inside(first, k) || p.joins(first, k, capitalAt)):
		return k + 2
	case isNickname(p, k, end):
		return k + 3
	}
	return k
}

// closes reports whether a name cannot go on behind word i: a mark that ends it.
func (p *page) closes(i int) bool {
	switch p.words[i].Norm {
	case "jr.", "sr.", "inc.", "corp.", "ltd.":
		return true
	}
	return false
}

// officeOver is the end of an office written over "of" at k, "Secretary of State"; k if
// there is none.
func (p *page) officeOver(first, k, end int) int {
	for i := max(first, k-2); i < k; i++ {
		if e := p.titleAt(i, min(end, k+3)); e > k {
			return e
		}
	}
	return k
}

// stepJoining goes over "van der", "al-", "bin" to the capitalised word behind them.
func (p *page) stepJoining(k, end int, capitalAt func(int) bool) int {
	j := k + 1
	if j < end && p.joining.Has(p.words[j].Norm) {
		j++
	}
	if j < end && p.words[j].Norm == "-" && p.words[j].glued {
		j++
	}
	if capitalAt(j) {
		return j + 1
	}
	return k
}

// stepOf goes over "of", "of the" to the capitalised word behind them.
func (p *page) stepOf(k, end int, capitalAt func(int) bool) int {
	j := k + 1
	if j < end && p.of[p.words[j].Norm] == "the" {
		j++
	}
	if capitalAt(j) {
		return j + 1
	}
	return k
}

// leadsToEvent reports whether capitalised words from i on end with that of an event or
// a law: "Freedom of Information Act".
func (p *page) leadsToEvent(i, end int) bool {
	last := i
	for last < end && p.words[last].capital {
		last++
	}
	return last-i > 1 && p.eventWords.Has(p.words[last-1].Norm)
}

// inside reports whether the run first … last-1 is of the kind that goes on over
// "and": "Department of Health and …".
func (p *page) inside(first, last int) bool {
	for i := first + 1; i < last; i++ {
		if p.of[p.words[i].Norm] == "of" && (p.orgWords.Has(p.words[i-1].Norm) || p.heads.Has(p.words[i-1].Norm)) && i+2 <= last && i+4 >= last {
			return !p.isBreak(last-1) && p.lookup(last-1, last).kind == ""
		}
	}
	return false
}

// joins reports whether "and" at k joins the parts of an organisation's name:
// "Meteorology and Geophysics Agency".
func (p *page) joins(first, k int, capitalAt func(int) bool) bool {
	if k-first > 2 || p.lookup(first, k).kind != "" || p.isPeople(p.words[k-1].Norm) {
		return false
	}
	if _, given := p.givenName(p.words[first].Norm); given || p.words[first].opening && p.opensSentence(first, k) {
		return false
	}
	end := k + 1
	for capitalAt(end) {
		end++
	}
	return end-k > 2 && p.orgWords.Has(p.words[end-1].Norm) && p.titleAt(first, k) == first
}

// isNickname reports whether `"Tony"` stands at k between two parts of a name.
func isNickname(p *page, k, end int) bool {
	return k+3 < end && p.words[k].Norm == `"` && p.words[k+2].Norm == `"` &&
		p.words[k+1].capital && p.words[k+3].capital && p.words[k+1].glued
}
