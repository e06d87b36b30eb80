// Package cluster groups the reports of one event as they arrive: stories.
//
// In: articles as Images (what is kept of a text: counts of its words, stems, names and
// numbers, a fingerprint, a time), one after another. Out: Changes, that is the placement
// of every article with its features and reasons, redirects of joined stories.
//
// How: online, after Miranda et al., "Multilingual Clustering of Streaming News" (2018),
// with what later practice added:
//
//   - A near copy (containment of winnowed five-word shingles) joins the story of the
//     article it copies and is no evidence of its own.
//   - An inverted index over the rarest terms of the active articles gives at most
//     maxRivals candidate stories, so the cost of an article does not grow with their number.
//   - Two articles are linked by a learned log-odds over cosines ({stems, names} × {title,
//     body, all}, words of the headline), the numbers, the lead and the distance in time.
//   - A story is ranked and accepted by learned weights over its mean, best and founding
//     link (a story may not drift from its founder), three Gaussians of time and its size.
//   - Stories join by the mean link over all cross pairs with a quorum, never by one
//     link. Repair looks again at stories that grow and that have stopped growing: it
//     moves and splits off articles that fit better elsewhere or alone.
//   - A Window bounds what is active. All that decides is a function of the active
//     articles and their order of arrival, so that a run restored from a database goes on
//     as if it had not ended.
//   - What a person did (Curate) outlives repair.
//
// A whole stream (Cluster) takes the same way, sorted by time, with the frequencies of
// terms counted beforehand. The weights are made by internal/cluster/train, with their
// figures beside them.
//
// Limits: the title and the first 400 words are read; an article without a date is placed
// by words alone; a story whose articles have all left the window is finished.
package cluster
