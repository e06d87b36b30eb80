-- What the page of an outlet counts is read from the index alone.

-- +goose Up
DROP INDEX articles_source;
CREATE INDEX articles_source ON articles (source, doc, story, number, id);
