package contract

// finalStaysFinal remembers the last final state of each execution.
func finalStaysFinal() judgement {
	type ended struct {
		status string
		number int
	}
	seen := map[string]ended{}
	return judgement{see: func(x *Exchange, say *ruling) {
		for _, r := range x.records() {
			before, known := seen[r.ID()]
			switch {
			case known && before.status != r.Status():
				say.broke(Break{
					Expected: before.status + " as in answer " + number(before.number),
					Got:      r.Status(), Pointer: r.Pointer + "/status", Record: r.ID(), Key: "status",
				})
			case known:
				say.kept()
			case r.Final() && len(seen) < maxRemembered:
				seen[r.ID()] = ended{r.Status(), x.Number}
			}
		}
	}}
}
