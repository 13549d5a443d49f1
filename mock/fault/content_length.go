package fault

import (
	"fmt"
	"strconv"
)

// ContentLength sends a wrong content-length header.
type ContentLength struct {
	// By is added to the body's length.
	By int64
	// Is, if not nil, is the header's value instead.
	Is *int64
}

var contentLengthKind = kind{
	Kind: Kind{
		Name:     "content-length",
		Sentence: "The content-length header is wrong; all of the body is sent, then the connection is closed.",
		Parameters: []Parameter{
			{"by", "number", "10", "how much it exceeds the length of the body; below 0: less"},
			{"is", "number", "", "its value, whatever the length of the body"},
		},
		Example: "{kind: content-length, by: -5}",
		Short:   "content-length:-5",
	},
	build: func(p *params) Fault {
		p.atMostOne("by", "is")
		const bound = 1 << 40
		if p.has("is") {
			is := int64(p.whole("is", 0, 0, bound))
			return ContentLength{Is: &is}
		}
		by := p.whole("by", 10, -bound, bound)
		if by == 0 {
			p.wrong("by", "any number but 0, which would be correct")
		}
		return ContentLength{By: int64(by)}
	},
}

// Apply changes the response's content-length header.
func (f ContentLength) Apply(a *Response, _ Draw) Outcome {
	a.Delivery.Announce = AnnounceBody
	a.Delivery.Ending = max(a.Delivery.Ending, EndClosed)
	if f.Is != nil {
		a.Delivery.ContentLength = f.Is
		return applied(fmt.Sprintf("content-length is %d", *f.Is))
	}
	a.Delivery.AnnounceBy = f.By
	return applied(fmt.Sprintf("content-length is wrong by %d", f.By))
}

func (f ContentLength) String() string {
	if f.Is != nil {
		return short("content-length", "is="+strconv.FormatInt(*f.Is, 10))
	}
	return short("content-length", strconv.FormatInt(f.By, 10))
}
