package extract

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"synoptic/internal/news"
)

func jsonCapture(name, s string) news.Capture {
	return news.Capture{Name: name, ContentType: "application/json", Bytes: []byte(s)}
}

func TestJSONArticles(t *testing.T) {
	tests := []struct {
		name, in string
		want     news.Article
	}{
		{"all", `{"id":"a","source":"S","url":"u","title":"T","published":"2024-05-02","updated":"2024-05-03","authors":["Ann Weir"],"lang":"en","text":"x","extra":1}`,
			news.Article{ID: "a", Source: "S", URL: "u", Title: "T", Published: "2024-05-02", Updated: "2024-05-03", Authors: []string{"Ann Weir"}, Lang: "en", Text: "x"}},
		{"text alone", `{"text":" kept \r\n as \u00e9 it came\n"}`, news.Article{ID: shortHash(" kept \r\n as é it came\n"), Authors: []string{}, Text: " kept \r\n as é it came\n"}},
		{"number and string", `{"id":7,"authors":"Ann Weir","text":"x"}`, news.Article{ID: "7", Authors: []string{"Ann Weir"}, Text: "x"}},
		{"other forms", `{"id":"a","source":"S","published":"2024-05-02T18:30:00","updated":"2024-05-03T07:00:00.5+01:00","lang":"en-GB","text":"x"}`,
			news.Article{ID: "a", Source: "S", Published: "2024-05-02", Updated: "2024-05-03T07:00:00.5+01:00", Authors: []string{}, Lang: "en", Text: "x"}},
		{"no date, no language", `{"id":"a","source":"S","published":"lately","lang":"?","text":"x"}`,
			news.Article{ID: "a", Source: "S", Authors: []string{}, Text: "x"}},
		{"nulls", `{"id":null,"authors":null,"title":null,"url":"https://www.a.example/b","text":"x"}`,
			news.Article{ID: "a.example-" + shortHash("https://www.a.example/b"), Source: "a.example", URL: "https://www.a.example/b", Authors: []string{}, Text: "x"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := Article(jsonCapture("f:1", tt.in))
			if d := cmp.Diff(tt.want, got); d != "" || err != nil {
				t.Error(err, d)
			}
		})
	}
}

func TestJSONThatIsNoArticle(t *testing.T) {
	tests := []struct{ in, want string }{
		{`{"title":"x"}`, `f:1: no "text" in this object`},
		{`{"text":"  "}`, `f:1: no "text" in this object`},
		{`{"text":5}`, `f:1: "text" is a number, not a string`},
		{`{"text":"x","title":[]}`, `f:1: "title" is a array, not a string`},
		{`[1]`, `f:1: invalid JSON: json: cannot unmarshal array into Go value of type extract.record`},
		{`{"text":`, `f:1: invalid JSON: unexpected end of JSON input`},
	}
	for _, tt := range tests {
		if _, err := Article(jsonCapture("f:1", tt.in)); err == nil || err.Error() != tt.want {
			t.Errorf("%s: got %v, want %s", tt.in, err, tt.want)
		}
	}
}

func TestTextArticles(t *testing.T) {
	got, err := Article(news.Capture{Name: "reports/agency.txt.gz", ContentType: "text/plain", Bytes: []byte("Caf\xe9 closed.\r\n\r\nMore.\n")})
	want := news.Article{ID: "agency", Source: "agency", Authors: []string{}, Text: "Café closed.\r\n\r\nMore.\n"}
	if d := cmp.Diff(want, got); d != "" || err != nil {
		t.Error(err, d)
	}
	if _, err := Article(news.Capture{Name: "a.txt", ContentType: "text/plain", Bytes: []byte(" \n")}); err == nil || err.Error() != "a.txt: no text in it" {
		t.Error(err)
	}
}

func TestRunHasUniqueIDs(t *testing.T) {
	captures := func(yield func(news.Capture, error) bool) {
		for _, id := range []string{"a", "b", "a", "a-2", "a"} {
			if !yield(jsonCapture("f", `{"id":"`+id+`","text":"x"}`), nil) {
				return
			}
		}
		yield(news.Capture{}, news.Failure{Name: "g", Err: errNoText})
	}
	var ids []string
	for a, err := range Articles(captures) {
		if err != nil {
			ids = append(ids, err.Error())
			continue
		}
		ids = append(ids, a.ID)
	}
	if got := strings.Join(ids, " "); got != "a b a-2 a-2-2 a-3 g: no text in it" {
		t.Errorf("got %q", got)
	}
}
