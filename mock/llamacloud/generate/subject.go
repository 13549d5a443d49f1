package generate

import (
	"math/rand/v2"
	"strconv"
	"strings"

	"github.com/ringer-api/ringer/mock/random"
)

// subject is the subject of a question: always the same for the same question of a
// pipeline, whatever the execution.
type subject struct {
	*topic
	seed     uint64
	pipeline string
	fact     int // the index of the answer in the topic's facts
}

func subjectOf(seed uint64, pipeline, question string) subject {
	r := random.Chance(seed, "subject", question)
	topics := known().topics
	t := &topics[r.IntN(len(topics))]
	return subject{topic: t, seed: seed, pipeline: pipeline, fact: r.IntN(len(t.facts))}
}

// document returns the random stream for one part of a pipeline's document.
func (s subject) document(part string) *rand.Rand {
	return random.Chance(s.seed, "document", s.pipeline, s.file, part)
}

// sentence returns the document's sentence with that fact, the same for every question.
func (s subject) sentence(place int) string {
	f := s.facts[place]
	return f.with(random.Between(s.document(strconv.Itoa(place)), f.least, f.most))
}

// statement returns the sentence that answers the question.
func (s subject) statement() string { return s.sentence(s.fact) }

// mistaken returns the statement with a number that is not in the document.
func (s subject) mistaken(r *rand.Rand) string {
	f := s.facts[s.fact]
	return f.with(f.most + random.Between(r, 1, f.most))
}

// others returns the indexes of the other facts, shuffled.
func (s subject) others(r *rand.Rand) []int {
	places := r.Perm(len(s.facts))
	for i, place := range places {
		if place == s.fact {
			return append(places[:i], places[i+1:]...)
		}
	}
	return places
}

func (f fact) with(number int) string {
	return strings.Replace(f.text, "#", strconv.Itoa(number), 1)
}
