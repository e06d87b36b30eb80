package extract

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"synoptic/internal/news"
)

// record is an article as JSON, with the fields others write in more than one form.
type record struct {
	ID         flexible  `json:"id"`
	Source     string    `json:"source"`
	URL        string    `json:"url"`
	Title      string    `json:"title"`
	Published  string    `json:"published"`
	Updated    string    `json:"updated"`
	Authors    flexibles `json:"authors"`
	Lang       string    `json:"lang"`
	Text       *string   `json:"text"`
	HTML       string    `json:"html"` // a page, or what a feed carries of one, where there is no text
	Agency     string    `json:"agency"`
	Place      string    `json:"place"`
	Section    string    `json:"section"`
	Dated      string    `json:"dated"`
	UpdatedBy  string    `json:"updated_by"`
	Incomplete string    `json:"incomplete"`
}

// flexible is a string that may come as a number.
type flexible string

func (f *flexible) UnmarshalJSON(b []byte) error {
	var s string
	if len(b) > 0 && b[0] == '"' {
		err := json.Unmarshal(b, &s)
		*f = flexible(s)
		return err
	}
	var n json.Number
	err := json.Unmarshal(b, &n)
	*f = flexible(n)
	return err
}

// flexibles is a list of strings that may come as one string.
type flexibles []string

func (f *flexibles) UnmarshalJSON(b []byte) error {
	if len(b) > 0 && b[0] == '"' {
		var s string
		err := json.Unmarshal(b, &s)
		if s != "" {
			*f = flexibles{s}
		}
		return err
	}
	return json.Unmarshal(b, (*[]string)(f))
}

// fromJSON reads an article in the form of the project's own output. The text is kept
// byte for byte.
func fromJSON(c news.Capture) (news.Article, error) {
	var r record
	if err := json.Unmarshal(c.Bytes, &r); err != nil {
		return news.Article{}, jsonError(err)
	}
	if r.Text == nil && r.HTML != "" {
		return r.fromHTML(c)
	}
	if r.Text == nil || strings.TrimSpace(*r.Text+r.Title) == "" { // a headline alone is an article
		return news.Article{}, errors.New(`no "text" in this object`)
	}
	return news.Article{
		ID: string(r.ID), Source: r.Source, URL: firstOf(r.URL, c.URL), Title: r.Title,
		Published: when(r.Published), Updated: when(r.Updated), Authors: r.Authors, Lang: baseLanguage(r.Lang),
		Text: *r.Text, Agency: r.Agency, Place: r.Place, Section: r.Section, Incomplete: r.Incomplete,
		Dated: r.Dated, UpdatedBy: r.UpdatedBy,
	}, nil
}

// fromHTML reads the page a record carries. What the record says of itself goes before what
// the page says.
func (r *record) fromHTML(c news.Capture) (news.Article, error) {
	a, err := HTML(news.Capture{Name: c.Name, URL: firstOf(r.URL, c.URL), Bytes: []byte(r.HTML)})
	if err != nil {
		return news.Article{}, err
	}
	a.ID, a.Incomplete = string(r.ID), firstOf(r.Incomplete, a.Incomplete)
	a.Source, a.URL, a.Title = firstOf(r.Source, a.Source), firstOf(r.URL, a.URL), firstOf(r.Title, a.Title)
	if day := when(r.Published); day != "" {
		a.Published, a.Dated = day, r.Dated
	}
	if day := when(r.Updated); day != "" {
		a.Updated, a.UpdatedBy = day, r.UpdatedBy
	}
	a.Lang, a.Section = firstOf(baseLanguage(r.Lang), a.Lang), firstOf(r.Section, a.Section)
	if len(r.Authors) > 0 {
		a.Authors = r.Authors
	}
	return a, nil
}

// when brings a date that came in to one of the two forms dates have here. Dates that
// have one keep it; what is no date is "".
func when(s string) string {
	if _, err := time.Parse(time.RFC3339, s); err == nil {
		return s
	}
	return moment(s)
}

func jsonError(err error) error {
	var wrong *json.UnmarshalTypeError
	if errors.As(err, &wrong) && wrong.Field != "" {
		return fmt.Errorf("%q is a %s, not a %s", wrong.Field, wrong.Value, wrong.Type.Kind())
	}
	return fmt.Errorf("invalid JSON: %w", err)
}
