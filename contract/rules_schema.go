package contract

// keepsSchema makes one break of each violation. The same keyword broken in
// many records, or in several operations that share the type, is one fault.
func keepsSchema(x *Exchange, say *ruling) {
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
		where := v.Source
		if where == "" {
			where = v.KeywordPath
		}
		key := where + " " + v.Keyword
		if v.Keyword == "required" {
			key += " " + v.Expected // which property is missing
		}
		say.broke(Break{
			Expected: v.Expected, Got: v.Found, Pointer: v.Pointer, Record: ids(v.Pointer),
			Where: where, Key: key,
		})
	}
}
