-- Images in the order in which they came: the order in which articles were placed.

-- +goose Up
ALTER TABLE images RENAME TO unordered;
CREATE TABLE images (seq INTEGER PRIMARY KEY AUTOINCREMENT, doc INTEGER NOT NULL UNIQUE, bytes BLOB NOT NULL);
INSERT INTO images (doc, bytes) SELECT doc, bytes FROM unordered ORDER BY doc;
DROP TABLE unordered;
