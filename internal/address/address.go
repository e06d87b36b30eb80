package address

import (
	"errors"
	"net/url"
	"path"
	"strings"
)

// maxLength bounds an address, in bytes. Longer ones are data, not addresses.
const maxLength = 4096

// Errors of addresses that cannot be those of a page.
var (
	errLong   = errors.New("address is too long")
	errScheme = errors.New("not an http or https address")
	errHost   = errors.New("address without a host")
)

// Parse reads an absolute http or https address, without the name and password some carry.
func Parse(s string) (*url.URL, error) {
	s = strings.TrimSpace(s)
	if len(s) > maxLength {
		return nil, errLong
	}
	u, err := url.Parse(s)
	switch {
	case err != nil:
		return nil, err
	case !strings.EqualFold(u.Scheme, "http") && !strings.EqualFold(u.Scheme, "https"):
		return nil, errScheme
	case u.Hostname() == "":
		return nil, errHost
	}
	u.User = nil
	return u, nil
}

// Canonical is the form of an address that is the same for all variants of one article.
// What is no address of a page comes back as it is.
func Canonical(s string) string {
	u, err := Parse(s)
	if err != nil {
		return s
	}
	return CanonicalURL(u).String()
}

// CanonicalURL is Canonical for an address that was read. It changes a copy.
func CanonicalURL(u *url.URL) *url.URL {
	c := *u
	c.Scheme = strings.ToLower(c.Scheme)
	c.Host = withoutPort(strings.ToLower(c.Host), c.Scheme)
	c.Fragment, c.RawFragment = "", ""
	original := unfolded(&c)
	original.RawQuery = withoutNoise(original.RawQuery)
	original.ForceQuery = false
	if original.Path == "" {
		original.Path = "/"
	}
	return original
}

func withoutPort(host, scheme string) string {
	switch scheme {
	case "http":
		return strings.TrimSuffix(host, ":80")
	case "https":
		return strings.TrimSuffix(host, ":443")
	}
	return host
}

// Host is the domain an address belongs to, without "www.", "m." and "amp."; "" if it
// has none.
func Host(s string) string {
	u, err := url.Parse(s)
	if err != nil {
		return ""
	}
	return mainHost(strings.ToLower(u.Hostname()))
}

// mainHost takes off the labels that tell variants of one site apart.
func mainHost(host string) string {
	for _, label := range []string{"www.", "amp.", "m.", "mobile."} {
		if rest, ok := strings.CutPrefix(host, label); ok && strings.Contains(rest, ".") {
			return rest
		}
	}
	return host
}

// withoutNoise leaves out parameters that change nothing about what is shown, and sorts
// the others.
func withoutNoise(query string) string {
	if query == "" {
		return ""
	}
	values, err := url.ParseQuery(query)
	if err != nil {
		return query
	}
	for name := range values {
		if isNoise(name) {
			values.Del(name)
		}
	}
	return values.Encode()
}

// isNoise reports whether a parameter follows the reader, or names the variant, instead
// of the article.
func isNoise(name string) bool {
	name = strings.ToLower(name)
	if noise[name] {
		return true
	}
	for _, prefix := range noisePrefixes {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	return false
}

// withoutAmpEnding takes the mark off names such as page.amp and page.amp.html.
func withoutAmpEnding(p string) string {
	switch ext := path.Ext(p); ext {
	case ".amp":
		return strings.TrimSuffix(p, ext)
	case ".html", ".htm", ".php":
		return strings.TrimSuffix(strings.TrimSuffix(p, ext), ".amp") + ext
	}
	return p
}
