// Package fastapi is what a service built on FastAPI 0.115 and pydantic 2 does
// around its endpoints: which route a request belongs to, who is let in, which
// ids and bodies are refused and in which words, and how JSON is read and
// written. Everything comes out to the byte as the real framework has it.
//
// Two calls do all of it:
//
//	match := table.Match(request)             // 404, 405, 307, or a route
//	accepted, refusal := fastapi.Judge(request, match.Params, rules)
//
// The order of judgement is the framework's: route; the body's JSON; who is
// calling; the path's ids in order; the body's fields in the order of the
// model, whatever the order in the text. Faults of ids and body come together.
//
// Style chooses the words: Pydantic2, or Pydantic1 as such services answered
// before. What a request holds is never logged here, and a credential never
// stands in an answer.
//
// TolerantListener lets requests in that net/http would refuse by itself.
//
// Everything is safe for concurrent use and takes time linear in its input.
// The size of a body is the caller's to bound; its depth is bounded here.
package fastapi
