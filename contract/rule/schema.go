package rule

import "github.com/ringer-api/ringer/contract/observation"

// keepsSchema reports each schema violation as one break. The same keyword violated in
// many records, or in several operations that share the type, is one finding. An unknown
// value of a closed enum violates the schema and is not drift: unlike an additional
// property, a client cannot ignore it.
func keepsSchema(x *observation.Observation, say *Recorder) {
	r := x.Reading
	if r.Response == nil || len(r.Syntax) > 0 {
		return
	}
	if len(r.Schema) == 0 {
		say.Kept()
		return
	}
	ids := recordIDs(r)
	for _, v := range r.Schema {
		say.Broke(Break{
			Expected: v.Expected, Got: v.Found, Pointer: v.Pointer, Record: ids(v.Pointer),
			Where: r.Origins.Documented(v), Key: r.Origins.Key(v), At: v.At,
		})
	}
}
