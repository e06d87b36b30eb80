package alert

import (
	"fmt"
	"strings"

	"synoptic/internal/news"
)

// subject is the line by which a mail is told from others.
func subject(w *news.Watch, alerts []news.Alert) string {
	if len(alerts) == 1 {
		return cut(fmt.Sprintf("%s: %s", w.Name, alerts[0].Title), 150)
	}
	return cut(fmt.Sprintf("%s: %d alerts", w.Name, len(alerts)), 150)
}

// cut is the beginning of a text, on one line.
func cut(s string, most int) string {
	runes := []rune(strings.Join(strings.Fields(s), " "))
	if len(runes) > most {
		return string(runes[:most-1]) + "…"
	}
	return string(runes)
}

// digest is alerts as a plain text, those of one story together.
func digest(w *news.Watch, alerts []news.Alert, links Links) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n%s\n", w.Name, links.Watch(w.ID))
	shown := alerts[:min(len(alerts), shownAlerts)]
	for i := range shown {
		a := &shown[i]
		if i == 0 || shown[i-1].Story != a.Story {
			fmt.Fprintf(&b, "\n\n%s\n%s\n", cut(a.Headline, 200), links.Story(a.Story))
		}
		write(&b, a)
	}
	if more := len(alerts) - len(shown); more > 0 {
		fmt.Fprintf(&b, "\n\nand %d more: %s\n", more, links.Watch(w.ID))
	}
	return b.String()
}

func write(b *strings.Builder, a *news.Alert) {
	fmt.Fprintf(b, "\n* %s: %s\n", a.Kind.Label(), cut(a.Title, 300))
	if a.Text != "" {
		fmt.Fprintf(b, "  %s\n", cut(a.Text, 500))
	}
	for _, e := range a.Evidence {
		fmt.Fprintf(b, "  %s: “%s”\n", e.Source, strings.TrimSpace(e.Text))
	}
}
