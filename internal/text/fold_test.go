package text

import "testing"

func TestFold(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"Smith", "smith"},
		{"it’s “so” – well — …", `it's "so" - well -- ...`},
		{"«Да»", `"да"`},
		{"e\u0301", "é"},
		{"co\u00adoperate\u200b", "cooperate"},
		{"ÅNGSTRÖM", "ångström"},
	} {
		if got := Fold(c.in); got != c.want {
			t.Errorf("Fold(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestStem(t *testing.T) {
	for _, c := range []struct{ code, word, want string }{
		{"en", "negotiations", "negoti"},
		{"de", "häuser", "haus"},
		{"ru", "красивая", "красив"},
		{"xx", "negotiations", "negotiations"},
	} {
		if got := Stem(c.code, c.word); got != c.want {
			t.Errorf("Stem(%q, %q) = %q, want %q", c.code, c.word, got, c.want)
		}
	}
}

func TestDetect(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"The bridge was closed on Tuesday after engineers found cracks in two of its pillars, the mayor said.", "en"},
		{"Die Brücke wurde am Dienstag gesperrt, nachdem Ingenieure Risse in zwei Pfeilern gefunden hatten.", "de"},
		{"Le pont a été fermé mardi après la découverte de fissures dans deux de ses piliers, a dit le maire.", "fr"},
		{"Мост закрыли во вторник после того, как инженеры нашли трещины в двух его опорах.", "ru"},
		{"Міст закрили у вівторок після того, як інженери знайшли тріщини у двох його опорах.", "uk"},
		{"Мостът беше затворен във вторник, след като инженери откриха пукнатини.", "bg"},
		{"12345 67890", ""},
		{"", ""},
	} {
		if got := Detect(c.text); got != c.want {
			t.Errorf("Detect(%q) = %q, want %q", c.text, got, c.want)
		}
	}
}
