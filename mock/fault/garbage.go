package fault

import (
	"strconv"
	"strings"
)

// Garbage sends something after the body that does not belong there.
type Garbage struct {
	// Text is what is sent; when empty, Size random bytes are.
	Text string
	Size int
	// Outside leaves it out of content-length, so that it stands where the
	// next answer should begin.
	Outside bool
}

var garbageKind = kind{
	Kind: Kind{
		Name:     "garbage",
		Sentence: "Something that does not belong there follows the body.",
		Parameters: []Parameter{
			{"where", "inside or outside", "inside",
				"inside the body, or after the end that content-length says"},
			{"size", "number", "16", "how many random bytes"},
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

// Apply adds the garbage.
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
