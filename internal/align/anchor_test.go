package align

import (
	"fmt"
	"testing"
)

// noted are two accounts of many statements: each tells "ferry" everywhere, "sluice" once.
func noted(t *testing.T) ([]unit, *measurer) {
	v, _ := words(t, []string{"ferry", "sluice"})
	ferry, sluice := v.ids["ferry"], v.ids["sluice"]
	var units []unit
	for doc := range 2 {
		for i := range 2 * fewTold {
			u := unit{doc: doc, statement: i, told: []int32{ferry}}
			if i == 0 {
				u.told = append(u.told, sluice)
			}
			units = append(units, u)
		}
	}
	return units, newMeasurer(v, newCensus(units, v, 2))
}

// TestAnchors holds that what both accounts tell once weighs more than what they tell
// all the time.
func TestAnchors(t *testing.T) {
	units, m := noted(t)
	var once, always, none Features
	m.anchors(&once, &units[0], &units[2*fewTold])
	m.anchors(&always, &units[1], &units[2*fewTold+1])
	m.anchors(&none, &unit{doc: 0}, &units[2*fewTold])
	if once[fOnce] != 1 || always[fOnce] != 0 || none[fOnce] != 0 {
		t.Errorf("told once: %v, %v and %v terms", once[fOnce], always[fOnce], none[fOnce])
	}
	for _, k := range []int{fAnchors, fAnchor, fOnceWeight, fSurprise} {
		if once[k] <= always[k] || none[k] != 0 {
			t.Errorf("%s of a rare word is %v, of a common one %v, of nothing %v", FeatureNames[k], once[k], always[k], none[k])
		}
	}
	if once[fAnchorsLess] > once[fAnchorsMore] || once[fAnchorsMore] > 1 {
		t.Errorf("shares %v and %v", once[fAnchorsLess], once[fAnchorsMore])
	}
}

// TestShortNotesHaveNoAnchors holds that a word of a short note is not rare for standing
// there once.
func TestShortNotesHaveNoAnchors(t *testing.T) {
	v, _ := words(t, []string{"ferry"})
	units := []unit{{doc: 0, told: []int32{v.ids["ferry"]}}, {doc: 1, told: []int32{v.ids["ferry"]}}}
	var f Features
	newMeasurer(v, newCensus(units, v, 2)).anchors(&f, &units[0], &units[1])
	if f[fOnce] != 0 || f[fSurprise] != 0 {
		t.Errorf("once %v, surprise %v", f[fOnce], f[fSurprise])
	}
}

func TestCommon(t *testing.T) {
	for _, c := range []struct {
		xs, ys []int32
		want   string
	}{
		{nil, []int32{1}, "[]"},
		{[]int32{1, 3, 5}, []int32{2, 3, 5, 9}, "[3 5]"},
		{[]int32{1, 2}, []int32{3}, "[]"},
	} {
		got := []int32{}
		common(c.xs, c.ys, func(t int32) { got = append(got, t) })
		if fmt.Sprint(got) != c.want {
			t.Errorf("common to %v and %v: %v, not %s", c.xs, c.ys, got, c.want)
		}
	}
}
