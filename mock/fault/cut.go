package fault

import "slices"

// Cut ends the body early.
type Cut struct {
	// At is how much of the body is sent.
	At Point
	// Announce decides content-length: with AnnounceBody it is wrong (the length of the
	// whole body), with AnnounceSent it is correct (the length of what is sent), and with
	// AnnounceNone there is none, and the chunked body has no end.
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
				"that of the whole body; that of the sent part; or none, and the last chunk is missing"},
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

// Apply ends the body early. With the correct content-length the connection stays open,
// else it is closed.
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
