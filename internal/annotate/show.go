package annotate

import "synoptic/internal/news"

// evidence is a span of the document with its words.
func evidence(d *news.Document, s news.Span) news.Evidence {
	return news.Evidence{Article: d.Article.ID, Span: s, Text: s.Of(d.Article.Text)}
}

// Quotes gives the document's quotations as they are shown.
func Quotes(d *news.Document) []news.QuoteShown {
	var out []news.QuoteShown
	for i := range d.Quotes {
		q := &d.Quotes[i]
		out = append(out, news.QuoteShown{Evidence: evidence(d, q.Span), Speaker: q.Speaker, Direct: q.Direct, Manner: q.Manner,
			SpeakerStart: q.Said.Start, SpeakerEnd: q.Said.End, CueStart: q.Cue.Start, CueEnd: q.Cue.End})
	}
	return out
}

// Quantities gives the document's amounts as they are shown.
func Quantities(d *news.Document) []news.QuantityShown {
	var out []news.QuantityShown
	for i := range d.Quantities {
		q := &d.Quantities[i]
		out = append(out, news.QuantityShown{Evidence: evidence(d, q.Span), Value: q.Value, Unit: q.Unit, Bound: q.Bound})
	}
	return out
}

// Dates gives the document's dates as they are shown.
func Dates(d *news.Document) []news.DateShown {
	var out []news.DateShown
	for i := range d.Dates {
		out = append(out, news.DateShown{Evidence: evidence(d, d.Dates[i].Span), Date: d.Dates[i].Value})
	}
	return out
}

// Citations gives the document's cited sources as they are shown.
func Citations(d *news.Document) []news.CitationShown {
	var out []news.CitationShown
	for i := range d.Citations {
		out = append(out, news.CitationShown{Evidence: evidence(d, d.Citations[i].Span), Source: d.Citations[i].Source})
	}
	return out
}

// Annotated is a document as `annotate` prints it: the article with what was read in it.
type Annotated struct {
	news.Article
	Sentences  []news.Span          `json:"sentences"`
	Blocks     []news.Block         `json:"blocks"`
	Names      []Name               `json:"names"`
	Entities   []news.Entity        `json:"entities"`
	Quotes     []news.QuoteShown    `json:"quotes"`
	Quantities []news.QuantityShown `json:"quantities"`
	Dates      []news.DateShown     `json:"dates"`
	Citations  []news.CitationShown `json:"citations"`
	Statements []Statement          `json:"statements"`
	Notes      []string             `json:"notes"`
}

// Name is a mention of an entity as it is shown.
type Name struct {
	news.Evidence
	Name   string          `json:"name"` // the entity's fullest name
	Kind   news.EntityKind `json:"kind"`
	Form   string          `json:"form"`
	Entity int             `json:"entity"`
}

// Statement is a statement as it is shown.
type Statement struct {
	news.Evidence
	Polarity news.Polarity `json:"polarity"`
	Modality news.Modality `json:"modality"`
	Speaker  string        `json:"speaker,omitempty"` // of the quotation it stands in
}

// Show gives a document as it is printed; lists are never nil.
func Show(d *news.Document) Annotated {
	out := Annotated{Article: *d.Article, Sentences: []news.Span{}, Blocks: orEmpty(d.Blocks), Names: []Name{},
		Entities: orEmpty(d.Entities), Quotes: orEmpty(Quotes(d)), Quantities: orEmpty(Quantities(d)),
		Dates: orEmpty(Dates(d)), Citations: orEmpty(Citations(d)), Statements: []Statement{}, Notes: orEmpty(d.Notes)}
	for i := range d.Sentences {
		out.Sentences = append(out.Sentences, d.Sentences[i].Span)
	}
	for _, m := range d.Mentions {
		e := d.Entities[m.Entity]
		out.Names = append(out.Names, Name{evidence(d, m.Span), e.Name, e.Kind, m.Form, m.Entity})
	}
	for _, st := range d.Statements {
		shown := Statement{Evidence: evidence(d, st.Span), Polarity: st.Polarity, Modality: st.Modality}
		if st.Quote >= 0 {
			shown.Speaker = d.Quotes[st.Quote].Speaker
		}
		out.Statements = append(out.Statements, shown)
	}
	return out
}

func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
