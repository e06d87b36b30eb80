-- How the articles of a story that was compared call what it is about.

-- +goose Up
CREATE TABLE wordings (
    story TEXT NOT NULL,
    about TEXT NOT NULL, -- the name of what is called so
    doc   INTEGER NOT NULL,
    term  TEXT NOT NULL,
    count INTEGER NOT NULL
);
CREATE INDEX wordings_doc ON wordings (doc);
CREATE INDEX wordings_story ON wordings (story, about);
