package contract

import (
	"cmp"
	"mime"
	"strings"
)

// answered: a response head came. Where no connection was made nothing was
// asked, so that counts only in a run in which others were.
func answered() judgement {
	var unconnected []*Exchange
	heard := false
	see := func(x *observation, say *ruling) {
		switch {
		case x.Fault != nil && x.Fault.Kind == Unreachable:
			if len(unconnected) < maxDoubts {
				unconnected = append(unconnected, x.slim())
			}
		case x.Answer != nil:
			heard = true
			say.kept()
		default:
			say.broke(Break{Expected: "an HTTP answer", Got: x.Fault.Detail, Key: string(x.Fault.Kind)})
		}
	}
	end := func(say *ruling) {
		for _, x := range unconnected {
			if heard {
				say.broke(Break{
					Expected: "a connection, as other requests got", Got: x.Fault.Detail,
					Key: string(x.Fault.Kind), Exchange: x,
				})
			}
		}
	}
	return judgement{see: see, end: end}
}

func complete(x *observation, say *ruling) {
	faulty(x, say, "the announced length, and then the end", Cut, Overlong)
}

func bounded(x *observation, say *ruling) {
	faulty(x, say, "an end", Endless)
}

func encoded(x *observation, say *ruling) {
	faulty(x, say, "a content coding that was offered", Undecodable)
}

// faulty breaks when the answer's fault is one of these kinds.
func faulty(x *observation, say *ruling, expected string, kinds ...FaultKind) {
	if x.Answer == nil {
		return
	}
	for _, kind := range kinds {
		if x.Fault != nil && x.Fault.Kind == kind {
			say.broke(Break{Expected: expected, Got: x.Fault.Detail, Key: string(kind)})
			return
		}
	}
	say.kept()
}

func contentType(x *observation, say *ruling) {
	r := x.reading.response
	if r == nil {
		return
	}
	got := x.Answer.Get("content-type")
	if got == "" && x.kept.headless {
		return
	}
	media, parameters, err := mime.ParseMediaType(got)
	charset := strings.ToLower(cmp.Or(parameters["charset"], "utf-8"))
	if err != nil || media != cmp.Or(r.ContentType, "application/json") || charset != "utf-8" {
		say.broke(Break{
			Expected: "content-type: application/json", Got: "content-type: " + cmp.Or(got, "none"), Key: got + " ",
		})
		return
	}
	say.kept()
}

func strictJSON(x *observation, say *ruling) {
	if x.reading.response == nil {
		return
	}
	for _, v := range x.reading.syntax {
		// The first mistake is the reason for whatever follows it.
		say.broke(Break{
			Expected: v.Expected, Got: v.Sentence, Pointer: v.Pointer, Where: v.Source, At: v.At, Key: "json",
		})
		return
	}
	say.kept()
}
