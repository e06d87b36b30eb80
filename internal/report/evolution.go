package report

import (
	"strconv"
	"strings"
	"time"

	"synoptic/internal/news"
)

// course is the way the number of one thing went.
type course struct {
	*news.Series
	Anchor string
	Link   string // its name for good
	Stages []stage
}

// stage is one value with the accounts that told it next to each other in time.
type stage struct {
	Value string
	Steps []step
}

// step is one account's telling of a number.
type step struct {
	*news.Step
	Account *account
}

// When is the time of the step for people: "15 Apr 2026 12:30".
func (s step) When() string { return moment(s.At) }

// courses are the series of the comparison, with equal values that follow each other in
// one stage.
func (s *synopsis) courses() []course {
	var out []course
	names := permalinks{}
	for i := range s.Evolution {
		c := course{Series: &s.Evolution[i], Anchor: "course-" + strconv.Itoa(i+1)}
		for j := range c.Steps {
			t := &c.Steps[j]
			a := s.byID[t.Article]
			if a == nil {
				continue
			}
			if n := len(c.Stages); n == 0 || c.Stages[n-1].Value != t.Shown {
				c.Stages = append(c.Stages, stage{Value: t.Shown})
			}
			last := &c.Stages[len(c.Stages)-1]
			last.Steps = append(last.Steps, step{t, a})
		}
		if len(c.Stages) > 1 {
			c.Link = names.make("n", c.About, c.Stages[0].Steps[0].Article, c.Stages[0].Value)
			out = append(out, c)
		}
	}
	return out
}

// moment is a date with its time of day, if it has one: "15 Apr 2026 12:30".
func moment(at string) string {
	t, err := time.Parse(time.RFC3339, at)
	if err != nil {
		return day(at)
	}
	return t.Format("2 Jan 2006 15:04")
}

// accounts are those of the stage, in order of time.
func (g stage) accounts() []*account {
	var list []*account
	for _, s := range g.Steps {
		list = append(list, s.Account)
	}
	return list
}

// evolved lists the courses on the terminal: one line where it fits, "5 people A B 3 May
// 2026 → 11 people C …".
func (p *textPage) evolved() [][]line {
	var out [][]line
	for _, c := range p.courses() {
		runs := []run{{dim, legible(c.About) + ":  "}}
		for i, g := range c.Stages {
			if i > 0 {
				runs = append(runs, run{yellow, " → "})
			}
			runs = append(runs, run{bold, legible(g.Value)}, run{plain, " " + sigla(g.accounts())}, run{dim, " " + g.Steps[0].When()})
		}
		out = append(out, indent(flow(runs, p.width-2, p.most(3)), 2))
	}
	return out
}

func (m *markdown) evolved() {
	list := m.courses()
	if len(list) == 0 {
		return
	}
	m.heading("Numbers over time")
	for _, c := range list {
		var stages []string
		for _, g := range c.Stages {
			stages = append(stages, "**"+escape(g.Value)+"** "+sigla(g.accounts())+" "+escape(g.Steps[0].When()))
		}
		m.WriteString("- *" + escape(c.About) + "*: " + strings.Join(stages, " → ") + "\n")
	}
}

// evolutionRecords are the steps of all courses for the table.
func (s *synopsis) evolutionRecords() []record {
	var out []record
	for _, c := range s.courses() {
		for _, t := range c.Steps {
			out = append(out, record{record: "step", id: c.Anchor, evidence: &t.Evidence, kind: c.About,
				value: number(t.Value), unit: c.Unit, bound: string(t.Bound), note: t.At})
		}
	}
	return out
}

func (p *page) addCourses() {
	p.Courses = p.courses()
	for _, c := range p.Courses {
		for _, g := range c.Stages {
			for _, s := range g.Steps {
				p.mark("evolved", c.Anchor, s.Evidence)
			}
		}
	}
}
