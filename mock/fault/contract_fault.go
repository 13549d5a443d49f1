package fault

// contractFault is the shared part of faults that violate the contract: it finds a value
// of a JSON body, replaces a span of it, and reports it.
type contractFault struct {
	kind string
	at   Target
	// fits reports whether a value may be drawn.
	fits func(n node) bool
	// edit gives the span to replace and by what; false when this value,
	// named outright, cannot be changed so.
	edit func(n node) (from, to int, by string, ok bool)
}

var targetParameter = Parameter{"at", "pointer", "a field of one record, drawn",
	`where: a JSON pointer; "last" or "random" stand for an index, "*" at the end for any field that fits`}

func (b contractFault) apply(a *Response, d Draw) Outcome {
	root, ok := document(a.Body)
	if !ok {
		return skipped(b.kind + ": the body is not JSON")
	}
	n, ok := b.at.find(root, d.Rand, b.fits)
	if !ok {
		return skipped(b.kind + ": the body has no " + b.wanted())
	}
	from, to, by, ok := b.edit(n)
	if !ok {
		return skipped(b.kind + ": does not fit " + n.pointer)
	}
	a.Body = splice(a.Body, from, to, by)
	return applied(b.kind + " " + n.pointer)
}

func (b contractFault) wanted() string {
	if b.at == "" {
		return "field that fits"
	}
	return string(b.at)
}

// whole returns an edit that replaces the whole value.
func whole(by func(n node) string) func(node) (int, int, string, bool) {
	return func(n node) (int, int, string, bool) { return n.start, n.end, by(n), true }
}

// documented returns a test of values: by what the description documents about them if
// that is known, else by their form.
func (d Draw) documented(breaks func(Documented) bool, looks func(node) bool) func(node) bool {
	if d.Documented == nil {
		return looks
	}
	return func(n node) bool {
		p, ok := d.Documented(n.pointer)
		return ok && breaks(p) && looks(n)
	}
}
