// Package poll watches feeds, and the articles they announce, day and night: it decides
// whom to ask when, and keeps what comes.
//
// In: a store with feeds and pages, each with the time it is due. Out: captures in the
// store, written with what is known of their pages in one transaction, before anybody
// reads them; new pages of feeds; when to ask again.
//
// How: one loop owns all state. It loads what is due, starts requests, takes what they
// brought, and writes it in batches; every request runs on a goroutine of its own. A host
// is asked one thing at a time with a pause in between, after its robots.txt, and a
// redirect is a request like any other, so that it waits for its own host's turn. A feed
// is asked about four times for each new item of late, within bounds, never more often than
// its publisher asks; a page is looked at again when news changes most: within the first
// day, and after a week (GDELT's re-crawl found 81 % of the changes in the first day).
//
// The clock is a value. Against a simulated one, a week passes in minutes.
//
// Limits: 256 requests at a time, at most half of them to hosts that were slow the last time
// or are not known yet, so that these delay each other alone. What is queued in memory is bounded by host. What was asked for but not
// yet written when the program is killed is asked for again.
package poll
