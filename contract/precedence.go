package contract

// One fault is one finding. An exchange is judged stage by stage, and what
// breaks at one stage is the reason for what would break at a later one:
// an answer that was cut is no JSON, a 500 keeps no schema. So a break ends
// the judgement of that exchange, with the exceptions that follow each stage.
type stage int

const (
	// transit: an answer came, whole. What did not arrive cannot be judged.
	transit stage = iota
	// status: it has a status that fits what was asked.
	status
	// form: it has the right content type. A wrong one does not end the
	// judgement as long as the body is JSON all the same.
	form
	// syntax: its body is strict JSON.
	syntax
	// schema: the body keeps its schema. A break does not end the judgement,
	// but what breaks the schema is not shown to the stages after: a broken
	// record is left out of a list, a broken 422 has no problems to name
	// (see reading).
	schema
	// meaning: what the body says is right.
	meaning
	// memory: it agrees with what other exchanges said.
	memory
	stages
)

// final tells whether a break at this stage ends the judgement.
func (s stage) final(x *Exchange) bool {
	switch s {
	case transit, status, syntax:
		return true
	case form:
		return x.reading != nil && len(x.reading.syntax) > 0
	}
	return false
}
