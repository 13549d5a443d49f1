package contract

// keepsSchema makes one break of each violation. The same keyword broken in
// many records, or in several operations that share the type, is one fault. An
// unknown value of a closed enum is a broken schema and no drift: unlike a
// property more, a client cannot ignore it.
func keepsSchema(x *observation, say *ruling) {
	r := x.reading
	if r.response == nil || len(r.syntax) > 0 {
		return
	}
	if len(r.schema) == 0 {
		say.kept()
		return
	}
	ids := recordIDs(r)
	for _, v := range r.schema {
		say.broke(Break{
			Expected: v.Expected, Got: v.Found, Pointer: v.Pointer, Record: ids(v.Pointer),
			Where: r.origins.promised(v), Key: r.origins.key(v), At: v.At,
		})
	}
}
