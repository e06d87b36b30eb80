-- Articles by their language: stories in a rare one are found by its articles.

-- +goose Up
CREATE INDEX articles_lang ON articles (lang);
