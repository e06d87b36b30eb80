// Package intake opens what the user names and gives it on as captures: bytes with
// a name and, where known, an address and a declared type.
//
// In: files (text, HTML, JSON, JSON lines, WARC, each perhaps gzipped), folders of
// them, http(s) addresses, "-" for standard input. Out: an iterator of captures in the
// order of the inputs. Kind is told by content; a name only breaks a tie. An archive or
// a file of many articles gives one capture for each.
//
// How: everything is a stream that is peeked at, unpacked and split. What cannot be
// read is yielded as a news.Failure in its place, and the rest goes on. Bytes that came
// as UTF-16 or with a byte order mark are given on as UTF-8; all other decoding is left
// to package extract, which sees declarations inside pages.
//
// Limits: one item (a page, a text, a line, one article of an array) has at most 16 MB;
// gzip may expand 200-fold beyond the first 16 MB; an address gets 30 seconds and five
// redirects, and reaches neither loopback nor private networks unless allowed.
package intake
