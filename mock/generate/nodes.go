package generate

import (
	"math"
	"math/rand/v2"
	"path"
	"strings"
	"unicode/utf8"

	"github.com/ringer-api/ringer/mock/execution"
)

// hidden are the metadata keys that say nothing about the text.
var hidden = []string{"file_size", "document_id"}

// nodes are the pieces of the document that were retrieved for a question; the
// first holds the statement.
func nodes(seed uint64, r *rand.Rand, b *execution.Birth, s subject) []execution.TextNode {
	w := wordsOf(r)
	document := Chance(seed, "document", b.PipelineID, s.topic.file)
	dw := wordsOf(document)
	id, hash := dw.uuid(), dw.hash()
	size := between(document, 20_000, 4_000_000)
	pages := between(document, 3, 48)

	list := make([]execution.TextNode, between(r, 1, 3))
	for i := range list {
		text := passage(r, s, i == 0)
		if b.Unicode {
			text += " " + hard(r)
		}
		start := r.IntN(60_000)
		end := start + utf8.RuneCountInString(text)
		list[i] = execution.TextNode{
			ID: w.uuid(),
			Metadata: []execution.Field{
				{Key: "file_name", Value: s.topic.file},
				{Key: "file_type", Value: strings.TrimPrefix(path.Ext(s.topic.file), ".")},
				{Key: "file_size", Value: size},
				{Key: "page_label", Value: between(r, 1, pages)},
				{Key: "document_id", Value: id},
			},
			Hidden:     hidden,
			DocumentID: id,
			Hash:       hash,
			Text:       text,
		}
		if b.Optional == execution.AllPresent {
			list[i].Embedding = embedding(r)
		}
		if b.Optional != execution.AllNull {
			list[i].Start, list[i].End = &start, &end
		}
	}
	return list
}

// passage is a heading and some sentences of the document.
func passage(r *rand.Rand, s subject, answers bool) string {
	first := s.other(r)
	if answers {
		first = s.statement()
	}
	sentences := []string{first, s.other(r), s.other(r)}
	r.Shuffle(len(sentences), func(i, j int) {
		sentences[i], sentences[j] = sentences[j], sentences[i]
	})
	return s.topic.title + "\n\n" + strings.Join(sentences, " ")
}

// embedding is a short vector of length one, to five digits.
func embedding(r *rand.Rand) []float64 {
	vector := make([]float64, 8)
	sum := 0.0
	for i := range vector {
		vector[i] = r.NormFloat64()
		sum += vector[i] * vector[i]
	}
	for i := range vector {
		vector[i] = math.Round(vector[i]/math.Sqrt(sum)*1e5) / 1e5
	}
	return vector
}
