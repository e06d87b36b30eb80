-- Times are milliseconds since 1970, UTC. A doc is an article's number in order of time.

-- +goose Up
CREATE TABLE captures (
    hash         TEXT NOT NULL UNIQUE,
    name         TEXT NOT NULL,
    url          TEXT NOT NULL,
    content_type TEXT NOT NULL,
    incomplete   TEXT NOT NULL,
    fetched      INTEGER NOT NULL,
    bytes        BLOB NOT NULL -- zstd
);
CREATE INDEX captures_fetched ON captures (fetched);

-- What lists and searches show of the latest revision, and the story it is in.
CREATE TABLE articles (
    doc       INTEGER PRIMARY KEY,
    id        TEXT NOT NULL UNIQUE,
    number    INTEGER NOT NULL,
    hash      TEXT NOT NULL,
    source    TEXT NOT NULL,
    lang      TEXT NOT NULL,
    title     TEXT NOT NULL,
    url       TEXT NOT NULL,
    published TEXT NOT NULL,
    time      INTEGER NOT NULL, -- of publication where it is known and can be, else first seen
    first     INTEGER NOT NULL, -- first seen
    story     TEXT NOT NULL DEFAULT '',
    kind      TEXT NOT NULL DEFAULT '',
    near      TEXT NOT NULL DEFAULT ''
);
CREATE INDEX articles_story ON articles (story, doc);
CREATE INDEX articles_source ON articles (source, doc, story);

CREATE TABLE revisions (
    doc     INTEGER NOT NULL,
    number  INTEGER NOT NULL,
    seen    INTEGER NOT NULL,
    hash    TEXT NOT NULL,
    capture TEXT NOT NULL,
    about   BLOB NOT NULL, -- JSON of the article without its text
    text    BLOB NOT NULL, -- zstd
    UNIQUE (doc, number)
);

CREATE TABLE images (doc INTEGER PRIMARY KEY, bytes BLOB NOT NULL);

CREATE TABLE placements (
    doc      INTEGER PRIMARY KEY,
    score    REAL NOT NULL,
    why      TEXT NOT NULL,
    features BLOB NOT NULL -- JSON
);

CREATE TABLE stories (
    id        TEXT NOT NULL PRIMARY KEY,
    title     TEXT NOT NULL DEFAULT '',
    first     INTEGER NOT NULL DEFAULT 0,
    last      INTEGER NOT NULL DEFAULT 0,
    reports   INTEGER NOT NULL DEFAULT 0,
    outlets   INTEGER NOT NULL DEFAULT 0,
    origins   INTEGER NOT NULL DEFAULT 0,
    langs     TEXT NOT NULL DEFAULT '', -- " de en "
    storyline TEXT NOT NULL DEFAULT '',
    goes      TEXT NOT NULL DEFAULT '', -- into the story it was joined to
    pinned    INTEGER NOT NULL DEFAULT 0,
    inputs    TEXT NOT NULL DEFAULT '' -- fingerprint of its articles and their revisions
) WITHOUT ROWID;
CREATE INDEX stories_last ON stories (last, id, reports, outlets, origins, langs) WHERE reports > 0;
CREATE INDEX stories_storyline ON stories (storyline, last);

CREATE TABLE comparisons (
    story    TEXT NOT NULL PRIMARY KEY,
    versions TEXT NOT NULL,
    inputs   TEXT NOT NULL,
    saved    INTEGER NOT NULL,
    json     BLOB NOT NULL -- zstd
);

CREATE TABLE quotes (
    doc         INTEGER NOT NULL,
    start       INTEGER NOT NULL,
    stop        INTEGER NOT NULL,
    speaker     TEXT NOT NULL,
    direct      INTEGER NOT NULL
);
CREATE INDEX quotes_doc ON quotes (doc);
CREATE INDEX quotes_speaker ON quotes (speaker, doc);

CREATE TABLE copies (
    source     TEXT NOT NULL, -- article it came from
    target     TEXT NOT NULL, -- article that has it too
    share      REAL NOT NULL,
    from_share REAL NOT NULL,
    kind       TEXT NOT NULL,
    why        TEXT NOT NULL,
    shared     BLOB NOT NULL, -- JSON, zstd
    PRIMARY KEY (target, source)
) WITHOUT ROWID;
CREATE INDEX copies_source ON copies (source);

CREATE TABLE curations (
    number   INTEGER PRIMARY KEY AUTOINCREMENT,
    kind     TEXT NOT NULL,
    story    TEXT NOT NULL,
    target   TEXT NOT NULL,
    articles TEXT NOT NULL, -- JSON
    person   TEXT NOT NULL,
    at       INTEGER NOT NULL
);

CREATE TABLE problems (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    name     TEXT NOT NULL,
    url      TEXT NOT NULL,
    stage    TEXT NOT NULL,
    reason   TEXT NOT NULL,
    capture  TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    first    INTEGER NOT NULL,
    last     INTEGER NOT NULL,
    UNIQUE (name, stage)
);

CREATE TABLE progress (
    input TEXT NOT NULL PRIMARY KEY,
    done  INTEGER NOT NULL,
    whole INTEGER NOT NULL
);

CREATE VIRTUAL TABLE words USING fts5 (body, content = '', contentless_delete = 1, tokenize = 'ascii');
