package news

import "time"

// Batch is what one transaction of a store writes: all of it or nothing.
type Batch struct {
	Captures   []Kept
	Revisions  []Revision
	Images     []Image
	Placements []Placement
	Redirects  []Redirect        // of articles that stay behind in the first story too
	Curations  []Curation        // recorded after all earlier ones
	Storylines map[string]string // story to the running story it belongs to
	Copies     []Reuse           // each pair of articles once; a later one replaces it
	Origins    map[string]string // article to the first article of its origin in its story
	Problems   []Problem         // one with the name and stage of a stored one is one more attempt
	Solved     []Problem         // those with this name and stage are no longer problems
	Progress   []Progress
}

// Image is what the clustering keeps of an article, in a form of its own.
type Image struct {
	Article string
	Bytes   []byte
}

// Latest is what is known of an article that came before.
type Latest struct {
	Number int    // of its latest revision
	Hash   string // of its latest revision
	Story  string
	Source string
}

// Placed is an article as the clustering is restored from it: its image, and where it
// stands.
type Placed struct {
	Image     []byte
	Placement Placement
	Pinned    bool   // its story is settled by a person
	Storyline string // the running story that its story belongs to, "" if it is not known
}

// Member is an article of a story: its latest revision, and why it is there.
type Member struct {
	Revision
	First     time.Time `json:"first"` // when it was first seen
	Placement Placement `json:"placement"`
	Origin    string    `json:"origin,omitempty"` // the first article of its origin
}
