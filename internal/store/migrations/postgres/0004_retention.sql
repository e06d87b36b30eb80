-- What is no longer kept: captures fetched, comparisons of stories that ended, before a time.

-- +goose Up
CREATE TABLE retention (what TEXT NOT NULL PRIMARY KEY, before BIGINT NOT NULL);
