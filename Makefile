# Data for measuring and training lies beside the repository; targets that need it say so.
DATA  ?= ../shared
CASES ?= $(DATA)/cases/dev
FUZZ  ?= 10s
BIN   := bin/synoptic

.PHONY: build test lint fuzz bench score train demo clean

build:
	CGO_ENABLED=0 go build -trimpath -ldflags=-s -o $(BIN) ./cmd/synoptic

test:
	go test ./...

lint:
	@test -z "$$(gofmt -l cmd internal third_party)" || { gofmt -l cmd internal third_party; exit 1; }
	go vet ./...
	go tool staticcheck ./...

# Every fuzz target for $(FUZZ).
fuzz:
	@for package in $$(go list ./...); do \
	  for target in $$(go test -list '^Fuzz' $$package | grep '^Fuzz'); do \
	    echo "$$package $$target"; \
	    go test -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZ) $$package || exit 1; \
	  done; \
	done

bench:
	go test -run '^$$' -bench . -benchmem ./...

# Figures over the annotated cases and data sets in $(DATA).
score: build
	python3 $(DATA)/score/comparison.py --cmd '$(CURDIR)/$(BIN) compare --format json' $(CASES)/*/

# What is learned, learned again from $(DATA): the same data gives the same files.
train:
	go run ./internal/syntax/train -treebank $(DATA)/datasets/treebank/en_ewt -out internal/syntax/models/en.model
	go run ./internal/extract/train -pages $(DATA)/datasets/extraction/article-extraction-benchmark
	go run ./internal/align/train -cases $(CASES) -out internal/align/weights.json

demo: build
	$(BIN) compare examples/harbour

clean:
	rm -rf bin
