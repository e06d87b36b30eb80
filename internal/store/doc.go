// Package store keeps everything in one database: captures, articles with all their
// revisions, stories, comparisons, what people did, what failed, and an index of words.
//
// In: batches of what a stage made, each written as one transaction, all of it or nothing.
// Out: the same values, lists of them page by page, and searches. One concrete type, Store,
// stands over SQLite (a path; WAL, one writer and many readers) and PostgreSQL
// (postgres://…); what differs between the two is in the type dialect and in the folders of
// migrations.
//
// An article is numbered by its time (a doc), so that the order of numbers is the order of
// time: the newest first and a range of days are then a walk along the index of words or of
// articles, however common the word. Words are cut here, not by the database (words.go), so
// that both find the same; the fields of a search are words with a prefix. Texts and
// captures are compressed by zstd.
//
// Limits: one writer at a time; the first 900 kB or so of the words of one text are found by
// a search; times are kept to the millisecond.
package store
