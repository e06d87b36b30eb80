package pipeline

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"synoptic/internal/news"
	"synoptic/internal/reuse"
)

// family is what is known of who copied whom within one story.
type family struct {
	members map[string]*kinsman
	kin     *reuse.Kin
	pairs   map[[2]string]news.Reuse // without the words shared
	used    int
	touched bool
}

// kinsman is an article of a story, without its text.
type kinsman struct {
	news.Article
	at     time.Time
	origin string
}

// families are those of the stories that are written to. What is not at hand is read from
// the store.
type families struct {
	store     Archive
	languages *languages
	list      map[string]*family
	size      int // members of all
	clock     int
	docs      documents
	pending   map[string]*news.Document // of articles that are not in the store yet
	copies    []news.Reuse              // found since they were last taken
}

// maxKinsmen bounds the articles kept between batches.
const maxKinsmen = 20_000

func newFamilies(store Archive, l *languages) *families {
	return &families{store: store, languages: l, list: map[string]*family{}, docs: documents{young: map[string]*news.Document{}},
		pending: map[string]*news.Document{}}
}

// of is the family of a story.
func (f *families) of(ctx context.Context, story string) (*family, error) {
	fam, known := f.list[story]
	if !known {
		var err error
		if fam, err = f.load(ctx, story); err != nil {
			return nil, err
		}
		f.list[story] = fam
	}
	f.clock++
	fam.used = f.clock
	return fam, nil
}

// load reads the family of a story from the store.
func (f *families) load(ctx context.Context, story string) (*family, error) {
	fam := newFamily()
	members, err := f.store.Members(ctx, story)
	if err != nil || len(members) == 0 {
		return fam, err
	}
	for i := range members {
		m := &members[i]
		fam.admit(&m.Revision, m.Origin)
		fam.kin.Add(m.ID, reuse.Print(f.document(&m.Article)))
	}
	f.size += len(members)
	copies, err := f.store.Copies(ctx, story)
	for _, c := range copies {
		fam.note(c)
	}
	return fam, err
}

func (fam *family) admit(r *news.Revision, origin string) {
	k := &kinsman{Article: r.Article, at: r.Seen, origin: origin}
	if at, err := time.Parse(time.RFC3339, r.Published); err == nil {
		k.at = at
	} else if at, err := time.Parse(time.DateOnly, r.Published); err == nil {
		k.at = at
	}
	k.Text = ""
	fam.members[r.ID] = k
}

func (fam *family) note(c news.Reuse) {
	c.Shared = nil
	fam.pairs[[2]string{c.From, c.To}] = c
}

// add puts an article into a story and finds what it shares with the others.
func (f *families) add(ctx context.Context, story string, r *news.Revision, print []uint64) error {
	fam, err := f.of(ctx, story)
	if err != nil {
		return err
	}
	fam.touched = true
	if fam.members[r.ID] == nil {
		f.size++
	}
	fam.admit(r, "")
	if fam.kin.Has(r.ID) {
		return nil
	}
	doc := f.document(&r.Article)
	if print == nil {
		print = reuse.Print(doc)
	} else {
		f.pending[r.ID] = doc
	}
	for _, id := range fam.kin.Add(r.ID, print) {
		if fam.members[id] == nil {
			continue
		}
		other, err := f.stored(ctx, id)
		if err != nil {
			return err
		}
		for _, c := range reuse.Find([]*news.Document{doc, other}) {
			fam.note(c)
			f.copies = append(f.copies, bounded(c))
		}
	}
	return nil
}

// maxPieces is how many runs of words prove that text is shared.
const maxPieces = 12

// bounded keeps the longest pieces, in their order.
func bounded(c news.Reuse) news.Reuse {
	if len(c.Shared) <= maxPieces {
		return c
	}
	longest := slices.SortedStableFunc(slices.Values(c.Shared), func(a, b news.SharedPiece) int { return cmp.Compare(b.To.Len(), a.To.Len()) })
	least := longest[maxPieces-1].To.Len()
	c.Shared = slices.DeleteFunc(slices.Clone(c.Shared), func(p news.SharedPiece) bool { return p.To.Len() < least })
	c.Shared = c.Shared[:min(len(c.Shared), maxPieces)]
	return c
}

// remove takes an article out of a story.
func (f *families) remove(ctx context.Context, story, article string) error {
	fam, err := f.of(ctx, story)
	if err == nil && fam.members[article] != nil {
		delete(fam.members, article)
		fam.touched = true
		f.size--
	}
	return err
}

// join moves all articles of a story into another one.
func (f *families) join(ctx context.Context, from, into string) error {
	fam, err := f.of(ctx, from)
	if err != nil {
		return err
	}
	for _, id := range slices.Sorted(maps.Keys(fam.members)) {
		r, err := f.store.Article(ctx, id)
		if err == nil {
			err = f.add(ctx, into, &r, nil)
		}
		if err != nil {
			return err
		}
	}
	f.size -= len(fam.members)
	delete(f.list, from)
	return nil
}

// settle adds to a batch the copies found and the origins that changed since it was last
// asked.
func (f *families) settle(b *news.Batch) {
	b.Copies, f.copies = append(b.Copies, f.copies...), nil
	if b.Origins == nil {
		b.Origins = map[string]string{}
	}
	for _, story := range slices.Sorted(maps.Keys(f.list)) {
		if fam := f.list[story]; fam.touched {
			fam.origins(b.Origins)
			fam.touched = false
		}
	}
}

// origins notes for the articles whose origin is another one than before the first article
// of it.
func (fam *family) origins(changed map[string]string) {
	members := slices.SortedFunc(maps.Values(fam.members), func(a, b *kinsman) int {
		return cmp.Or(a.at.Compare(b.at), strings.Compare(a.ID, b.ID))
	})
	articles := make([]*news.Article, len(members))
	for i, m := range members {
		articles[i] = &m.Article
	}
	pairs := slices.SortedFunc(maps.Values(fam.pairs), func(a, b news.Reuse) int {
		return cmp.Or(strings.Compare(a.From, b.From), strings.Compare(a.To, b.To))
	})
	for _, group := range reuse.Origins(articles, pairs) {
		for _, id := range group {
			if m := fam.members[id]; m.origin != group[0] {
				m.origin = group[0]
				changed[id] = group[0]
			}
		}
	}
}

// shrink forgets the families used longest ago until what is kept is bounded.
func (f *families) shrink() {
	if f.size <= maxKinsmen {
		return
	}
	byUse := slices.SortedFunc(maps.Keys(f.list), func(a, b string) int { return cmp.Compare(f.list[a].used, f.list[b].used) })
	for _, story := range byUse {
		if f.size <= maxKinsmen/2 {
			return
		}
		f.size -= len(f.list[story].members)
		delete(f.list, story)
	}
}

// stored is the document of an article of the store.
func (f *families) stored(ctx context.Context, id string) (*news.Document, error) {
	if doc := cmp.Or(f.pending[id], f.docs.get(id)); doc != nil {
		return doc, nil
	}
	r, err := f.store.Article(ctx, id)
	if err != nil {
		return nil, fmt.Errorf("look for copies: %w", err)
	}
	return f.document(&r.Article), nil
}

// document is an article as far as finding copies reads it.
func (f *families) document(a *news.Article) *news.Document {
	doc := f.docs.get(a.ID)
	if doc == nil || doc.Article.Text != a.Text {
		article := *a
		doc = reuse.Glance(&article, f.languages.of(a))
		f.docs.put(doc)
	}
	return doc
}

// documents are those looked at lately: the young ones, and before them the old ones.
type documents struct{ young, old map[string]*news.Document }

// maxDocuments is how many young documents there are before they are the old ones.
const maxDocuments = 1024

func (d *documents) get(id string) *news.Document {
	if doc := d.young[id]; doc != nil {
		return doc
	}
	return d.old[id]
}

func (d *documents) put(doc *news.Document) {
	if len(d.young) >= maxDocuments {
		d.young, d.old = map[string]*news.Document{}, d.young
	}
	d.young[doc.Article.ID] = doc
}

// follow brings the families in step with the placements and redirects of a batch, and
// adds to it the copies found and the origins that changed. read are the articles that are
// not in the store yet.
func (f *families) follow(ctx context.Context, b *news.Batch, read map[string]*reading) error {
	before, err := f.before(ctx, b.Placements, read)
	if err != nil {
		return err
	}
	f.begin(b.Placements, read)
	for _, p := range b.Placements {
		if from := before[p.Article].Story; from != "" && from != p.Story {
			if err := f.remove(ctx, from, p.Article); err != nil {
				return err
			}
		}
		if err := f.placed(ctx, p, read[p.Article]); err != nil {
			return err
		}
	}
	for _, r := range b.Redirects {
		if err := f.join(ctx, r.From, r.Into); err != nil {
			return err
		}
	}
	f.settle(b)
	return nil
}

// begin makes the families of stories that articles just read have founded: the store has
// nothing of them.
func (f *families) begin(placements []news.Placement, read map[string]*reading) {
	for _, p := range placements {
		if p.Kind == news.Founded && read[p.Article] != nil && f.list[p.Story] == nil {
			f.list[p.Story] = newFamily()
		}
	}
}

func newFamily() *family {
	return &family{members: map[string]*kinsman{}, kin: reuse.NewKin(), pairs: map[[2]string]news.Reuse{}}
}

// before says where the articles that are placed stood.
func (f *families) before(ctx context.Context, placements []news.Placement, read map[string]*reading) (map[string]news.Latest, error) {
	var ids []string
	for _, p := range placements {
		if read[p.Article] == nil {
			ids = append(ids, p.Article)
		}
	}
	return f.store.Known(ctx, ids)
}

// placed adds an article, just read or stored, to the story it was placed in.
func (f *families) placed(ctx context.Context, p news.Placement, r *reading) error {
	if r != nil {
		return f.add(ctx, p.Story, r.article, r.print)
	}
	fam, err := f.of(ctx, p.Story)
	if err != nil || fam.members[p.Article] != nil {
		return err
	}
	stored, err := f.store.Article(ctx, p.Article)
	if err != nil {
		return fmt.Errorf("place article: %w", err)
	}
	return f.add(ctx, p.Story, &stored, nil)
}

// written forgets what was only needed until the batch was in the store.
func (f *families) written() {
	clear(f.pending)
	f.shrink()
}
