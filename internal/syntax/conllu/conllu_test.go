package conllu

import (
	"strings"
	"testing"
)

const sample = `# newdoc id = d1
# text = Don’t stop (now).
1-2	Don’t	_	_	_	_	_	_	_	_
1	Do	do	AUX	VB	_	3	aux	_	_
2	n’t	not	PART	RB	_	3	advmod	_	_
3	stop	stop	VERB	VB	_	0	root	_	_
4	(	(	PUNCT	-LRB-	_	5	punct	_	_
5	now	now	ADV	RB	_	3	advmod	_	_
5.1	gone	go	VERB	VBN	_	_	_	_	_
6	)	)	PUNCT	-RRB-	_	5	punct	_	_
7	.	.	PUNCT	.	_	3	punct	_	_

# text = Go.
1	Go	go	VERB	VB	_	0	root	_	_
2	.	.	PUNCT	.	_	1	punct	_	_
`

func TestRead(t *testing.T) {
	all, err := Read(strings.NewReader(sample))
	if err != nil {
		t.Fatal(err)
	}
	if len(all) != 2 || len(all[0].Words) != 7 || len(all[1].Words) != 2 {
		t.Fatalf("read %+v", all)
	}
	s := all[0]
	for _, w := range s.Words {
		if got := s.Text[w.Span[0]:w.Span[1]]; got != w.Form {
			t.Errorf("%s stands at %q", w.Form, got)
		}
	}
	if s.Doc != "d1" || all[1].Doc != "d1" || s.Words[2].Head != -1 || s.Words[0].Head != 2 || s.Words[1].Lemma != "not" {
		t.Errorf("read %+v", s)
	}
}

func TestReadErrors(t *testing.T) {
	for _, text := range []string{"1\tGo\n", "1\tGo\tgo\tVERB\tVB\t_\tx\troot\t_\t_\n", "1\tGo\tgo\tVERB\tVB\t_\t7\troot\t_\t_"} {
		if _, err := Read(strings.NewReader(text)); err == nil || !strings.Contains(err.Error(), "line 1") {
			t.Errorf("reading %q: %v", text, err)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(sample)
	f.Fuzz(func(t *testing.T, text string) {
		all, err := Read(strings.NewReader(text))
		if err != nil {
			return
		}
		for _, s := range all {
			for _, w := range s.Words {
				if w.Span[0] > w.Span[1] || w.Span[1] > len(s.Text) {
					t.Fatalf("word %+v of %q", w, s.Text)
				}
			}
		}
	})
}
