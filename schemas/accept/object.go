package accept

import "slices"

// object reads an object. Every name must be written without escapes, so that equal names are
// equal texts, and none may be empty, because the validator has another name for that.
func (r *Reader) object(s *Schema, at, depth int) int {
	if s.kinds&object == 0 || len(s.sets) > 0 || depth == MaxDepth {
		return refused
	}
	seen, others, next, count := len(r.seen), len(r.names), 0, 0
	for range s.required {
		r.seen = append(r.seen, 0)
	}
	at = r.space(at + 1)
	for more := !r.is(at, '}'); more; count++ {
		if !r.is(at, '"') {
			return refused
		}
		end, escaped := r.quoted(at)
		if end == refused || escaped || end == at+2 {
			return refused
		}
		name := r.text[at+1 : end-1]
		if at = r.space(end); !r.is(at, ':') {
			return refused
		}
		of, again := s.others, false
		if i := s.member(name, next); i >= 0 {
			next = i + 1
			bits, bit := &r.seen[seen+i/64], uint64(1)<<(i%64)
			of, again = s.members[i].Schema, *bits&bit != 0
			*bits |= bit
		} else {
			again = r.again(name, others, depth)
		}
		if of == nil {
			of = anything
		}
		if again {
			return refused
		}
		if at = r.value(of, r.space(at+1), depth+1); at == refused {
			return refused
		}
		if at = r.space(at); r.is(at, ',') {
			at = r.space(at + 1)
		} else {
			more = false
		}
	}
	if !r.is(at, '}') || count < s.minMembers || count > s.maxMembers {
		return refused
	}
	for i, bits := range s.required {
		if r.seen[seen+i]&bits != bits {
			return refused
		}
	}
	r.seen, r.names = r.seen[:seen], r.names[:others]
	return at + 1
}

// member returns the place of a member; -1 if the schema does not list it. Most objects have
// them in one order, so the next one is tried first.
func (s *Schema) member(name string, next int) int {
	if next < len(s.members) && s.members[next].name == name {
		return next
	}
	if i, ok := s.place[name]; ok {
		return i
	}
	return -1
}

// fewNames is how many names are compared one by one, keptNames how many a map may have to be
// used again: to clear a larger one takes long.
const fewNames, keptNames = 16, 4096

// again notes a text of the object or array at a depth, and reports whether it was noted
// before. The first few are in names, from a place on, and all are in a set once there are more.
func (r *Reader) again(name string, from, depth int) bool {
	few := r.names[from:]
	if slices.Contains(few, name) {
		return true
	}
	if len(few) < fewNames {
		r.names = append(r.names, name)
		return false
	}
	for len(r.sets) <= depth {
		r.sets = append(r.sets, nil)
	}
	if len(few) == fewNames { // the last one marks that the set is in use
		r.names = append(r.names, name)
		if len(r.sets[depth]) > keptNames || r.sets[depth] == nil {
			r.sets[depth] = map[string]bool{}
		}
		clear(r.sets[depth])
	}
	noted := r.sets[depth]
	known := noted[name]
	noted[name] = true
	return known
}
