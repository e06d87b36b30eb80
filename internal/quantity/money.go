package quantity

import (
	"net/url"
	"slices"
	"strings"
)

// Signs of money. A lost sign is told by the bytes its decoding lost.
const (
	lostPound = "\ufffd"
	lostEuro  = "\ufffd\ufffd\ufffd"
)

// moneySigns name the currency of a sign.
var moneySigns = map[string]string{
	"$": "$", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₽": "RUB", "₩": "KRW", "₺": "TRY", "₴": "UAH",
	"₪": "ILS", "₦": "NGN", "₱": "PHP", "฿": "THB", "₫": "VND", "₨": "INR", lostPound: "GBP", lostEuro: "EUR",
}

// dollars name the dollar of the letters before its sign.
var dollars = map[string]string{
	"us": "USD", "a": "AUD", "au": "AUD", "aus": "AUD", "aud": "AUD", "c": "CAD", "ca": "CAD", "cad": "CAD",
	"can": "CAD", "nz": "NZD", "hk": "HKD", "s": "SGD", "sg": "SGD", "r": "BRL", "nt": "TWD", "usd": "USD",
	"mex": "MXN", "j": "JMD", "tt": "TTD", "z": "ZWL",
}

// shortNames name the currency of an abbreviation written before the number.
var shortNames = map[string]string{
	"rs": "INR", "rm": "MYR", "tk": "BDT", "rp": "IDR", "ksh": "KES", "sh": "KES", "ush": "UGX", "tsh": "TZS", "dh": "AED", "dhs": "AED",
}

// codes are the currencies of ISO 4217 that news writes by their letters.
var codes = strings.Fields(`USD EUR GBP JPY CNY RMB INR AUD CAD NZD CHF SEK NOK DKK RUB BRL MXN ZAR KRW SGD HKD
	TWD THB MYR IDR PHP PKR BDT LKR NPR PLN CZK HUF RON UAH ILS AED SAR QAR KWD BHD EGP NGN KES UGX TZS GHS
	ARS CLP COP PEN VND MAD ISK BGN KZT IRR IQD`)

// domains say whose dollar an outlet of a country writes.
var domains = map[string]string{"au": "AUD", "ca": "CAD", "nz": "NZD", "sg": "SGD", "hk": "HKD", "tw": "TWD"}

// dollar is what "$" means in an article of that address: the country's own dollar
// where the domain is one's, else the US dollar.
func dollar(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return "USD"
	}
	host := u.Hostname()
	if code, ok := domains[host[strings.LastIndexByte(host, '.')+1:]]; ok {
		return code
	}
	return "USD"
}

// moneyBefore is the currency written before atom i, and the atom it starts at.
func (c *scan) moneyBefore(i int) (what, bool) {
	j := i - 1
	if j < 0 {
		return what{}, false
	}
	a := &c.atoms[j]
	if code, ok := moneySigns[a.norm]; ok && a.kind == sign {
		return c.dollarBefore(code, j), true
	}
	if a.norm == "." {
		j--
	}
	if code := shortNames[c.norm(j)]; code != "" && c.atoms[j].upper {
		return what{unit: code, class: money, first: j}, true
	}
	if code, ok := c.code(j); ok {
		return what{unit: code, class: money, first: j}, true
	}
	return what{}, false
}

// dollarBefore settles whose dollar the sign at atom j is: "US$", "C$" or the article's own.
func (c *scan) dollarBefore(code string, j int) what {
	w := what{unit: code, class: money, first: j}
	if code != "$" {
		return w
	}
	w.unit = c.money
	if whose, ok := dollars[c.norm(j-1)]; ok && c.at(j).glued && c.at(j-1).upper {
		w.unit, w.first = whose, j-1
	}
	return w
}

// code is the ISO currency whose letters stand at atom i.
func (c *scan) code(i int) (string, bool) {
	if !c.isWord(i) || c.atoms[i].Len() != 3 {
		return "", false
	}
	s := c.atoms[i].Of(c.text)
	if s == "RMB" {
		return "CNY", true
	}
	return s, slices.Contains(codes, s)
}

// moneyAfter is the currency named after a number, from atom i.
func (c *scan) moneyAfter(i int) (what, bool) {
	if c.hyphen(i) {
		i++
	}
	unit, next, ok := c.match(c.currency, i)
	if !ok {
		unit, ok = c.code(i)
		next = i + 1
	}
	if moneySigns[c.norm(i)] != "" && c.at(i).kind == sign && !c.isNumber(i+1) {
		unit, next, ok = moneySigns[c.norm(i)], i+1, true
	}
	if unit == "$" {
		unit = c.money
	}
	return what{unit: unit, class: money, first: -1, next: next}, ok
}
