package lifecycle

import (
	"bytes"
	"slices"
	"strconv"

	"github.com/ringer-api/ringer/mock/edit"
)

// Bounds of laying a client's value over a generated one.
const (
	maxLaid  = 100 // elements of an array
	maxDepth = 8
)

// lay puts a client's value into the record. Where a record has more than the request, as
// the whole of an object of which the request has the name only, the parts that agree are
// laid over what was generated. The places that the lifecycle decides stay.
func (w *writer) lay(p *place, v *tree, depth int) bool {
	if p == nil || w.own[p.at] || depth > maxDepth {
		return false
	}
	base := w.at(p)
	if !w.inside(p) && w.put(p, v.text()) {
		return true
	}
	switch {
	case v.isObject() && base.isObject():
		return w.layObject(p, v, base, depth)
	case v.isArray() && base.isArray():
		return w.layArray(p, v, base, depth)
	case !v.isObject() && !v.isArray() && !v.isNull() && base.isObject():
		return w.layName(p, v)
	}
	return false
}

// layObject lays the members that agree. Those that do not agree with what stays, such as the
// type of another branch, are not laid either.
func (w *writer) layObject(p *place, v, base *tree, depth int) bool {
	v.open()
	before, allowed, laid := base.text(), p.takes(base), false
	for _, m := range v.members {
		if inner := w.place(p.at + "/" + escape(m.name)); inner.known() {
			laid = w.lay(inner, m.value, depth+1) || laid
		}
	}
	if laid && allowed && !p.takes(w.at(p)) {
		w.tree.set(p.tokens, before)
		return false
	}
	return laid
}

// layArray makes an array with as many elements as the client's, each laid over the first
// that was generated.
func (w *writer) layArray(p *place, v, base *tree, depth int) bool {
	v.open()
	template := base.child("0")
	if template == nil || len(v.items) == 0 || len(v.items) > maxLaid {
		return false
	}
	before, list := base.text(), edit.NewArray(len(base.raw))
	for range v.items {
		list.Add(template.text())
	}
	if !w.tree.set(p.tokens, list.Close()) {
		return false
	}
	for i, item := range v.items {
		if !w.lay(w.place(p.at+"/"+strconv.Itoa(i)), item, depth+1) {
			w.tree.set(p.tokens, before)
			return false
		}
	}
	return true
}

// layName puts a name or an id into the object that it names: "udp" into {"value": "udp",
// "label": "UDP"}.
func (w *writer) layName(p *place, v *tree) bool {
	for _, name := range []string{"value", "id", "name", "slug", "code", "key"} {
		inner := w.place(p.at + "/" + name)
		if !inner.known() || w.own[inner.at] || w.at(inner) == nil || w.at(inner).kind() == '"' != (v.kind() == '"') || !w.put(inner, v.text()) {
			continue
		}
		if label := w.place(p.at + "/label"); name == "value" && label.known() {
			values, labels := inner.words(), label.words()
			i := slices.IndexFunc(values, func(word []byte) bool { return bytes.Equal(word, v.text()) })
			if i >= 0 && len(values) == len(labels) {
				w.put(label, labels[i])
			}
		}
		return true
	}
	return false
}
