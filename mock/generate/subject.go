package generate

import (
	"math/rand/v2"
	"strconv"
	"strings"
)

// subject is what one question is about: always the same for the same question
// of a pipeline, whichever execution runs against it.
type subject struct {
	*topic
	seed     uint64
	pipeline string
	fact     int // the place of the answer in the topic's facts
}

func subjectOf(seed uint64, pipeline, question string) subject {
	r := Chance(seed, "subject", question)
	t := &topics[r.IntN(len(topics))]
	return subject{topic: t, seed: seed, pipeline: pipeline, fact: r.IntN(len(t.facts))}
}

// document is the stream that fixes what a pipeline's document is like.
func (s subject) document(part string) *rand.Rand {
	return Chance(s.seed, "document", s.pipeline, s.file, part)
}

// sentence is what the document says about that fact. It says the same to
// every question.
func (s subject) sentence(place int) string {
	f := s.facts[place]
	return f.with(between(s.document(strconv.Itoa(place)), f.least, f.most))
}

// statement is the sentence that answers the question.
func (s subject) statement() string { return s.sentence(s.fact) }

// mistaken is the statement with a number that the document does not give.
func (s subject) mistaken(r *rand.Rand) string {
	f := s.facts[s.fact]
	return f.with(f.most + between(r, 1, f.most))
}

// others are the other facts' places, shuffled.
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
