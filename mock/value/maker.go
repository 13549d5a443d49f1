package value

import (
	"encoding/json"
	"sync"
	"time"

	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/document"
)

// Maker makes values for the schemas of one description. It reads each schema once, when
// it first needs it. It is safe for concurrent use.
type Maker struct {
	lock    sync.Mutex // guards the fields below
	shapes  map[string]*shape
	numbers map[schemas.Definition]int
	given   map[*shape]*givens
}

// maxShapes is the maximum number of shapes that are kept; others are read again.
const maxShapes = 100_000

// New returns a maker for the schemas of a description. It does nothing yet.
func New() *Maker {
	return &Maker{shapes: map[string]*shape{}, numbers: map[schemas.Definition]int{}, given: map[*shape]*givens{}}
}

// Options are what a value depends on besides its schema. The zero value is valid.
type Options struct {
	// Seed selects the value: the same seed always gives the same.
	Seed uint64
	// Now is the latest time in a value, except for what names the future, such as
	// expires_at. Zero means a fixed time.
	Now time.Time
	// Dynamic ignores the examples of the document.
	Dynamic bool
	// Example is the name of the example of a media type to take; empty for any.
	Example string
	// Request makes a value that a client sends: optional properties are rarer, and
	// those that are readOnly absent. Otherwise those that are writeOnly are absent. A
	// property that is required is there in any case.
	Request bool
	// Observe, if not nil, is called for every string and every number of the value
	// that is a property of an object: what it was made from, and its JSON pointer.
	Observe func(by By, pointer string)
}

// Value makes a value for a schema; nil means any value. The value keeps the schema,
// unless a note says that none was found that does.
func (m *Maker) Value(s *schemas.Schema, o Options) (json.RawMessage, []Note) {
	if s == nil {
		return json.RawMessage("{}"), nil
	}
	return m.value(s.Definition(), nil, o)
}

// Body makes a value for a body of a media type. It is an example of the media type, if
// there is one that keeps the schema.
func (m *Maker) Body(media schemas.Media, o Options) (json.RawMessage, []Note) {
	if media.Schema == nil {
		if list := examplesOf(media, o); len(list) > 0 {
			return m.observed(given(list[0], Example), o), nil
		}
		return json.RawMessage("{}"), nil
	}
	return m.value(media.Schema.Definition(), examplesOf(media, o), o)
}

func examplesOf(media schemas.Media, o Options) []*document.Value {
	switch named := media.Example(o.Example); {
	case named != nil:
		return []*document.Value{named}
	case o.Dynamic:
		return nil
	}
	return media.Examples
}

func (m *Maker) observed(t *tree, o Options) json.RawMessage {
	if o.Observe != nil {
		count(t, false, "", o.Observe)
	}
	return t.bytes()
}

// shape returns what the schemas require together.
func (m *Maker) shape(defs []schemas.Definition, chosen []choice) *shape {
	m.lock.Lock()
	defer m.lock.Unlock()
	key := m.key(defs, chosen)
	if s := m.shapes[key]; s != nil {
		return s
	}
	s := readShape(defs, chosen)
	if len(m.shapes) < maxShapes {
		m.shapes[key] = s
	}
	return s
}
