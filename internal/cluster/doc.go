// Package cluster groups the reports of one event as they arrive: stories.
//
// In: articles as Images (what is kept of a text: counts of its words, stems, names and
// numbers, a fingerprint, a time). Out: a story id for every article.
//
// How: online, in order of time, after Miranda et al., "Multilingual Clustering of
// Streaming News" (2018), with what later practice added:
//
//   - A near copy (containment of winnowed five-word shingles) joins the story of the
//     article it copies and is no evidence of its own.
//   - An inverted index over the rarest terms of recent articles gives at most maxRivals
//     candidate stories, so the cost of an article does not grow with their number.
//   - Two articles are linked by a learned log-odds over nine cosines ({words, stems,
//     names} × {title, body, all}), the numbers, the lead and the distance in time.
//   - A story is ranked and accepted by learned weights over its mean, best and founding
//     link (a story may not drift from its founder), three Gaussians of time and its size.
//   - Stories join by the mean link over all cross pairs with a quorum, never by one
//     link; repair moves and splits off articles that fit better elsewhere or alone.
//
// The weights are made by internal/cluster/train, with their figures beside them.
//
// Limits: the title and the first 400 words are read; articles in different languages
// meet only by names and numbers; an article without a date is placed by words alone.
package cluster
