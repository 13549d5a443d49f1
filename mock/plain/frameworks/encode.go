package frameworks

import (
	"bytes"
	"encoding/json"
)

// encode writes a value as these frameworks do: in one line, and < as it is.
func encode(value any) []byte {
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	_ = e.Encode(value) // texts, numbers and lists of them cannot fail
	return bytes.TrimSuffix(out.Bytes(), []byte("\n"))
}

// member is one of an object, which keeps its order.
type member struct {
	name  string
	value any
}

// object is a JSON object with its members in order; those without a value are left out.
type object []member

// MarshalJSON writes the members in order.
func (o object) MarshalJSON() ([]byte, error) {
	out := []byte{'{'}
	for _, m := range o {
		if m.value == nil {
			continue
		}
		if len(out) > 1 {
			out = append(out, ',')
		}
		out = append(append(append(out, encode(m.name)...), ':'), encode(m.value)...)
	}
	return append(out, '}'), nil
}

// unless returns nil for an empty text.
func unless(text string) any {
	if text == "" {
		return nil
	}
	return text
}

// lists collects texts by name, in the order in which the names come.
type lists []struct {
	name  string
	texts []string
}

func (l *lists) add(name, text string) {
	for i := range *l {
		if (*l)[i].name == name {
			(*l)[i].texts = append((*l)[i].texts, text)
			return
		}
	}
	*l = append(*l, struct {
		name  string
		texts []string
	}{name, []string{text}})
}

func (l lists) object() object {
	o := object{}
	for _, one := range l {
		o = append(o, member{one.name, one.texts})
	}
	return o
}
