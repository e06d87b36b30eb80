-- The first article of the origin an article goes back to, as far as it is known.

-- +goose Up
ALTER TABLE articles ADD COLUMN origin TEXT NOT NULL DEFAULT '';
