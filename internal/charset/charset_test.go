package charset

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

// sentences say the same in the languages whose old encodings are still met.
var sentences = map[string]string{
	"windows-1251 ru": "Правительство объявило в понедельник о новых мерах поддержки жителей, пострадавших от наводнения на юге страны.",
	"koi8-r":          "Правительство объявило в понедельник о новых мерах поддержки жителей, пострадавших от наводнения на юге страны.",
	"windows-1251 bg": "Правителството обяви в понеделник нови мерки за подкрепа на жителите, пострадали от наводнението в южната част на страната.",
	"windows-1251 uk": "Уряд оголосив у понеділок про нові заходи підтримки мешканців, які постраждали від повені на півдні країни.",
	"windows-1250 pl": "Rząd ogłosił w poniedziałek nowe środki wsparcia dla mieszkańców dotkniętych powodzią na południu kraju, gdzie źle się dzieje.",
	"windows-1250 cs": "Vláda v pondělí oznámila nová opatření na podporu obyvatel postižených povodněmi na jihu země, kde žije většina z nich.",
	"iso-8859-2":      "A kormány hétfőn új intézkedéseket jelentett be az árvíz sújtotta lakosok megsegítésére az ország déli részén.",
	"windows-1253":    "Η κυβέρνηση ανακοίνωσε τη Δευτέρα νέα μέτρα στήριξης για τους κατοίκους που επλήγησαν από τις πλημμύρες στο νότο της χώρας.",
	"windows-1254":    "Hükümet pazartesi günü ülkenin güneyinde selden etkilenen vatandaşlar için yeni destek önlemleri açıkladı.",
	"windows-1252 de": "Die Regierung kündigte am Montag neue Maßnahmen für die Bürger an, die im Süden des Landes vom Hochwasser betroffen sind.",
	"windows-1252 en": "The government announced “new measures” on Monday – the first of the year – for people hit by floods in the country’s south.",
	"windows-1252 fr": "Le gouvernement a annoncé lundi de nouvelles mesures pour aider les habitants touchés par les inondations, où l’eau a monté très haut.",
	"windows-1256":    "أعلنت الحكومة يوم الاثنين عن إجراءات جديدة لدعم السكان المتضررين من الفيضانات في جنوب البلاد.",
	"windows-1255":    "הממשלה הודיעה ביום שני על צעדים חדשים לסיוע לתושבים שנפגעו מהשיטפונות בדרום המדינה.",
	"shift_jis":       "政府は月曜日、国の南部で洪水の被害を受けた住民を支援するための新たな対策を発表した。",
	"euc-jp":          "政府は月曜日、国の南部で洪水の被害を受けた住民を支援するための新たな対策を発表した。",
	"iso-2022-jp":     "政府は月曜日、国の南部で洪水の被害を受けた住民を支援するための新たな対策を発表した。",
	"gbk":             "政府周一宣布了新的措施，以帮助该国南部受洪水影响的居民。",
	"big5":            "政府週一宣布了新的措施，以幫助該國南部受洪水影響的居民。",
	"euc-kr":          "정부는 월요일 남부 지역에서 홍수 피해를 입은 주민들을 지원하기 위한 새로운 대책을 발표했다.",
}

func encoded(t *testing.T, name, s string) []byte {
	t.Helper()
	e, err := htmlindex.Get(strings.Fields(name)[0])
	if err != nil {
		t.Fatal(err)
	}
	b, err := e.NewEncoder().Bytes([]byte(s))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestDecodeLegacyText(t *testing.T) {
	for name, s := range sentences {
		charset := strings.Fields(name)[0]
		b := encoded(t, name, s)
		page := encoded(t, name, "<html><body><p>"+s+"</p></body></html>")
		declaring := append([]byte(`<html><head><meta charset="`+charset+`"></head>`), b...)
		for how, got := range map[string]string{
			"undeclared":           Decode(b, "text/plain", false),
			"undeclared page":      cut(Decode(page, "text/html", true)),
			"declared by sender":   Decode(b, "text/plain; charset="+charset, false),
			"declared by page":     cut(Decode(declaring, "text/html", true) + "</p>"),
			"declared as UTF-8":    Decode(b, "text/plain; charset=utf-8", false),
			"an unknown encoding":  Decode(b, "text/plain; charset=x-unknown", false),
			"UTF-8 under its name": Decode([]byte(s), "text/plain; charset="+charset, false),
		} {
			if got != s && !(name == "iso-2022-jp" && strings.HasPrefix(how, "declared as")) {
				t.Errorf("%s, %s: got %q", name, how, got)
			}
		}
	}
}

// cut takes the sentence out of its page.
func cut(page string) string {
	_, s, found := strings.Cut(page, "<p>")
	if !found {
		_, s, _ = strings.Cut(page, "</head>")
	}
	s, _, _ = strings.Cut(s, "</p>")
	return s
}

func TestDecodeMarkedText(t *testing.T) {
	const s = "The café – “closed”."
	for name, e := range map[string]unicode.Endianness{"little": unicode.LittleEndian, "big": unicode.BigEndian} {
		b, err := unicode.UTF16(e, unicode.ExpectBOM).NewEncoder().Bytes([]byte(s))
		if err != nil {
			t.Fatal(err)
		}
		if got := Decode(b, "", false); got != s {
			t.Errorf("%s: got %q", name, got)
		}
	}
	if got := Decode([]byte("\xef\xbb\xbf"+s), "text/plain; charset=windows-1252", false); got != s {
		t.Errorf("got %q", got)
	}
}

func TestDecodeDamagedUTF8(t *testing.T) {
	tests := []struct{ in, want string }{
		{"“quoted” and “again”, a café, naïve, élan, Škoda, Ærø, Łódź \x93stray\x94", "“quoted” and “again”, a café, naïve, élan, Škoda, Ærø, Łódź “stray”"},
		{"It\x92s ASCII otherwise", "It’s ASCII otherwise"},
		{"caf\xe9", "café"},
	}
	for _, tt := range tests {
		if got := Decode([]byte(tt.in), "text/plain; charset=utf-8", false); got != tt.want {
			t.Errorf("got %q, want %q", got, tt.want)
		}
	}
}

func TestWesternDeclarationOfCyrillic(t *testing.T) {
	s := sentences["windows-1251 ru"]
	if got := Decode(encoded(t, "windows-1251", s), "text/plain; charset=iso-8859-1", false); got != s {
		t.Errorf("got %q", got)
	}
}

func FuzzDecode(f *testing.F) {
	for _, s := range sentences {
		f.Add([]byte(s), "text/plain", false)
	}
	f.Add([]byte("\x1b$B%F\x1b(B \xff\xfe"), "text/html; charset=utf-16", true)
	f.Fuzz(func(t *testing.T, b []byte, contentType string, page bool) {
		got := Decode(b, contentType, page)
		if !utf8.ValidString(got) {
			t.Errorf("not UTF-8: %q", got)
		}
		if utf8.Valid(b) && !isEscaped(b) && !hasMark(b) && got != string(b) {
			t.Errorf("valid UTF-8 %q became %q", b, got)
		}
	})
}

// TestWideMarkup reads markup in units of two and four bytes, with a mark and without.
func TestWideMarkup(t *testing.T) {
	const s = `<?xml version="1.0" encoding="UTF-16"?><p>Правительство</p>`
	for _, big := range []bool{true, false} {
		short, long := unicode.Endianness(unicode.LittleEndian), utf32.Endianness(utf32.LittleEndian)
		if big {
			short, long = unicode.BigEndian, utf32.BigEndian
		}
		for name, e := range map[string]encoding.Encoding{
			"two, marked": unicode.UTF16(short, unicode.UseBOM), "two": unicode.UTF16(short, unicode.IgnoreBOM),
			"four, marked": utf32.UTF32(long, utf32.UseBOM), "four": utf32.UTF32(long, utf32.IgnoreBOM),
		} {
			b, err := e.NewEncoder().Bytes([]byte(s))
			if err != nil {
				t.Fatal(err)
			}
			if got := Decode(b, "", true); got != s {
				t.Errorf("%s, big endian %v: got %q", name, big, got)
			}
		}
	}
}
