// Package report writes a news.Comparison in the forms people and programs read: a
// page for the terminal, a self-contained HTML page, Markdown, CSV and JSON.
//
// In goes a finished comparison, out come bytes. The package finds nothing and judges
// nothing: it orders what it is given by what an editor needs first (conflicts before
// updates before compatible values, then the order of weight of the points), groups the
// points as a synopsis of parallel texts does (told by all, by some, by one alone) and
// gives every account a siglum, a letter that stands for it wherever its name would not
// fit.
//
// The words of an account are shown as they stand. Three forms must guard their reader
// against them: the terminal page leaves out control characters, the HTML page escapes
// them and links only http and https addresses, and CSV keeps a spreadsheet from taking
// them for a formula. JSON carries them byte for byte.
//
// Articles leave by an Exporter (JSON lines, CSV, Parquet, the IPTC's ninjs, schema.org's
// NewsArticle), any number of them; a story with all that proves it leaves as a Bundle, a
// zip whose manifest has the hash of every file.
//
// Limits: the interface speaks English; letters run from A to Z and then AA, AB….
package report
