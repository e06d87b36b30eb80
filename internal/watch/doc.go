// Package watch decides what is news in a story to somebody who watches it.
//
// In: a watch, a story as it stands (its reports, its comparison, what revisions changed)
// and what the watch knows of it from earlier looks. Out: alerts, and what it knows now.
// Nothing is read or kept here; quiet.go says when somebody wants to be left alone.
//
// How: whatever can be told of a story is a finding with a key made of what it says, not of
// where it stands: a difference found again in other words has the same key. News are the
// findings whose key is not known. When a watch first looks at a story with reports from
// before the watch, all but the later reports is taken for known. Reports, differences and
// numbers are those of the comparison, so an alert shows the same words as the page.
//
// Limits: two numbers of one story that read alike ("2 people") are one number, whatever is
// counted; of one look at most maxAlerts are told, the rest is known from then on; a burst
// needs reports with a time of day.
package watch
