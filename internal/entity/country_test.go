package entity

import (
	"testing"

	"synoptic/internal/text"
)

func TestCountryOf(t *testing.T) {
	english, err := text.Load("en")
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"Sicily": "IT", "Texas": "US", "Aachen": "DE", "A Coruña": "ES", "Callow": "", "": ""} {
		if got := CountryOf(english, name); got != want {
			t.Errorf("%s lies in %q, not %q", name, got, want)
		}
	}
}
