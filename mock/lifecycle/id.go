package lifecycle

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"

	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/jobs"
)

// idForm is how the ids of a resource look: text and counts of letters and digits that
// alternate, or the two special forms.
type idForm struct {
	uuid, integer bool
	parts         []idPart
}

type idPart struct {
	text   string
	random int
}

// maxID bounds the random part of an id, whatever the model says.
const maxID = 200

// idForm reads the form that the model gives, or else what the schema says.
func (p *Plan) idForm() idForm {
	like := ""
	if id := p.Resource.ID; id != nil {
		like = id.Like
	}
	if at := p.main().id; like == "" && at != nil {
		switch {
		case at.is("integer") && !at.is("string"):
			like = "integer"
		case at.said(schemas.Definition.Format) == "uuid":
			like = "uuid"
		}
	}
	switch like {
	case "uuid":
		return idForm{uuid: true}
	case "integer":
		return idForm{integer: true}
	case "":
		return idForm{parts: []idPart{{random: 24}}}
	}
	var f idForm
	for like != "" {
		text, rest, found := strings.Cut(like, "{")
		count, after, closed := strings.Cut(rest, "}")
		n, err := strconv.Atoi(count)
		if !found || !closed || err != nil {
			f.parts = append(f.parts, idPart{text: like})
			break
		}
		f.parts = append(f.parts, idPart{text, min(max(n, 0), maxID)})
		like = after
	}
	return f
}

// NewID draws an id in the form of the model.
func (p *Plan) NewID(seed uint64) string {
	chance := chanceOf(seed, idStream)
	switch f := p.form(); {
	case f.uuid:
		return uuid(chance)
	case f.integer:
		return strconv.Itoa(1_000_000 + chance.IntN(1_000_000_000))
	default:
		var b strings.Builder
		for _, part := range f.parts {
			b.WriteString(part.text)
			for range part.random {
				b.WriteByte(letters[chance.IntN(len(letters))])
			}
		}
		return b.String()
	}
}

// manyIDs is how many random letters and digits make it sure that no id is drawn twice.
const manyIDs = 16

// ScarceIDs reports whether the form has so few ids that one may be drawn twice.
func (p *Plan) ScarceIDs() bool {
	f := p.form()
	random := 0
	for _, part := range f.parts {
		random += part.random
	}
	return !f.uuid && random < manyIDs
}

const letters = "abcdefghijklmnopqrstuvwxyz0123456789"

func uuid(chance *rand.Rand) string {
	a, b := chance.Uint64(), chance.Uint64()
	a = a&^0xf000 | 0x4000     // version 4
	b = b&^(0xc<<60) | 0x8<<60 // variant of RFC 9562
	return fmt.Sprintf("%08x-%04x-%04x-%04x-%012x", a>>32, a>>16&0xffff, a&0xffff, b>>48, b&0xffffffffffff)
}

// ChosenID returns the id that a create request chooses; empty if it does not, or must not.
// It stands where the record has the id, or under the name that the paths give it: whoever
// posts a file_id gets the record at .../files/{file_id}.
func (p *Plan) ChosenID(input json.RawMessage) string {
	id := p.Resource.ID
	if id == nil || id.At == "" || len(input) > MaxInput || !isObject(input) {
		return ""
	}
	if chosen := p.inputAt(input, id.At); chosen != "" {
		return chosen
	}
	named := jobs.Pointer("/" + escape(id.Parameter))
	if id.Parameter == "" || placeOf(p.main().root, named).known() {
		return "" // the record has it besides its own id
	}
	return p.inputAt(input, named)
}

// inputAt returns the text or number that a create request has at a place, if its schema has
// the place and lets clients write it.
func (p *Plan) inputAt(input json.RawMessage, at jobs.Pointer) string {
	v := (&tree{raw: input}).at(tokensOf(at))
	for _, schema := range p.inputs() {
		described := placeOf(schema, at)
		readOnly := slices.ContainsFunc(described.groups, func(group []schemas.Definition) bool {
			return slices.ContainsFunc(group, schemas.Definition.ReadOnly)
		})
		if !described.known() || readOnly {
			continue
		}
		id := v.string()
		if _, number := v.number(); number {
			id = string(v.raw)
		}
		if id != "" && len(id) <= maxID {
			return id
		}
	}
	return ""
}

// IDIn returns where the response of a create operation has the id.
func (p *Plan) IDIn(op jobs.Operation) jobs.Pointer {
	if p.Resource.ID == nil {
		return ""
	}
	if at, other := p.Resource.ID.In[op]; other {
		return at
	}
	return p.Resource.ID.At
}
