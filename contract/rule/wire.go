package rule

import (
	"cmp"
	"mime"
	"strings"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/contract/observation"
)

// hasResponse: a response head was received. Without a connection no request was sent, so
// that counts only in a run in which other requests got a response.
func hasResponse() Checker {
	var unconnected []*exchange.Exchange
	heard := false
	see := func(x *observation.Observation, say *Recorder) {
		switch {
		case x.Fault != nil && x.Fault.Kind == exchange.Unreachable:
			if len(unconnected) < maxAmbiguous {
				unconnected = append(unconnected, x.Slim())
			}
		case x.Response != nil:
			heard = true
			say.Kept()
		default:
			say.Broke(Break{Expected: "an HTTP response", Got: x.Fault.Detail, Key: string(x.Fault.Kind)})
		}
	}
	end := func(say *Recorder) {
		for _, x := range unconnected {
			if heard {
				say.Broke(Break{
					Expected: "a connection, as other requests got", Got: x.Fault.Detail,
					Key: string(x.Fault.Kind), Exchange: x,
				})
			}
		}
	}
	return Checker{See: see, End: end}
}

func complete(x *observation.Observation, say *Recorder) {
	faulty(x, say, "a body of the announced length", exchange.Cut, exchange.Overlong)
}

func bounded(x *observation.Observation, say *Recorder) {
	faulty(x, say, "a response that ends", exchange.Endless)
}

func encoded(x *observation.Observation, say *Recorder) {
	faulty(x, say, "a Content-Encoding that the request accepts", exchange.Undecodable)
}

// faulty records a break when the response's fault is one of these kinds.
func faulty(x *observation.Observation, say *Recorder, expected string, kinds ...exchange.FaultKind) {
	if x.Response == nil {
		return
	}
	for _, kind := range kinds {
		if x.Fault != nil && x.Fault.Kind == kind {
			say.Broke(Break{Expected: expected, Got: x.Fault.Detail, Key: string(kind)})
			return
		}
	}
	say.Kept()
}

func contentType(x *observation.Observation, say *Recorder) {
	r := x.Reading.Response
	if r == nil {
		return
	}
	got := x.Response.Get("content-type")
	if got == "" && x.Origin.Headless {
		return
	}
	media, parameters, err := mime.ParseMediaType(got)
	charset := strings.ToLower(cmp.Or(parameters["charset"], "utf-8"))
	if err != nil || !r.Speaks(media) || charset != "utf-8" {
		say.Broke(Break{
			Expected: "content-type: application/json", Got: "content-type: " + cmp.Or(got, "none"), Key: got + " ",
		})
		return
	}
	say.Kept()
}

func strictJSON(x *observation.Observation, say *Recorder) {
	if x.Reading.Response == nil {
		return
	}
	if len(x.Reading.Syntax) > 0 {
		v := x.Reading.Syntax[0] // which may be the reason for those after it
		b := Break{
			Expected: v.Expected, Got: v.Sentence, Pointer: v.Pointer, Where: v.Source, At: v.At, Key: "json",
		}
		if strings.Contains(v.Sentence, "NaN") || strings.Contains(v.Sentence, "Infinity") {
			b.Fix = "JSON has no NaN and no Infinity: find where this number comes from, such as a division by zero or a missing value, and write null " +
				"or leave it out; some JSON libraries write it unless they are told not to (Python's json.dumps: allow_nan=False)"
		}
		say.Broke(b)
		return
	}
	say.Kept()
}
