-- Where to go on in a file: bytes and records before the record that was read last. done counts from there.

-- +goose Up
ALTER TABLE progress ADD COLUMN place INTEGER NOT NULL DEFAULT 0;
ALTER TABLE progress ADD COLUMN record INTEGER NOT NULL DEFAULT 0;
