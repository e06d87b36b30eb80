-- What was sent and did not reach everyone is found by its watch.

-- +goose Up
CREATE INDEX deliveries_reason ON deliveries (watch) WHERE reason <> '';
