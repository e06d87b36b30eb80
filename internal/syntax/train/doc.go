// Train learns a syntax model from a treebank of Universal Dependencies:
//
//	go run ./internal/syntax/train -treebank DIR/en_ewt \
//	    -text news.jsonl,… -vectors glove.json -wordnet DIR -lists given.txt,cities.txt \
//	    -names wikigold.conll.txt -more-names docred.json,crossner.txt,… \
//	    -out internal/syntax/models/en.model
//
// reads DIR/en_ewt-train.conllu and DIR/en_ewt-dev.conllu; all but the treebank may be
// left out. The development part is only measured, the test part not touched.
//
// The steps: sort words into classes (news text) and topics (vectors), add fields of
// meaning and names (WordNet, lists); learn tags; tag the training part by taggers that
// have not seen it; learn the first parser on those tags; parse the training part by
// parsers that have not seen it; learn the second parser on those trees; learn dictionary
// forms; learn names, measured by five-fold cross-validation over the documents of -names,
// written to figures.txt beside this file. Documents of -more-names that share a run of
// words with those measured are left out. One sentence in six is learned a second time in
// the capitals of a headline. With -model, all but the names is taken from a model file.
//
// The same data gives the same file, byte for byte, on machines of one kind.
package main
