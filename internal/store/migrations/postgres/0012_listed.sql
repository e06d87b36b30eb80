-- When the feed that named a page says it was published.

-- +goose Up
ALTER TABLE captures ADD COLUMN listed BIGINT NOT NULL DEFAULT 0;
