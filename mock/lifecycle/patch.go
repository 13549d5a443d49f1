package lifecycle

// mergePatch applies a merge patch (RFC 7396) to a JSON value; both are valid JSON. The
// order of members stays.
func mergePatch(target, patch []byte) []byte {
	t := &tree{raw: target}
	applyPatch(t, &tree{raw: patch}, false, 0)
	return t.text()
}

// composePatches returns the patch that has the effect of two, one after the other.
func composePatches(first, second []byte) []byte {
	if len(first) == 0 {
		return second
	}
	t := &tree{raw: first}
	applyPatch(t, &tree{raw: second}, true, 0)
	return t.text()
}

// maxNesting bounds the nesting of patches; what is nested deeper is replaced.
const maxNesting = 100

func applyPatch(t, patch *tree, keepNulls bool, depth int) {
	if !patch.isObject() || depth >= maxNesting {
		*t = tree{raw: patch.text()}
		return
	}
	if !t.isObject() {
		if keepNulls {
			*t = tree{raw: patch.text()}
			return
		}
		*t = tree{raw: []byte("{}")}
	}
	patch.open()
	t.open()
	for _, m := range patch.members {
		old := t.child(m.name)
		switch {
		case m.value.isNull() && !keepNulls:
			t.remove([]string{m.name})
		case old != nil:
			applyPatch(old, m.value, keepNulls, depth+1)
		default:
			added := &tree{raw: []byte("null")}
			applyPatch(added, m.value, keepNulls, depth+1)
			t.members = append(t.members, member{m.name, added})
		}
	}
}
