package contract

import (
	"encoding/json"
	"strconv"
	"strings"
)

// excerptLength is how many characters of an answer a finding shows.
const excerptLength = 240

// excerpt is the part of the answer that matters to a break.
func (b Break) excerpt() string {
	x := b.Exchange
	if x.Answer == nil {
		return ""
	}
	content := x.Answer.Content
	if content == nil {
		content = x.Answer.Body
	}
	if x.reading == nil || len(x.reading.syntax) == 0 {
		return shorten(enclosing(content, b.Pointer))
	}
	from := 0
	if at := x.reading.syntax[0].At; at != nil {
		from = max(0, min(int(at.Offset), len(content))-excerptLength/2)
	}
	return shorten(content[from:])
}

// shorten avoids turning a large body into a string for its beginning.
func shorten(b []byte) string {
	return excerpt(string(b[:min(len(b), 8*excerptLength)]), excerptLength)
}

// enclosing is the innermost object or array around the place that a pointer
// names, as it stands in the text: a value alone says little.
func enclosing(text json.RawMessage, pointer string) json.RawMessage {
	for _, step := range strings.Split(pointer, "/")[1:] {
		next := member(text, strings.NewReplacer("~1", "/", "~0", "~").Replace(step))
		if len(next) == 0 || next[0] != '{' && next[0] != '[' {
			break
		}
		text = next
	}
	return text
}

func member(text json.RawMessage, name string) json.RawMessage {
	var object map[string]json.RawMessage
	if json.Unmarshal(text, &object) == nil {
		return object[name]
	}
	var array []json.RawMessage
	if i, err := strconv.Atoi(name); err == nil && json.Unmarshal(text, &array) == nil &&
		i >= 0 && i < len(array) {
		return array[i]
	}
	return nil
}
