package report

import (
	"io"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress/zstd"
)

// parquetRow is an article as a row of Parquet: the columns of the CSV form, typed.
type parquetRow struct {
	ID         string   `parquet:"id"`
	Revision   int32    `parquet:"revision"`
	Story      string   `parquet:"story,dict"`
	Source     string   `parquet:"source,dict"`
	URL        string   `parquet:"url"`
	Title      string   `parquet:"title"`
	Published  string   `parquet:"published"`
	Updated    string   `parquet:"updated"`
	Authors    []string `parquet:"authors,list"`
	Lang       string   `parquet:"lang,dict"`
	Agency     string   `parquet:"agency,dict"`
	Place      string   `parquet:"place,dict"`
	Section    string   `parquet:"section,dict"`
	Incomplete string   `parquet:"incomplete,dict"`
	Seen       int64    `parquet:"seen,timestamp(millisecond)"`
	Hash       string   `parquet:"hash"`
	Capture    string   `parquet:"capture"`
	Text       string   `parquet:"text"`
}

// rowGroup is how many rows are kept in memory and written together.
const rowGroup = 5000

// parquetFile writes rows in groups.
type parquetFile struct {
	out  *parquet.GenericWriter[parquetRow]
	rows int
}

func newParquet(w io.Writer) *parquetFile {
	return &parquetFile{out: parquet.NewGenericWriter[parquetRow](w, parquet.Compression(&zstd.Codec{}),
		parquet.CreatedBy("synoptic", "", ""))}
}

func (p *parquetFile) Write(a *Exported) error {
	row := parquetRow{ID: a.ID, Revision: int32(a.Number), Story: a.Story, Source: a.Source, URL: a.URL, Title: a.Title,
		Published: a.Published, Updated: a.Updated, Authors: a.Authors, Lang: a.Lang, Agency: a.Agency, Place: a.Place,
		Section: a.Section, Incomplete: a.Incomplete, Seen: a.Seen.UnixMilli(), Hash: a.Hash, Capture: a.Capture, Text: a.Text}
	if _, err := p.out.Write([]parquetRow{row}); err != nil {
		return err
	}
	if p.rows++; p.rows%rowGroup == 0 {
		return p.out.Flush()
	}
	return nil
}

func (p *parquetFile) Close() error { return p.out.Close() }
