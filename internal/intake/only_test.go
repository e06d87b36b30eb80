package intake

import (
	"strings"
	"testing"
	"time"

	"synoptic/internal/news"
)

func dated(record, day string) string {
	return strings.Replace(record, "WARC/1.0\r\n", "WARC/1.0\r\nWARC-Date: "+day+"T10:00:00Z\r\n", 1)
}

func TestOnlyTheRecordsWanted(t *testing.T) {
	german := "<p>Die Fähre hat am Dienstagabend den äußeren Wellenbrecher des Hafens gerammt, und siebzehn Fahrgäste wurden verletzt, teilte die Küstenwache mit.</p>"
	archive := dated(response("http://www.a.example/1", htmlType, "<p>one</p>"), "2026-03-01") +
		dated(response("http://b.example/2", htmlType, `<html class=x lang="EN-gb"><p>two</p>`), "2026-03-02") +
		dated(response("http://nota.example/3", htmlType, german), "2026-03-03") +
		response("http://a.example/4", htmlType, "<p>four</p>")
	march := time.Date(2026, 3, 2, 0, 0, 0, 0, time.UTC)
	tests := []struct {
		name string
		only Only
		want string
		left int
	}{
		{"all", Only{}, "#1 #2 #3 #4", 0},
		{"host", Only{Hosts: []string{"A.example"}}, "#1 #4", 2},
		{"time", Only{Since: march}, "#2 #3", 2},
		{"declared language", Only{Langs: []string{"en"}, Hosts: []string{"b.example"}}, "#2", 3},
		{"language of the words", Only{Langs: []string{"de"}}, "#3", 3},
		{"none", Only{Hosts: []string{"c.example"}}, "!", 4},
	}
	for _, tt := range tests {
		left := 0
		var got []string
		o := Options{Stdin: strings.NewReader(archive), Only: tt.only, LeftOut: func(_ string, n int) { left += n }}
		for c, err := range Open(t.Context(), []string{"-"}, o) {
			if err != nil {
				c.Name = "stdin!"
			}
			got = append(got, strings.TrimPrefix(c.Name, "stdin"))
		}
		if strings.Join(got, " ") != tt.want || left != tt.left {
			t.Errorf("%s: got %q, %d left out", tt.name, got, left)
		}
	}
}

func TestWithoutTags(t *testing.T) {
	for in, want := range map[string]string{
		"a<b>c</b>d": "acd", "<script>x<y</script>z": "z", "<STYLE>p</style>q": "q", "<SCRIPT src=a>x<y</SCRIPT>z": "z", "a<": "a", "": "", "<script>": "",
		"<script>w('<style>p</style>'); q</script>z": "z",
	} {
		if got := withoutTags(in); got != want {
			t.Errorf("%q: got %q", in, got)
		}
	}
	if got := languageOf(news.Capture{Bytes: []byte("<html lang=fr><p>text")}); got != "fr" {
		t.Errorf("got %q", got)
	}
}
