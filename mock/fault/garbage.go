package fault

import (
	"strconv"
	"strings"
)

// Garbage sends bytes after the body that do not belong to it.
type Garbage struct {
	// Text is sent after the body; if it is empty, Size random bytes are sent.
	Text string
	Size int
	// Outside sends the bytes beyond content-length, where the next response should start.
	Outside bool
}

var garbageKind = kind{
	Kind: Kind{
		Name:     "garbage",
		Sentence: "The body is followed by bytes that do not belong to it.",
		Parameters: []Parameter{
			{"where", "inside or outside", "inside",
				"inside the body, or after its end according to content-length"},
			{"size", "number", "16", "number of random bytes"},
			{"text", "text", "", "this text instead of random bytes"},
		},
		Example: `{kind: garbage, where: outside, text: "<!-- served by cache-7 -->"}`,
		Short:   "garbage:outside",
	},
	unnamed: func(value string) string {
		if value != "" && strings.Trim(value, "0123456789") == "" {
			return "size"
		}
		return "where"
	},
	build: func(p *params) Fault {
		p.atMostOne("text", "size")
		return Garbage{
			Text:    p.text("text", "", "text"),
			Size:    p.whole("size", 16, 1, 1<<20),
			Outside: p.choice("where", "inside", "inside", "outside") == "outside",
		}
	},
}

// Apply adds the bytes.
func (f Garbage) Apply(a *Response, d Draw) Outcome {
	garbage := []byte(f.Text)
	for f.Text == "" && len(garbage) < f.Size {
		garbage = append(garbage, byte(d.Rand.Uint32()))
	}
	note := "garbage of " + strconv.Itoa(len(garbage)) + " bytes "
	if f.Outside {
		a.Delivery.Trailing = append(a.Delivery.Trailing, garbage...)
		a.Delivery.Ending = max(a.Delivery.Ending, EndClosed)
		return applied(note + "after the end")
	}
	a.Body = append(a.Body[:len(a.Body):len(a.Body)], garbage...)
	return applied(note + "in the body")
}

func (f Garbage) String() string {
	where, size := "", ""
	if f.Outside {
		where = "outside"
	}
	if f.Text == "" {
		size = named("size", strconv.Itoa(f.Size), "16")
	}
	return short("garbage", where, size, named("text", f.Text, ""))
}
