package conllu

import (
	"fmt"
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

// rows writes words "id form tag head rel" as a sentence of a treebank.
func rows(text string, words ...string) string {
	out := "# text = " + text + "\n"
	for _, w := range words {
		f := strings.Fields(w)
		if len(f) == 2 {
			f = append(f, "_", "_", "_")
		}
		out += strings.Join([]string{f[0], f[1], f[1], f[2], f[2], "_", f[3], f[4], "_", "_"}, "\t") + "\n"
	}
	return out + "\n"
}

func TestContractions(t *testing.T) {
	all, err := Read(strings.NewReader(
		rows("Er ging zum Haus.", "1 Er PRON 2 nsubj", "2 ging VERB 0 root", "3-4 zum", "3 zu ADP 5 case",
			"4 dem DET 5 det", "5 Haus NOUN 2 obl", "6 . PUNCT 2 punct") +
			rows("Dámelo ya", "1-3 Dámelo", "1 Da VERB 0 root", "2 me PRON 1 iobj", "3 lo PRON 1 obj", "4 ya ADV 1 advmod") +
			rows("don't", "1-2 don't", "1 do AUX 0 root", "2 n't PART 1 advmod")))
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{
		"Er PRON 1 nsubj, ging VERB -1 root, zum ADP 3 case, Haus NOUN 1 obl, . PUNCT 1 punct",
		"Dámelo VERB -1 root, ya ADV 0 advmod",
		"do AUX -1 root, n't PART 0 advmod",
	} {
		var got []string
		for _, w := range all[i].Words {
			got = append(got, fmt.Sprintf("%s %s %d %s", w.Form, w.Tag, w.Head, w.Rel))
			if form := all[i].Text[w.Span[0]:w.Span[1]]; form != w.Form {
				t.Errorf("%s stands at %q", w.Form, form)
			}
		}
		if got := strings.Join(got, ", "); got != want {
			t.Errorf("read %s, want %s", got, want)
		}
	}
}

func TestReadErrors(t *testing.T) {
	blank := strings.Repeat("\t_", 8)
	cycle := "1\tGo\tgo\tVERB\tVB\t_\t2\tconj\t_\t_\n2\tgo\tgo\tVERB\tVB\t_\t1\tconj\t_\t_"
	for text, line := range map[string]string{
		"1-x\tzum" + blank: "line 1", "2-3\tzum" + blank: "line 1", "1-0\tzum" + blank: "line 1", cycle: "line 2",
		"1-2\tzum" + blank + "\n1-2\tzum" + blank: "line 2", "1-2\tzum" + blank + "\n1\tzu\tzu\tADP\t_\t_\t0\troot\t_\t_": "line 2",
		"1\tGo\n": "line 1", "1\tGo\tgo\tVERB\tVB\t_\tx\troot\t_\t_\n": "line 1", "1\tGo\tgo\tVERB\tVB\t_\t7\troot\t_\t_": "line 1",
	} {
		if _, err := Read(strings.NewReader(text)); err == nil || !strings.Contains(err.Error(), line) {
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
				if w.Head < -1 || w.Head >= len(s.Words) || w.Span[0] > w.Span[1] || w.Span[1] > len(s.Text) {
					t.Fatalf("word %+v of %q", w, s.Text)
				}
			}
		}
	})
}
