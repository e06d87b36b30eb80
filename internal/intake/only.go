package intake

import (
	"bytes"
	"fmt"
	"net/textproto"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"

	"synoptic/internal/charset"
	"synoptic/internal/news"
	"synoptic/internal/text"
)

// Only chooses records of archives. The zero value takes all.
type Only struct {
	Hosts []string  // domains; those below them belong to them
	Since time.Time // fetched by the crawler then or later
	Langs []string  // BCP 47 base languages, by what a page declares, else by its words
}

// String names the choice, "" if it takes all.
func (o Only) String() string {
	if len(o.Hosts)+len(o.Langs) == 0 && o.Since.IsZero() {
		return ""
	}
	return fmt.Sprintf("hosts %v since %s languages %v", o.Hosts, o.Since.Format(time.RFC3339), o.Langs)
}

// record reports whether a record is wanted, as far as its header tells.
func (o *Only) record(header textproto.MIMEHeader, address string) bool {
	if !o.Since.IsZero() {
		at, err := time.Parse(time.RFC3339, header.Get("WARC-Date"))
		if err != nil || at.Before(o.Since) {
			return false
		}
	}
	return len(o.Hosts) == 0 || o.host(address)
}

func (o *Only) host(address string) bool {
	u, err := url.Parse(address)
	if err != nil {
		return false
	}
	host := strings.ToLower(u.Hostname())
	return slices.ContainsFunc(o.Hosts, func(domain string) bool {
		domain = strings.ToLower(domain)
		return host == domain || strings.HasSuffix(host, "."+domain)
	})
}

// page reports whether a page is in one of the languages.
func (o *Only) page(c news.Capture) bool {
	return len(o.Langs) == 0 || slices.Contains(o.Langs, languageOf(c))
}

// glimpse is how much of a page tells its language, in bytes.
const glimpse = 64 << 10

var declaredLang = regexp.MustCompile(`(?i)<html[^>]*\slang\s*=\s*["']?([a-z]{2,3})`)

// languageOf is the language a page declares, or that of its words outside of tags.
func languageOf(c news.Capture) string {
	head := c.Bytes[:min(len(c.Bytes), glimpse)]
	if m := declaredLang.FindSubmatch(head); m != nil {
		return strings.ToLower(string(m[1]))
	}
	return text.Detect(withoutTags(charset.Decode(head, c.ContentType, true)))
}

// quiet matches elements whose content is no text, but for the end of their closing tags.
// Each is closed by its own tag: a script may write a style.
var quiet = regexp.MustCompile(`(?is)<script\b.*?(?:</script|$)|<style\b.*?(?:</style|$)`)

// withoutTags is near enough the words of a page.
func withoutTags(page string) string {
	var words bytes.Buffer
	for page = quiet.ReplaceAllString(page, "<"); page != ""; {
		before, rest, _ := strings.Cut(page, "<")
		words.WriteString(before)
		_, page, _ = strings.Cut(rest, ">")
	}
	return words.String()
}
