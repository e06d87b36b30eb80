package outlet

import (
	"strings"
	"testing"

	"golang.org/x/text/language"

	"synoptic/internal/news"
)

func TestFile(t *testing.T) {
	r := Known()
	agencies := 0
	for domain, s := range r.byDomain {
		if strings.ContainsAny(domain, "/: ") || !strings.Contains(domain, ".") {
			t.Errorf("%q is no domain", domain)
		}
		if _, err := language.ParseRegion(s.Country); err != nil {
			t.Errorf("%s: country %q", s.Name, s.Country)
		}
		if _, err := language.Parse(s.Lang); err != nil || s.Lang == "" {
			t.Errorf("%s: language %q", s.Name, s.Lang)
		}
		if s.Agency && s.ID == domain {
			agencies++
		}
	}
	given := 0
	for line := range strings.Lines(file) {
		if fields := strings.Split(line, " | "); len(fields) > 1 && line[0] != '#' {
			spelled := map[string]bool{} // an outlet's name may be given in two spellings
			for _, name := range strings.Split(fields[1], ";") {
				spelled[letters(name)] = true
			}
			given += len(spelled)
		}
	}
	if agencies < 50 || len(r.byName) != given {
		t.Errorf("%d agencies; %d names of %d: one stands twice", agencies, len(r.byName), given)
	}
}

func TestAt(t *testing.T) {
	r := Known()
	for at, want := range map[string]string{
		"https://www.bbc.co.uk/news/1": "BBC", "https://m.bbc.com/news": "BBC", "https://asia.nikkei.com/a": "Nikkei", "https://news.sky.com/a": "Sky News",
		"https://edition.cnn.com/2024/a": "CNN", "https://www.thestar.com.my/a": "The Star", "https://www.thestar.com/a": "Toronto Star",
	} {
		if got := r.Name(at, "?"); got != want {
			t.Errorf("%s: got %q, want %q", at, got, want)
		}
	}
	for _, at := range []string{"https://notbbc.co.uk/", "https://com/", "", "text", "https://sky.com/"} {
		if got := r.Name(at, "as it calls itself"); got != "as it calls itself" {
			t.Errorf("%s: got %q", at, got)
		}
	}
	if s, ok := r.Named("associated press"); !ok || !s.Agency || s.ID != "apnews.com" {
		t.Errorf("got %+v", s)
	}
}

func TestAgency(t *testing.T) {
	for writer, want := range map[string]string{
		"Reuters": "Reuters", "Reuters Staff": "Reuters", "The Associated Press": "Associated Press", "AP": "Associated Press", "the canadian press": "The Canadian Press",
		"Agence France-Presse": "AFP", "dpa": "dpa", "XINHUA NEWS AGENCY": "Xinhua", "AFP": "AFP", "Afp": "AFP", "ansa": "ANSA",
		"Mia": "", "MIA": "MIA", "Mia News Agency": "MIA", "Ria": "", "RIA Novosti": "RIA Novosti", "Petra": "", "PETRA": "Petra News Agency", "Jordan News Agency": "Petra News Agency",
		"Petra Staff": "Petra News Agency", "Sana": "", "SANA": "SANA", "Xinhua": "Xinhua", "xinhua": "Xinhua", "BBC News": "", "BBC": "", "Ann Weir": "", "": "", "The": "", "AP Photo desk": "",
	} {
		if got := Known().Agency([]string{"Tom Oakes", writer}); got != want {
			t.Errorf("%q: got %q, want %q", writer, got, want)
		}
	}
}

func TestCredit(t *testing.T) {
	for _, tt := range []struct {
		article news.Article
		want    string
	}{
		{news.Article{Source: "The Herald", Authors: []string{"Ann Weir", "AP"}}, "Associated Press"},
		{news.Article{Source: "Reuters", Authors: []string{"Reuters"}}, ""},
		{news.Article{Source: "reuters.com", URL: "https://www.reuters.com/a", Authors: []string{"Reuters Staff"}}, ""},
		{news.Article{Source: "The Herald", Agency: "AFP", Authors: []string{"AP"}}, "AFP"},
		{news.Article{Source: "The Herald", Authors: []string{"Ann Weir"}}, ""},
	} {
		a := tt.article
		if Known().Credit(&a); a.Agency != tt.want {
			t.Errorf("%+v: got %q", tt.article, a.Agency)
		}
	}
}

func TestOwnFile(t *testing.T) {
	r, err := Known().With("# mine\nbbc.com new.example | Own BBC | GB | en\n\nharbour.example | Harbour Times | | | | agency\n")
	if err != nil {
		t.Fatal(err)
	}
	if got := r.Name("https://www.bbc.com/", ""); got != "Own BBC" {
		t.Errorf("got %q", got)
	}
	if s, ok := r.At("https://a.harbour.example/"); !ok || !s.Agency || s.Country != "" {
		t.Errorf("got %+v", s)
	}
	if _, ok := Known().At("https://harbour.example/"); ok {
		t.Error("the registry of the program was changed")
	}
	for _, bad := range []string{"a.example", "| Name", "a.example |", "a.example | N | GB | en | o | no", "a|b|c|d|e|f|g"} {
		if _, err := Known().With("\n" + bad); err == nil || !strings.HasPrefix(err.Error(), "line 2: ") {
			t.Errorf("%q: %v", bad, err)
		}
	}
}
