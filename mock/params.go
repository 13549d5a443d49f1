package mock

import (
	"encoding/binary"
	"fmt"
	"hash/fnv"
	"strconv"

	"github.com/ringer-api/ringer/mock/fastapi"
)

// param gives a path parameter by name, "" where there is none.
func (c *call) param(name string) string {
	for _, p := range c.params {
		if p.Name == name {
			return p.Value
		}
	}
	return ""
}

func (c *call) pipeline() string  { return c.param("pipeline_id") }
func (c *call) dataset() string   { return c.param("eval_dataset_id") }
func (c *call) execution() string { return c.param("eval_dataset_execution_id") }

// ids are the values of the path parameters, in order.
func (c *call) ids() []string {
	ids := make([]string, len(c.params))
	for i, p := range c.params {
		ids[i] = p.Value
	}
	return ids
}

// asked reads from the request's body what the new execution is to do. The
// ids come out in lower case with hyphens, as the service gives them back.
func (c *call) asked() (questions []string, model, prompt *string) {
	ids, _ := c.parsed.Get("eval_question_ids")
	questions = []string{}
	for _, id := range ids.Strings() {
		canonical, _ := fastapi.UUID(id) // judged before
		questions = append(questions, canonical)
	}
	params, _ := c.parsed.Get("params")
	return questions, member(params, "llm_model"), member(params, "qa_prompt_tmpl")
}

// member gives an object's string; nil when it is absent or null.
func member(v fastapi.Value, name string) *string {
	m, ok := v.Get(name)
	if !ok || m.IsNull() {
		return nil
	}
	s := m.String()
	return &s
}

// hash gives 64 bits that any machine finds alike.
func hash(parts ...string) uint64 {
	h := fnv.New64a()
	for _, p := range parts {
		_, _ = h.Write([]byte(p))
		_, _ = h.Write([]byte{0})
	}
	return h.Sum64()
}

// uuidOf gives a version 4 UUID that is always the same for the same parts.
func uuidOf(seed uint64, parts ...string) string {
	var b [16]byte
	binary.BigEndian.PutUint64(b[:8], seed^hash(append(parts, "high")...))
	binary.BigEndian.PutUint64(b[8:], hash(append(parts, "low", strconv.FormatUint(seed, 10))...))
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}
