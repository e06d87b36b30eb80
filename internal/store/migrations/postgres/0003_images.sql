-- Images in the order in which they came: the order in which articles were placed.

-- +goose Up
ALTER TABLE images ADD COLUMN seq BIGINT GENERATED ALWAYS AS IDENTITY;
CREATE UNIQUE INDEX images_seq ON images (seq);
