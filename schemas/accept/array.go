package accept

// array reads an array.
func (r *Reader) array(s *Schema, at, depth int) int {
	if s.kinds&array == 0 || len(s.sets) > 0 || depth == MaxDepth {
		return refused
	}
	of, from, count := s.items, len(r.names), 0
	if of == nil {
		of = anything
	}
	at = r.space(at + 1)
	for more := !r.is(at, ']'); more; count++ {
		start := at
		if at = r.value(of, at, depth+1); at == refused {
			return refused
		}
		if s.unique && !r.differs(start, at, from, depth) {
			return refused
		}
		if at = r.space(at); r.is(at, ',') {
			at = r.space(at + 1)
		} else {
			more = false
		}
	}
	if !r.is(at, ']') || count < s.minItems || count > s.maxItems {
		return refused
	}
	r.names = r.names[:from]
	return at + 1
}

// differs reports whether an element certainly differs from those before: only texts without
// escapes do that when they are written in another way.
func (r *Reader) differs(start, end, from, depth int) bool {
	if r.text[start] != '"' {
		return false
	}
	_, escaped := r.quoted(start)
	return !escaped && !r.again(r.text[start:end], from, depth)
}
