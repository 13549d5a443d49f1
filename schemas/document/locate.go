package document

import (
	"net/url"
	"strconv"
)

// locator finds the targets of fragments. Documents name thousands of places in objects
// of thousands of members, so large objects are indexed once.
type locator struct {
	members map[*Value]map[string]*Value
	anchors map[*Value]map[string]*Value // by the file's root
}

func newLocator() locator {
	return locator{map[*Value]map[string]*Value{}, map[*Value]map[string]*Value{}}
}

// locate returns the value that a fragment names: a JSON pointer or an anchor.
func (l *locator) locate(root *Value, fragment string) *Value {
	if fragment != "" && fragment[0] != '/' {
		return l.anchorsOf(root)[fragment]
	}
	if v := l.at(root, fragment); v != nil {
		return v
	}
	if plain, err := url.PathUnescape(fragment); err == nil && plain != fragment {
		return l.at(root, plain)
	}
	return nil
}

func (l *locator) at(v *Value, pointer string) *Value {
	for _, token := range SplitPointer(pointer) {
		if v.IsArray() {
			i, err := strconv.Atoi(token)
			if err != nil || i < 0 || i >= len(v.items) {
				return nil
			}
			v = v.items[i]
			continue
		}
		if v = l.get(v, token); v == nil {
			return nil
		}
	}
	return v
}

func (l *locator) get(v *Value, name string) *Value {
	const few = 16
	if len(v.Members()) <= few {
		return v.Get(name)
	}
	if l.members[v] == nil {
		l.members[v] = make(map[string]*Value, len(v.members))
		for _, m := range v.members {
			l.members[v][m.Name] = m.Value
		}
	}
	return l.members[v][name]
}

func (l *locator) anchorsOf(root *Value) map[string]*Value {
	if l.anchors[root] == nil {
		l.anchors[root] = map[string]*Value{}
		collectAnchors(root, l.anchors[root])
	}
	return l.anchors[root]
}

func collectAnchors(v *Value, found map[string]*Value) {
	if name := v.TextOf("$anchor"); name != "" && found[name] == nil {
		found[name] = v
	}
	for _, m := range v.Members() {
		collectAnchors(m.Value, found)
	}
	for _, item := range v.Items() {
		collectAnchors(item, found)
	}
}
