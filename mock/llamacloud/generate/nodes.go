package generate

import (
	"math"
	"math/rand/v2"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/ringer-api/ringer/mock/llamacloud/execution"
	"github.com/ringer-api/ringer/mock/random"
	"github.com/ringer-api/ringer/mock/words"
)

// hidden is the metadata keys that have no information about the text.
var hidden = []string{"file_size", "document_id"}

// nodes returns the parts of the document that were retrieved for a question; the first
// contains the facts with these indexes.
func nodes(
	r *rand.Rand, b *execution.Birth, s subject, found []int,
) []execution.TextNode {
	file := s.document("file")
	id, hash := words.Of(file).UUID(), words.Of(file).Hash()
	size, pages := random.Between(file, 20_000, 4_000_000), random.Between(file, 3, 48)
	list := make([]execution.TextNode, random.Between(r, 1, 3))
	for i := range list {
		n := execution.TextNode{
			ID: words.Of(r).UUID(),
			Metadata: []execution.Field{
				{Key: "file_name", Value: s.file},
				{Key: "file_type", Value: strings.TrimPrefix(path.Ext(s.file), ".")},
				{Key: "file_size", Value: size},
				{Key: "page_label", Value: random.Between(r, 1, pages)},
				{Key: "document_id", Value: id},
			},
			Hidden:     hidden,
			DocumentID: id,
			Hash:       hash,
			Text:       s.passage(found),
		}
		if i > 0 {
			n.Text = s.passage(s.others(r)[:2])
		}
		if b.Unicode {
			n.Text += " " + words.Difficult(r)
		}
		if b.Optional == execution.AllPresent {
			n.Embedding = embedding(r)
		}
		if start := r.IntN(60_000); b.Optional != execution.AllNull {
			end := start + utf8.RuneCountInString(n.Text)
			n.Start, n.End = &start, &end
		}
		list[i] = n
	}
	return list
}

// passage returns a heading and the facts with these indexes, in the document's order.
func (s subject) passage(places []int) string {
	places = slices.Sorted(slices.Values(places))
	sentences := make([]string, len(places))
	for i, place := range places {
		sentences[i] = s.sentence(place)
	}
	return s.title + "\n\n" + strings.Join(sentences, " ")
}

// embedding returns a short vector of length one, with five digits.
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
