package address

import (
	"net/url"
	"strings"
)

// unfolded is the address of the full page that an AMP cache, an AMP page or a page for
// printing is a variant of, variants of variants included.
func unfolded(u *url.URL) *url.URL {
	for {
		before := *u
		u = unfoldedOnce(u)
		if *u == before {
			return u
		}
	}
}

func unfoldedOnce(u *url.URL) *url.URL {
	if inner := cached(u); inner != nil {
		u = inner
	}
	if rest, ok := strings.CutPrefix(u.Host, "amp."); ok && strings.Contains(rest, ".") {
		u.Host = "www." + rest
	}
	if p := unfoldedPath(u.Path); p != u.Path && strings.Trim(p, "/") != "" {
		u.Path, u.RawPath = p, ""
	}
	return u
}

func unfoldedPath(p string) string {
	for _, mark := range []string{"/amp", "/print"} {
		p = strings.TrimSuffix(strings.TrimSuffix(p, mark+"/"), mark)
	}
	if rest, ok := strings.CutPrefix(p, "/amp/"); ok && strings.Contains(rest, "/") {
		p = "/" + rest
	}
	return withoutAmpEnding(p)
}

// cached is the page behind an address of an AMP cache: google.com/amp/s/…,
// site-tld.cdn.ampproject.org/c/s/…; nil if it is none.
func cached(u *url.URL) *url.URL {
	rest := ""
	switch {
	case strings.HasSuffix(u.Host, ".cdn.ampproject.org"):
		kind, after, _ := strings.Cut(strings.TrimPrefix(u.Path, "/"), "/")
		if kind == "c" || kind == "v" {
			rest = after
		}
	case strings.HasPrefix(u.Host, "www.google.") || strings.HasPrefix(u.Host, "google."):
		rest, _ = strings.CutPrefix(u.Path, "/amp/")
		if rest == u.Path {
			return nil
		}
	}
	if rest == "" {
		return nil
	}
	scheme := "http://"
	if inner, ok := strings.CutPrefix(rest, "s/"); ok {
		rest, scheme = inner, "https://"
	}
	inner, err := Parse(scheme + rest)
	if err != nil || !strings.Contains(inner.Host, ".") {
		return nil
	}
	inner.RawQuery = u.RawQuery
	return inner
}

// noisePrefixes begin the names of parameters of campaigns and their measuring.
var noisePrefixes = []string{"utm_", "mc_", "pk_", "piwik_", "matomo_", "mtm_", "hsa_", "__hs", "_hs", "vero_", "oly_", "wt_", "at_", "itm_", "ga_", "cmpid", "xtor", "trk_", "stm_", "ns_"}

// noise are parameters that say who sent the reader, or which variant is shown.
var noise = map[string]bool{
	"fbclid": true, "gclid": true, "gclsrc": true, "dclid": true, "gbraid": true, "wbraid": true, "msclkid": true, "twclid": true,
	"yclid": true, "ysclid": true, "igshid": true, "igsh": true, "li_fat_id": true, "ttclid": true, "mkt_tok": true, "ref_src": true, "ref_url": true,
	"ocid": true, "cid": true, "cmp": true, "smid": true, "smtyp": true, "spm": true, "srnd": true, "sref": true, "cvid": true, "ei": true,
	"guccounter": true, "guce_referrer": true, "guce_referrer_sig": true, "soc_src": true, "soc_trk": true, "tblci": true,
	"echobox": true, "feature": true, "taid": true, "s_cid": true, "ncid": true, "icid": true, "campaign_id": true, "emc": true, "partner": true, "rss": true,
	"amp": true, "amp_js_v": true, "amp_gsa": true, "amp_r": true, "outputtype": true, "usqp": true, "print": true, "printable": true,
}
