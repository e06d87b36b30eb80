package quantity

import "math"

// numeral is a number as written: atoms first … next-1.
type numeral struct {
	first, next int
	value       float64
	digits      bool    // written in digits
	scale       float64 // of its scale word, 1 if none
	vague       bool    // "dozens"
	part        bool    // "two-thirds"
	article     bool    // "a" of "over a month"
}

// numeral reads the number that starts at atom i.
func (c *scan) numeral(i int) (numeral, bool) {
	if i >= len(c.atoms) {
		return numeral{}, false
	}
	a := &c.atoms[i]
	if a.kind == number {
		if a.value != a.value {
			return numeral{}, false
		}
		return c.scaled(numeral{first: i, next: i + 1, value: a.value, scale: 1, digits: true}), true
	}
	if a.kind != word {
		return numeral{}, false
	}
	if _, ok := c.numbers[a.norm]; ok {
		return c.scaled(c.spelled(i)), true
	}
	if n, ok := c.vagueNumeral(i); ok {
		return n, true
	}
	return c.articled(i)
}

// spelled reads number words up to their last hundred: "two hundred and fifty", "forty-two".
func (c *scan) spelled(i int) numeral {
	n := numeral{first: i, scale: 1}
	for j := i; ; {
		v, ok := c.numbers[c.norm(j)]
		if !ok || !fits(n.value, v) {
			break
		}
		n.value += v
		j++
		if c.scales[c.norm(j)] == 100 {
			n.value *= 100
			j++
		}
		n.next = j
		switch {
		case c.hyphen(j) && n.value >= 20, c.joiners.Has(c.norm(j)) && n.value >= 100 && int(n.value)%100 == 0:
			j++
		}
	}
	return n
}

// fits reports whether number word v can follow a number read so far: units after
// tens, tens and units after hundreds.
func fits(sum, v float64) bool {
	low := int(sum) % 100
	return sum == 0 || low == 0 && v < 100 || low >= 20 && low%10 == 0 && v > 0 && v < 10
}

// scaled reads what multiplies or completes a number: "and a half", "million", "Bln",
// "-thirds", "lakh crore", "million two hundred thousand" is left in two.
func (c *scan) scaled(n numeral) numeral {
	n = c.withPart(n)
	for {
		j := c.unhyphened(n.next)
		v, ok := c.scales[c.norm(j)]
		if !ok {
			v, ok = c.letter(n, j)
		}
		if !ok || n.part || v == 20 && !c.joiners.Has(c.norm(j)) {
			return n
		}
		n.value, n.scale, n.next = math.Round(n.value*1e6)*v/1e6, n.scale*v, j+1
		if more, ok := c.numbersAfter(n); ok {
			return more
		}
	}
}

// numbersAfter reads the smaller rest of a spelled number: "one thousand two hundred".
func (c *scan) numbersAfter(n numeral) (numeral, bool) {
	j := n.next
	if c.joiners.Has(c.norm(j)) {
		j++
	}
	if _, ok := c.numbers[c.norm(j)]; !ok || n.digits || n.scale < 1000 {
		return n, false
	}
	rest := c.spelled(j)
	if c.scales[c.norm(rest.next)] >= n.scale {
		return n, false
	}
	rest = c.scaled(rest)
	if rest.value >= n.scale || rest.value < 100 && j == n.next || rest.part {
		return n, false
	}
	n.value, n.next = n.value+rest.value, rest.next
	return n, true
}

// letter is the value of a letter that multiplies the digits it is written to: "5k". An
// "m" is a million where money or a noun follows the sense, else a metre.
func (c *scan) letter(n numeral, j int) (float64, bool) {
	v, ok := c.letters[c.norm(j)]
	if !ok || !n.digits || n.scale > 1 || j != n.next {
		return 0, false
	}
	if _, money := c.moneyBefore(n.first); money || !c.at(j).glued {
		return v, money
	}
	if c.norm(j) == "k" {
		return v, true
	}
	_, _, money := c.match(c.currency, j+1)
	return v, money || c.norm(j) == "m" && c.pluralAt(j+1)
}

// withPart reads the part after a number: "two and a half", "2½", "two-thirds".
func (c *scan) withPart(n numeral) numeral {
	j := n.next
	if c.at(j).glued && c.norm(j) == "½" {
		n.value, n.next = n.value+c.atoms[j].value, j+1
		return n
	}
	if v, next := c.fraction(j); n.digits && v > 0 && c.atoms[n.first].plain {
		n.value, n.next = n.value+v, next
		return n
	}
	if v, next := c.andPart(j); v > 0 {
		n.value, n.next = n.value+v, next
		return n
	}
	if c.hyphen(j) {
		j++
	}
	if v := c.parts[c.norm(j)]; v > 0 && n.value < 10 && !n.digits && (n.value > 1 || c.hyphen(n.next)) && !c.labelled(j) {
		n.value, n.next, n.part = n.value*v, j+1, true
	}
	return n
}

// andPart reads "and a half" at atom i, with hyphens or without.
func (c *scan) andPart(i int) (value float64, next int) {
	and := c.unhyphened(i)
	article := c.unhyphened(and + 1)
	part := c.unhyphened(article + 1)
	if c.joiners.Has(c.norm(and)) && c.articles.Has(c.norm(article)) {
		return c.parts[c.norm(part)], part + 1
	}
	return 0, i
}

// unhyphened is atom i, or the one after it where it is a hyphen.
func (c *scan) unhyphened(i int) int {
	if c.hyphen(i) {
		return i + 1
	}
	return i
}

// fraction reads the "1/2" of "2 1/2" or "2-1/2" at atom i.
func (c *scan) fraction(i int) (value float64, next int) {
	if c.hyphen(i) {
		i++
	}
	a, b := c.at(i), c.at(i+2)
	if c.isDigits(i) && c.isDigits(i+2) && c.norm(i+1) == "/" && b.glued && a.value < b.value && b.value < 10 {
		return a.value / b.value, i + 3
	}
	return 0, i
}

// labelled reports whether the part at atom j is an ordinal of something: "two third-party".
func (c *scan) labelled(j int) bool {
	return c.hyphen(j+1) || c.ordinals.Has(c.norm(j)) && c.norm(j+1) != "" && c.isWord(j+1) && !c.function.Has(c.norm(j+1))
}

// vagueNumeral reads "dozens", "tens of thousands", "a few hundred", "several thousand".
func (c *scan) vagueNumeral(i int) (numeral, bool) {
	v, ok := c.vague[c.norm(i)]
	if !ok {
		return numeral{}, false
	}
	n := numeral{first: i, next: i + 1, value: v, scale: 1, vague: true}
	if larger := c.vague[c.norm(i+2)]; c.dates.of.Has(c.norm(i+1)) && larger > v {
		n.value, n.next = v*larger, i+3
	}
	if n.value == 10 || n.value == 20 && !c.dates.of.Has(c.norm(n.next)) {
		return numeral{}, false
	}
	return n, true
}

// articled reads numbers that open with an article or a part: "a dozen", "half a
// million", "a third of", "a" itself before a unit of time.
func (c *scan) articled(i int) (numeral, bool) {
	j := i
	if c.articles.Has(c.norm(j)) {
		j++
	}
	if v := c.parts[c.norm(j)]; v > 0 {
		return c.partOf(i, j, v)
	}
	v, ok := c.scales[c.norm(j)]
	if few := j == i && c.few.Has(c.norm(i-1)); ok && (j > i || v == 12 || few) && (v != 20 || c.dates.of.Has(c.norm(j+1)) && !c.isNumber(j+2)) {
		n := c.scaled(numeral{first: i, next: j + 1, value: v, scale: v, vague: few})
		if few {
			n.first--
		}
		return n, true
	}
	if j > i && c.timeUnits.Has(c.norm(j)) && !c.at(i).upper {
		return numeral{first: i, next: j, value: 1, scale: 1, article: true}, true
	}
	return numeral{}, false
}

// partOf reads "half a dozen", "a quarter of a million", "a third of": atoms i … j with
// the part at j.
func (c *scan) partOf(i, j int, part float64) (numeral, bool) {
	k := j + 1
	if c.hyphen(k) {
		k++
	}
	if c.dates.of.Has(c.norm(k)) {
		k++
	}
	if c.articles.Has(c.norm(k)) {
		k++
	}
	if v, ok := c.scales[c.norm(k)]; ok && v != 20 {
		return c.scaled(numeral{first: i, next: k + 1, value: part * v, scale: v}), true
	}
	if k == j+2 && part == 0.5 && c.timeUnits.Has(c.norm(k)) && c.articles.Has(c.norm(k-1)) {
		return numeral{first: i, next: k, value: part, scale: 1}, true
	}
	if j > i && part < 0.5 && c.dates.of.Has(c.norm(j+1)) {
		return numeral{first: i, next: j + 1, value: part, scale: 1, part: true}, true
	}
	return numeral{}, false
}
