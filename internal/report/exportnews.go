package report

import (
	"net/url"
	"strconv"
	"strings"
	"time"
)

// ninjs is an article in the IPTC's form, version 2.1 (iptc.org/std/ninjs).
type ninjs struct {
	URI            string         `json:"uri"`
	Standard       ninjsStandard  `json:"standard"`
	Type           string         `json:"type"`
	Representation string         `json:"representationtype"`
	Version        string         `json:"version"`
	Versioned      string         `json:"versioncreated"`
	Created        string         `json:"contentcreated,omitempty"`
	Language       string         `json:"language,omitempty"`
	Headlines      []ninjsValue   `json:"headlines,omitempty"`
	By             string         `json:"by,omitempty"`
	Located        string         `json:"located,omitempty"`
	InfoSources    []ninjsParty   `json:"infosources,omitempty"`
	Subjects       []ninjsSubject `json:"subjects,omitempty"`
	Events         []ninjsSubject `json:"events,omitempty"`
	Bodies         []ninjsValue   `json:"bodies"`
	AltIDs         []ninjsAltID   `json:"altids"`
}

type ninjsStandard struct {
	Name    string `json:"name"`
	Version string `json:"version"`
	Schema  string `json:"schema"`
}

type ninjsValue struct {
	Role        string `json:"role"`
	ContentType string `json:"contenttype"`
	Value       string `json:"value"`
}

type ninjsParty struct {
	Name string `json:"name"`
	Role string `json:"role"`
}

type ninjsSubject struct {
	Name    string `json:"name,omitempty"`
	Literal string `json:"literal,omitempty"`
}

type ninjsAltID struct {
	Role  string `json:"role"`
	Value string `json:"value"`
}

// roles of the parties of an article, of the IPTC's list of information sources' roles.
const roleOf = "http://cv.iptc.org/newscodes/infosourcerole/"

func ninjsOf(a *Exported) *ninjs {
	n := &ninjs{
		URI: urn("article", a.ID), Type: "text", Representation: "full",
		Standard: ninjsStandard{"ninjs", "2.1", "http://www.iptc.org/std/ninjs/ninjs-schema_2.1.json"},
		Version:  strconv.Itoa(a.Number), Versioned: a.Seen.UTC().Format(time.RFC3339), Created: instant(a.Published),
		Language: a.Lang, By: strings.Join(a.Authors, ", "), Located: a.Place,
		Bodies: []ninjsValue{{"main", "text/plain", a.Text}}, AltIDs: []ninjsAltID{{"id", a.ID}},
	}
	if a.Incomplete != "" {
		n.Representation = "partial"
	}
	if a.Title != "" {
		n.Headlines = []ninjsValue{{"main", "text/plain", a.Title}}
	}
	if a.URL != "" {
		n.AltIDs = append(n.AltIDs, ninjsAltID{"url", a.URL})
	}
	if a.Source != "" {
		n.InfoSources = append(n.InfoSources, ninjsParty{a.Source, roleOf + "sourcepublisher"})
	}
	if a.Agency != "" {
		n.InfoSources = append(n.InfoSources, ninjsParty{a.Agency, roleOf + "origcont"})
	}
	if a.Section != "" {
		n.Subjects = []ninjsSubject{{Name: a.Section}}
	}
	if a.Story != "" {
		n.Events = []ninjsSubject{{Literal: a.Story}}
	}
	return n
}

// urn names a thing of the archive.
func urn(kind, id string) string { return "urn:x-synoptic:" + kind + ":" + url.PathEscape(id) }

// instant is a date as a moment: a day is its beginning in UTC, for the form knows no days.
func instant(published string) string {
	if _, err := time.Parse(time.DateOnly, published); err == nil {
		return published + "T00:00:00Z"
	}
	return published
}

// newsArticle is an article as schema.org describes it (schema.org/NewsArticle), JSON-LD.
type newsArticle struct {
	Context    string      `json:"@context"`
	Type       string      `json:"@type"`
	ID         string      `json:"@id"`
	Identifier string      `json:"identifier"`
	Version    int         `json:"version"`
	URL        string      `json:"url,omitempty"`
	Headline   string      `json:"headline,omitempty"`
	Published  string      `json:"datePublished,omitempty"`
	Modified   string      `json:"dateModified,omitempty"`
	Language   string      `json:"inLanguage,omitempty"`
	Section    string      `json:"articleSection,omitempty"`
	Dateline   string      `json:"dateline,omitempty"`
	Author     []agent     `json:"author,omitempty"`
	Publisher  *agent      `json:"publisher,omitempty"`
	Origin     *agent      `json:"sourceOrganization,omitempty"`
	About      *eventShown `json:"about,omitempty"`
	Fetched    string      `json:"sdDatePublished"`
	Body       string      `json:"articleBody"`
}

// agent is a person or an organisation.
type agent struct {
	Type string `json:"@type"`
	Name string `json:"name"`
}

// eventShown is the event an article reports, by the id of its story.
type eventShown struct {
	Type       string `json:"@type"`
	ID         string `json:"@id"`
	Identifier string `json:"identifier"`
}

func newsArticleOf(a *Exported) *newsArticle {
	n := &newsArticle{
		Context: "https://schema.org", Type: "NewsArticle", ID: urn("article", a.ID), Identifier: a.ID, Version: a.Number,
		URL: a.URL, Headline: a.Title, Published: a.Published, Modified: a.Updated, Language: a.Lang, Section: a.Section,
		Dateline: a.Place, Publisher: organisation(a.Source), Origin: organisation(a.Agency),
		Fetched: a.Seen.UTC().Format(time.RFC3339), Body: a.Text,
	}
	for _, name := range a.Authors {
		n.Author = append(n.Author, agent{"Person", name})
	}
	if a.Story != "" {
		n.About = &eventShown{"Event", urn("story", a.Story), a.Story}
	}
	return n
}

func organisation(name string) *agent {
	if name == "" {
		return nil
	}
	return &agent{"Organization", name}
}
