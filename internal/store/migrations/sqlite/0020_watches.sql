-- Times are milliseconds since 1970, UTC; 0 is none.

-- +goose Up
CREATE TABLE watches (
    id      TEXT NOT NULL PRIMARY KEY,
    name    TEXT NOT NULL,
    query   TEXT NOT NULL,
    story   TEXT NOT NULL,
    kinds   TEXT NOT NULL, -- spaces between
    webhook TEXT NOT NULL,
    mail    TEXT NOT NULL, -- addresses, spaces between
    quiet_from TEXT NOT NULL,
    quiet_to   TEXT NOT NULL,
    quiet_zone TEXT NOT NULL,
    token   TEXT NOT NULL,
    secret  TEXT NOT NULL,
    person  TEXT NOT NULL,
    created INTEGER NOT NULL
);

-- Stories that changed and were not looked at since, while anything is watched.
CREATE TABLE stirred (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    story  TEXT NOT NULL UNIQUE
);

-- What each watch knows of a story.
CREATE TABLE watched (
    watch TEXT NOT NULL,
    story TEXT NOT NULL,
    keys  BLOB NOT NULL, -- JSON, zstd
    PRIMARY KEY (watch, story)
);
CREATE INDEX watched_story ON watched (story);

CREATE TABLE alerts (
    number   INTEGER PRIMARY KEY AUTOINCREMENT,
    watch    TEXT NOT NULL,
    key      TEXT NOT NULL,
    kind     TEXT NOT NULL,
    story    TEXT NOT NULL,
    headline TEXT NOT NULL,
    article  TEXT NOT NULL,
    title    TEXT NOT NULL,
    text     TEXT NOT NULL,
    evidence TEXT NOT NULL, -- JSON
    at       INTEGER NOT NULL,
    seen     INTEGER NOT NULL DEFAULT 0, -- by a person
    UNIQUE (watch, key)
);
CREATE INDEX alerts_watch ON alerts (watch, number);
CREATE INDEX alerts_unread ON alerts (watch) WHERE seen = 0;

-- A next of 0: nothing more is done; a done of 0: it was not sent.
CREATE TABLE deliveries (
    alert  INTEGER NOT NULL,
    way    TEXT NOT NULL,
    watch  TEXT NOT NULL,
    tries  INTEGER NOT NULL DEFAULT 0,
    next   INTEGER NOT NULL,
    done   INTEGER NOT NULL DEFAULT 0,
    reason TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (alert, way)
);
CREATE INDEX deliveries_next ON deliveries (next) WHERE next > 0;
CREATE INDEX deliveries_watch ON deliveries (watch) WHERE done = 0;
