package fault

import "slices"

// Cut ends the body early.
type Cut struct {
	// At is how much of the body is sent.
	At Point
	// Announce is what content-length says: AnnounceBody is the wrong length
	// (the whole body's), AnnounceSent the right one of what is sent, and
	// AnnounceNone leaves a chunked body without its end.
	Announce Announce
}

var lengthWords = []string{"wrong", "right", "none"}

var cutKind = kind{
	Kind: Kind{
		Name:     "cut",
		Sentence: "The body ends early.",
		Parameters: []Parameter{
			{"at", "share or bytes", "50%", "how much of it is sent"},
			{"content-length", "wrong, right or none", "wrong",
				"the whole body's; that of what is sent; or none, and the last chunk is missing"},
		},
		Example: "{kind: cut, at: 25%, content-length: right}",
		Short:   "cut:25%:right",
	},
	unnamed: func(value string) string {
		if slices.Contains(lengthWords, value) {
			return "content-length"
		}
		return "at"
	},
	build: func(p *params) Fault {
		word := p.choice("content-length", lengthWords[0], lengthWords...)
		return Cut{p.point("at", half), Announce(slices.Index(lengthWords, word))}
	},
}

// Apply lets the body end early. With the right content-length the connection
// lives on, else it is closed.
func (f Cut) Apply(a *Response, _ Draw) Outcome {
	a.Delivery.Cut, a.Delivery.Announce = &f.At, f.Announce
	if f.Announce != AnnounceSent {
		a.Delivery.Ending = max(a.Delivery.Ending, EndClosed)
	}
	return applied("cut at " + f.At.String() + ", content-length " + lengthWords[f.Announce])
}

func (f Cut) String() string {
	word := lengthWords[f.Announce]
	if word == "wrong" {
		word = ""
	}
	return short("cut", f.At.String(), word)
}
