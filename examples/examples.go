// Package examples holds articles of an invented world, written for this program: reports of
// one accident (harbour), of one vote (bridge), and a month of news in which texts are copied,
// rewritten and contradict each other (archive). They are the program's demo world.
package examples

import "embed"

// Files are the articles, in the forms that the program reads.
//
//go:embed archive/*.jsonl harbour
var Files embed.FS
