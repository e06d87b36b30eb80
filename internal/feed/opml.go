package feed

import (
	"encoding/xml"
	"fmt"
	"io"
	"net/url"
	"strings"

	"synoptic/internal/address"
	"synoptic/internal/charset"
	"synoptic/internal/news"
)

// outline is an element of OPML 2.0: a feed, or a folder of some.
type outline struct {
	Text     string    `xml:"text,attr"`
	Title    string    `xml:"title,attr,omitempty"`
	Type     string    `xml:"type,attr,omitempty"`
	XMLURL   string    `xml:"xmlUrl,attr,omitempty"`
	HTMLURL  string    `xml:"htmlUrl,attr,omitempty"`
	Outlines []outline `xml:"outline"`
}

type opml struct {
	XMLName  xml.Name  `xml:"opml"`
	Version  string    `xml:"version,attr"`
	Title    string    `xml:"head>title"`
	Outlines []outline `xml:"body>outline"`
}

// ReadOPML reads the feeds of an OPML file. Folders in folders become "outer/inner"; an
// outline whose address cannot be one is left out and counted.
func ReadOPML(b []byte) (feeds []news.Feed, skipped int, err error) {
	s := withoutDeclaration(charset.Decode(b, "", true))
	if err := bounded(s); err != nil {
		return nil, 0, err
	}
	var file opml
	d := xml.NewDecoder(strings.NewReader(s))
	d.Strict = false
	d.Entity = xml.HTMLEntity
	if err := d.Decode(&file); err != nil {
		return nil, 0, fmt.Errorf("read OPML: %w", oneLine(err))
	}
	collect(file.Outlines, "", &feeds, &skipped)
	return feeds, skipped, nil
}

func collect(outlines []outline, folder string, feeds *[]news.Feed, skipped *int) {
	for _, o := range outlines {
		name := line(o.Title)
		if name == "" {
			name = line(o.Text)
		}
		if o.XMLURL == "" {
			collect(o.Outlines, strings.Trim(folder+"/"+strings.ReplaceAll(name, "/", "-"), "/"), feeds, skipped)
			continue
		}
		u, err := address.Parse(o.XMLURL)
		if err != nil {
			*skipped++
			continue
		}
		*feeds = append(*feeds, news.Feed{URL: u.String(), Kind: kindOf(o.Type), Title: name, Site: siteURL(o.HTMLURL), Folder: folder})
	}
}

// kindOf reads the type of an outline. Feeds are "rss", whatever their format; the other
// kinds are this program's own.
func kindOf(outlineType string) news.FeedKind {
	switch kind := news.FeedKind(strings.ToLower(outlineType)); kind {
	case news.FeedSitemap, news.FeedPage:
		return kind
	}
	return news.FeedItems
}

func siteURL(s string) string {
	if _, err := address.Parse(s); err != nil {
		return ""
	}
	return s
}

// WriteOPML writes feeds, in their order, in folders.
func WriteOPML(w io.Writer, title string, feeds []news.Feed) error {
	file := opml{Version: "2.0", Title: title}
	for _, f := range feeds {
		put(&file.Outlines, f)
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	e := xml.NewEncoder(w)
	e.Indent("", "  ")
	if err := e.Encode(file); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}

// put adds a feed to the folder it belongs to, which is made if need be.
func put(outlines *[]outline, f news.Feed) {
	for rest := f.Folder; rest != ""; {
		var name string
		name, rest, _ = strings.Cut(rest, "/")
		outlines = &folderOf(outlines, name).Outlines
	}
	kind := string(f.Kind)
	if f.Kind == news.FeedItems || kind == "" {
		kind = "rss"
	}
	name := f.Title
	if name == "" {
		name = hostOf(f.URL)
	}
	*outlines = append(*outlines, outline{Text: name, Title: name, Type: kind, XMLURL: f.URL, HTMLURL: f.Site})
}

func folderOf(outlines *[]outline, name string) *outline {
	for i := range *outlines {
		if o := &(*outlines)[i]; o.XMLURL == "" && o.Text == name {
			return o
		}
	}
	*outlines = append(*outlines, outline{Text: name})
	return &(*outlines)[len(*outlines)-1]
}

func hostOf(s string) string {
	u, err := url.Parse(s)
	if err != nil {
		return s
	}
	return u.Host
}
