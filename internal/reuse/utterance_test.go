package reuse

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"synoptic/internal/news"
)

// said makes a document of quotations: direct ones are in “quotation marks”.
func said(id string, sayings ...[2]string) *news.Document {
	d := doc(id, id, "", "")
	for _, s := range sayings {
		speaker, words := s[0], s[1]
		direct := strings.HasPrefix(words, "“")
		words = strings.Trim(words, "“”")
		start := len(d.Article.Text)
		d.Article.Text += words + "\n\n"
		d.Quotes = append(d.Quotes, news.Quote{
			Span: news.Span{Start: start, End: start + len(words)}, Speaker: speaker, Entity: -1, Direct: direct,
		})
	}
	d.Article.Text += wire + "\n\n" + retold
	return d
}

func TestUtterances(t *testing.T) {
	const moe = "Ragnhild Moe"
	noise := [2]string{"Odd Berg", "“The herring came late this year and the nets stayed empty until the middle of the winter”"}
	tests := []struct {
		name string
		a, b [2]string
		kind string
	}{
		{"identical", [2]string{moe, "“The ship will never sail again under our flag”"}, [2]string{"Moe", "“the ship will never sail again under our flag”"}, "identical"},
		{"insertion", [2]string{moe, "“The ship will never sail again under our flag”"}, [2]string{moe, "“The ship [Aurelia] will never sail again under our flag”"}, "identical"},
		{"cut", [2]string{moe, "“The ship will never sail again under our flag, and I am sorry for it”"}, [2]string{moe, "“never sail again under our flag”"}, "cut"},
		{"altered", [2]string{moe, "“The ship will never sail again under our flag”"}, [2]string{moe, "“The ship will hardly ever sail under our flag”"}, "altered"},
		{"other speaker", [2]string{moe, "“The ship will never sail again under our flag”"}, [2]string{"Jon Lie", "“The ship will never sail again under our flag”"}, "other-speaker"},
		{"description", [2]string{moe, "“The ship will never sail again under our flag”"}, [2]string{"the chairwoman", "“The ship will never sail again under our flag”"}, "identical"},
		{"paraphrase", [2]string{moe, "“We have cancelled every crossing until Friday because of the damaged hull”"}, [2]string{moe, "crossings were cancelled until Friday as the hull was damaged"}, "paraphrased"},
		{"different things", [2]string{moe, "“The ship will never sail again under our flag”"}, [2]string{moe, "“We will pay back every ticket that was sold”"}, ""},
		{"paraphrase by another", [2]string{moe, "“We have cancelled every crossing until Friday because of the damaged hull”"}, [2]string{"Jon Lie", "crossings were cancelled until Friday as the hull was damaged"}, ""},
	}
	for _, tt := range tests {
		docs := []*news.Document{said("a", tt.a, noise), said("b", tt.b)}
		found := Utterances(docs, nil)
		kind := ""
		if len(found) == 1 {
			kind = found[0].Kind
		}
		if kind != tt.kind || len(found) > 1 {
			t.Errorf("%s: %+v, want kind %q", tt.name, found, tt.kind)
		}
	}
}

// "A," he said, "B" has all the words of "A B".
func TestUtteranceInParts(t *testing.T) {
	docs := []*news.Document{
		said("a", [2]string{"Moe", "“We owe the islanders an honest answer, and they will have it before the summer ends”"}),
		said("b", [2]string{"Moe", "“We owe the islanders an honest answer”"}, [2]string{"Moe", "“and they will have it before the summer ends”"}),
	}
	found := Utterances(docs, nil)
	if len(found) != 1 || found[0].Kind != "identical" || len(found[0].Versions) != 3 {
		t.Errorf("found %+v", found)
	}
}

func TestUtterancesTakeSpeakers(t *testing.T) {
	docs := []*news.Document{
		said("a", [2]string{"the minister", "“We have cancelled every crossing until Friday because of the damaged hull”"}),
		said("b", [2]string{"Jon Lie", "crossings were cancelled until Friday as the hull was damaged"}),
	}
	one := func(d, q int) string { return "Jon Lie" }
	if found := Utterances(docs, one); len(found) != 1 || found[0].Kind != "paraphrased" {
		t.Errorf("with one speaker: %+v", found)
	}
	if found := Utterances(docs, nil); len(found) != 0 {
		t.Errorf("with an unknown speaker: %+v", found)
	}
}

func TestUtterancesAreIndependentOfOrder(t *testing.T) {
	docs := []*news.Document{
		said("a", [2]string{"Moe", "“The ship will never sail again under our flag”"}),
		said("b", [2]string{"Moe", "“will never sail again under our flag”"}),
		said("c", [2]string{"Moe", "the ship would not sail again under the flag"}),
	}
	want := Utterances(docs, nil)
	if len(want) != 1 || len(want[0].Versions) != 3 {
		t.Fatalf("found %+v", want)
	}
	rng := rand.New(rand.NewPCG(3, 4))
	for range 6 {
		rng.Shuffle(len(docs), func(i, j int) { docs[i], docs[j] = docs[j], docs[i] })
		if got := Utterances(docs, nil); !reflect.DeepEqual(got, want) {
			t.Errorf("order changes %+v to %+v", want, got)
		}
	}
}

func BenchmarkUtterances(b *testing.B) {
	rng := rand.New(rand.NewPCG(5, 6))
	docs := make([]*news.Document, 16)
	for i := range docs {
		var all [][2]string
		for range 200 {
			words := make([]string, 20)
			for j := range words {
				words[j] = fmt.Sprintf("w%d", rng.IntN(3000))
			}
			all = append(all, [2]string{"Moe", "“" + strings.Join(words, " ") + "”"})
		}
		docs[i] = said(fmt.Sprint(i), all...)
	}
	for b.Loop() {
		Utterances(docs, nil)
	}
}
