-- Times are milliseconds since 1970, UTC; 0 is none. A next of 0: a feed is due, a page never.

-- +goose Up
CREATE TABLE feeds (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    url      TEXT NOT NULL UNIQUE,
    host     TEXT NOT NULL,
    kind     TEXT NOT NULL,
    title    TEXT NOT NULL,
    site     TEXT NOT NULL,
    folder   TEXT NOT NULL,
    paused   INTEGER NOT NULL DEFAULT 0,
    added    INTEGER NOT NULL,
    asked    INTEGER NOT NULL DEFAULT 0,
    worked   INTEGER NOT NULL DEFAULT 0,
    brought  INTEGER NOT NULL DEFAULT 0,
    next     INTEGER NOT NULL DEFAULT 0,
    wait     INTEGER NOT NULL DEFAULT 0, -- milliseconds between two times
    rate     REAL NOT NULL DEFAULT 0,
    items    INTEGER NOT NULL DEFAULT 0,
    total    INTEGER NOT NULL DEFAULT 0,
    errors   INTEGER NOT NULL DEFAULT 0,
    reason   TEXT NOT NULL DEFAULT '',
    notice   TEXT NOT NULL DEFAULT '',
    etag     TEXT NOT NULL DEFAULT '',
    modified TEXT NOT NULL DEFAULT ''
);
CREATE INDEX feeds_next ON feeds (next);

CREATE TABLE pages (
    url       TEXT NOT NULL UNIQUE,
    at        TEXT NOT NULL,
    host      TEXT NOT NULL,
    feed      INTEGER NOT NULL,
    title     TEXT NOT NULL,
    published INTEGER NOT NULL,
    teaser    TEXT NOT NULL,
    found     INTEGER NOT NULL,
    looks     INTEGER NOT NULL DEFAULT 0,
    last      INTEGER NOT NULL DEFAULT 0,
    next      INTEGER NOT NULL,
    errors    INTEGER NOT NULL DEFAULT 0,
    reason    TEXT NOT NULL DEFAULT '',
    gone      INTEGER NOT NULL DEFAULT 0,
    first     TEXT NOT NULL DEFAULT '',
    capture   TEXT NOT NULL DEFAULT '',
    etag      TEXT NOT NULL DEFAULT '',
    modified  TEXT NOT NULL DEFAULT ''
);
CREATE INDEX pages_next ON pages (next);
CREATE INDEX pages_first ON pages (first) WHERE first <> '';

-- Captures that wait to be read.
CREATE TABLE unread (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    hash   TEXT NOT NULL UNIQUE
);

CREATE INDEX revisions_capture ON revisions (capture) WHERE capture <> '';
CREATE INDEX problems_capture ON problems (capture) WHERE capture <> '';
