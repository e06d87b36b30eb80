package quantity

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"synoptic/internal/news"
	"synoptic/internal/text"
)

// show writes what was read as "number|unit|bound" or "words=date", one after the other.
func showQuantities(qs []news.Quantity) string {
	var parts []string
	for _, q := range qs {
		parts = append(parts, fmt.Sprintf("%s%s %s", q.Bound, strconv.FormatFloat(q.Value, 'f', -1, 64), q.Unit))
	}
	return strings.Join(parts, "; ")
}

func showDates(text string, ds []news.Date) string {
	var parts []string
	for _, d := range ds {
		part := d.Of(text) + " " + d.Value
		if d.Clock != "" {
			part += " " + d.Clock
		}
		parts = append(parts, part)
	}
	return strings.Join(parts, "; ")
}

// sentence is a text with what is to be read from it.
type sentence struct{ published, text, want string }

// readBoth reads each sentence by words alone, where all must be right, and with the
// model, which is trained elsewhere: one in twenty may fall to an error of its tags.
func readBoth(t *testing.T, table []sentence, read func(*news.Document) string) {
	t.Helper()
	wrong := 0
	for _, c := range table {
		a := &news.Article{Published: c.published, Text: c.text}
		if got := read(shallow(t, a)); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.text, got, c.want)
		}
		if got := read(parse(t, a)); got != c.want {
			t.Logf("with the model: %s\n got %s\nwant %s", c.text, got, c.want)
			wrong++
		}
	}
	if wrong*20 > len(table) {
		t.Errorf("with the model %d of %d are wrong", wrong, len(table))
	}
}

func TestRead(t *testing.T) {
	r := english(t)
	var table []sentence
	for _, c := range [][2]string{
		// Digits, words and scales.
		{"Twenty-three miners were rescued.", "=23 miner"},
		{"The mayor promised 1,200 new homes.", "=1200 home"},
		{"About two and a half million voters stayed away.", "~2500000 voter"},
		{"Half a million visitors came.", "=500000 visitor"},
		{"A dozen boats sank.", "=12 boat"},
		{"One hundred and twenty firefighters fought the blaze.", "=120 firefighter"},
		{"Some 20, 000 people marched.", "~20000 person"},
		{"The fund spent Rs 20 lakh on it.", "=2000000 INR"},
		{"Nearly three dozen lawmakers signed.", "~36 lawmaker"},
		// Money.
		{"It cost $1.5Bln in all.", "=1500000000 USD"},
		{"The bank lent 1.5 billion US dollars.", "=1500000000 USD"},
		{"They owe US$1.5 billion.", "=1500000000 USD"},
		{"The plan costs 30bn euros a year.", "=30000000000 EUR"},
		{"A 110bn-euro rescue was agreed.", "=110000000000 EUR"},
		{"He paid £2.5m for it.", "=2500000 GBP"},
		{"It raised C$40 million.", "=40000000 CAD"},
		{"The firm fined EUR 300,000.", "=300000 EUR"},
		{"They lost billions of dollars.", "~1000000000 USD"},
		{"The firm paid millions in legal fees.", "~1000000 USD"},
		{"It will cost $10 million to $15 million.", ">=10000000 USD; <=15000000 USD"},
		{"It sold RM50 million of tiles for Rs. 300 each.", "=50000000 MYR; =300 INR"},
		// Shares and measures.
		{"Turnout was over 80 percent.", ">80 %"},
		{"Turnout was 80.1%.", "=80.1 %"},
		{"Support fell by 2 percentage points.", "=2 percentage point"},
		{"The ship was some 150 nautical miles off shore.", "~150 nautical mile"},
		{"A 10-metre wall fell.", "=10 metre"},
		{"Winds reached 90 miles per hour.", "=90 mile per hour"},
		{"The fire burned 400 square kilometres of forest.", "=400 square kilometre"},
		{"The talks lasted over a month.", ">1 month"},
		{"It was lifted within an hour.", "<=1 hour"},
		{"A three-and-a-half-year term ended.", "=3.5 year"},
		{"A 24-hour strike began.", "=24 hour"},
		{"The 6.1-magnitude quake was felt far away.", "=6.1 magnitude"},
		{"The quake had a magnitude of 7.2.", "=7.2 magnitude"},
		{"A magnitude 6.5 quake killed five in the hills and another 12 in town.", "=6.5 magnitude; =5 person; =12 person"},
		{"The earthquake was put at 6.3.", "=6.3 magnitude"},
		{"A quake measuring 5.8 on the Richter scale hit.", "=5.8 magnitude"},
		// Bounds, ranges, vague words.
		{"At least 12 sailors died.", ">=12 sailor"},
		{"As many as 300 houses burned.", "<=300 house"},
		{"Fewer than 50 seats are left.", "<50 seat"},
		{"Roughly 40 trucks waited.", "~40 truck"},
		{"20 or more villages were cut off.", ">=20 village"},
		{"It takes 10-20 years.", ">=10 year; <=20 year"},
		{"Between 3,000 and 5,000 routes were down.", ">=3000 route; <=5000 route"},
		{"Waves of 10 to 40 centimetres came in.", ">=10 centimetre; <=40 centimetre"},
		{"Dozens of aftershocks followed.", "~12 aftershock"},
		{"Tens of thousands of strikers marched.", "~10000 striker"},
		// What is counted.
		{"The storm killed 14 and injured 60.", "=14 person; =60 person"},
		{"Three dead in mine collapse", "=3 person"},
		{"The blast damaged 42 government office buildings.", "=42 building"},
		{"We mourn three of our citizens.", "=3 citizen"},
		{"Five shells were fired, two of which went off.", "=5 shell; =2 shell"},
		{"Police held 30 drivers and 12 others.", "=30 driver; =12 driver"},
		{"The town has a population of 167,000.", "=167000 person"},
		{"Troops found seven AK-47s.", "=7 AK-47"},
		{"The bill passed on a 52-48 vote.", "=52 vote; =48 vote"},
		{"Two co-workers and one or two guards fled.", "=2 co-worker; >=1 guard; <=2 guard"},
		{"The mother of three smiled.", "=3 child"},
		{"Five of the six crates were empty.", "=5 crate; =6 crate"},
		{"Vaccines for 12- to 15-year-olds and children aged 5 to 11 are here.", ">=12 year; <=15 year; >=5 year; <=11 year"},
		// Ages.
		{"John Hartley, 52, was charged.", "=52 year"},
		{"A 10-year-old girl was saved.", "=10 year"},
		{"She died at the age of 87.", "=87 year"},
		{"The man, aged 34, confessed.", "=34 year"},
		{"Two boys, ages 6 and 16, were found.", "=2 boy; =6 year; =16 year"},
		{"He served 2-1/2 years.", "=2.5 year"},
		{"A town of 14,000 was cut off.", "=14000 person"},
		{"The record stood at 2, 116 points.", "=2116 point"},
		{"Police seized six AK-47 rifles.", "=6 rifle"},
		{"Several hundred teachers marched.", "~100 teacher"},
		{"The plan costs $9 billion over three years.", "=9000000000 USD; =3 year"},
		{"The vote was 62 to 36.", "=62 vote; =36 vote"},
		{"Two decades ago and five years ago the river rose.", "=2 decade; =5 year"},
		// No amounts.
		{"Leaders of the Group of Seven met over his 2016 campaign promises.", ""},
		{"After 9/11 she called 911 from the 2500 block of Elm Street.", ""},
		{"The 3-5 May talks failed.", ""},
		{"Trust is a two-way street; order 768166957728358400 is late.", ""},
		{"The Chiefs had a 2-14 record.", ""},
		{"On Aug. 12, 150 people came.", "=150 person"},
		{"The update runs on Windows 8 and beats version 2.0.", ""},
		{"It was his third term and her 20th win.", ""},
		{"Call 555-0142 or +44 20 7946 0018.", ""},
		{"They met at 7:48 am, not at 5 p.m.", ""},
		{"In 2008 the plant closed; the 2016 election followed.", ""},
		{"Under Section 8, flight 370 and the F-16 count for nothing.", ""},
		{"She lives at 10 Downing Street.", ""},
		{"The two sides met again.", ""},
		{"One of them left; the other one stayed.", ""},
		{"A goal made it 3-2.", ""},
	} {
		table = append(table, sentence{text: c[0], want: c[1]})
	}
	readBoth(t, table, func(doc *news.Document) string { return showQuantities(r.Read(doc)) })
}

// TestParsed reads what words alone cannot tell.
func TestParsed(t *testing.T) {
	if _, m := loaded(); m == nil {
		t.Skip("no model")
	}
	r := english(t)
	right := 0
	for text, want := range map[string]string{
		"A 200 person crowd gathered.":                       "=200 person",
		"Five shells were fired, of which four exploded.":    "=5 shell; =4 shell",
		"The navy stopped pirates and took 23 into custody.": "=23 pirate",
		"Claims fell to 473,000 last week.":                  "=473000 claim",
	} {
		doc := parse(t, &news.Article{Text: text})
		if got := showQuantities(r.Read(doc)); got != want {
			t.Logf("%s\n got %s\nwant %s", text, got, want)
			continue
		}
		right++
	}
	if right < 3 {
		t.Errorf("%d of 4 are right", right)
	}
}

// TestNeutral reads what needs no language: digits, signs, ISO currencies and dates.
func TestNeutral(t *testing.T) {
	r := New(text.Neutral("eo"))
	doc := shallow(t, &news.Article{Text: "Kostis 300 EUR aŭ $5, 40 % de 12 km je 90 km/h, 20 °C, la 2008-12-19."})
	want := "=300 EUR; =5 USD; =40 %; =12 kilometre; =90 kilometre per hour; =20 degree Celsius"
	if got := showQuantities(r.Read(doc)); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got := showDates(doc.Article.Text, r.Dates(doc)); got != "2008-12-19 2008-12-19" {
		t.Errorf("got %s", got)
	}
}

func TestDollars(t *testing.T) {
	r := english(t)
	for address, want := range map[string]string{
		"": "USD", "https://example.com/a": "USD", "http://www.example.net.au/a": "AUD", "https://example.ca": "CAD", "::": "USD",
	} {
		doc := shallow(t, &news.Article{URL: address, Text: "It cost $5 million."})
		if got := r.Read(doc); len(got) != 1 || got[0].Unit != want {
			t.Errorf("%q: %+v, want %s", address, got, want)
		}
	}
}

func TestDates(t *testing.T) {
	r := english(t)
	readBoth(t, []sentence{
		// Absolute.
		{"", "It opened on May 1, 2005.", "May 1, 2005 2005-05-01"},
		{"", "Wednesday 05 May 2010", "Wednesday 05 May 2010 2010-05-05"},
		{"", "It fell on the 6th of June, 1944.", "the 6th of June, 1944 1944-06-06"},
		{"", "The last count was in December 2004.", "December 2004 2004-12"},
		{"", "The war of 1983-2005 ended.", "1983 1983; 2005 2005"},
		{"", "Filed 2008-12-19.", "2008-12-19 2008-12-19"},
		{"", "Filed 19.12.2008.", "19.12.2008 2008-12-19"},
		{"", "He left in 2003 and 2,003 men stayed.", "2003 2003"},
		{"", "They met on Sunday.", ""},
		{"", "Rain fell between May and June 2021.", "May 2021-05; June 2021 2021-06"},
		{"", "The 2008-09 season ended.", "2008-09 2008"},
		{"2008-12-29", "The fire on Christmas Eve spread.", "Christmas Eve 2008-12-24"},
		{"2008-12-19", "They met on May 1 and 2 in Rome.", "May 1 and 2 2008-05-01"},
		// Relative to a Friday.
		{"2008-12-19", "The line was cut Friday.", "Friday 2008-12-19"},
		{"2008-12-19", "The line was cut on Monday night.", "Monday night 2008-12-15"},
		{"2008-12-19", "The crew will not arrive until Monday.", "Monday 2008-12-22"},
		{"2008-12-19", "It failed yesterday and again this year.", "yesterday 2008-12-18; this year 2008"},
		{"2008-12-19", "It failed last month, on November 19.", "last month 2008-11; November 19 2008-11-19"},
		{"2008-12-19", "The election on January 4 will settle it.", "January 4 2009-01-04"},
		{"2008-12-19", "They came in May and left in September last year.", "May 2008-05; September last year 2007-09"},
		{"2008-12-19", "The meeting on the 14th was short.", "the 14th 2008-12-14"},
		{"2008-12-19", "It was built four years ago.", "four years ago 2004"},
		{"2008-12-19", "Two days ago the talks failed.", "Two days ago 2008-12-17"},
		{"2008-12-19", "Last week they agreed.", "Last week 2008-12"},
		{"2018-01-03", "Last week they agreed.", "Last week 2017-12"},
		{"2018-01-05", "He was fired in May.", "May 2017-05"},
		{"2008-12-19", "He may march every Sunday in the Good Friday school.", ""},
		// Times of day.
		{"2008-12-19", "The quake struck at 7:48 am on Friday.", "Friday 2008-12-19 07:48"},
		{"2008-12-19", "He resigned Friday at 5 p.m. Eastern time.", "Friday 2008-12-19 17:00"},
	}, func(doc *news.Document) string { return showDates(doc.Article.Text, r.Dates(doc)) })
}

func TestHeadDate(t *testing.T) {
	for text, want := range map[string]string{
		"Bridge falls\n\nUpdated Thu 6 May 2010, 9:03am\n\nThe bridge fell on Wednesday.": "Thu 6 May 2010 2010-05-06 09:03; Wednesday 2010-05-05",
		"Bridge falls\n\nIt was built on 6 May 1980.\n\nThe bridge fell on Wednesday.":    "6 May 1980 1980-05-06",
	} {
		doc := shallow(t, &news.Article{Text: text})
		if got := showDates(text, english(t).Dates(doc)); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

func TestDatesNear(t *testing.T) {
	doc := shallow(t, &news.Article{Text: "The bridge fell on Wednesday, a year after last month."})
	r := english(t)
	for _, c := range []struct {
		days []string
		want string
	}{
		{nil, ""},
		{[]string{"", "2010-05-06"}, "Wednesday 2010-05-05; last month 2010-04"},
		{[]string{"2010-05-06", "2010-05-07T10:00:00Z"}, "Wednesday 2010-05-05; last month 2010-04"},
		{[]string{"2010-05-06", "2010-05-14"}, "last month 2010-04"},
	} {
		if got := showDates(doc.Article.Text, r.DatesNear(doc, c.days)); got != c.want {
			t.Errorf("%v: got %s, want %s", c.days, got, c.want)
		}
	}
}

func TestDatesAmong(t *testing.T) {
	known := shallow(t, &news.Article{Published: "2010-05-06", Text: "It fell today."})
	unknown := shallow(t, &news.Article{Text: "It fell on Wednesday."})
	docs := []*news.Document{known, unknown}
	got := DatesAmong(docs)
	if got[0] != known || len(unknown.Dates) != 0 {
		t.Error("a document was changed")
	}
	if got := showDates(got[1].Article.Text, got[1].Dates); got != "Wednesday 2010-05-05" {
		t.Errorf("got %q", got)
	}
}
