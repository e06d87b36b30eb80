// Package eval measures the program on annotated cases: one event told by several
// accounts, with what a perfect comparison shows.
//
// In: case folders (case.json and its texts), annotated events whose texts stand in story
// files, and comparisons. Out: counts from which precision, recall and F1 follow. Two
// spans match where they share at least half of the shorter one. Limits: English cases
// only; a figure is no better than the annotation, where a second reader of the cases
// reaches an F1 of .94 on points and .70 on differences; the events had one reader.
package eval
