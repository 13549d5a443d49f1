package overlay

import (
	"slices"
	"strings"

	"github.com/ringer-api/ringer/schemas/document"
)

// merge applies an update to a target: objects are merged member by member, lists are
// appended, anything else is replaced.
func merge(target, update *document.Value) {
	switch {
	case target.IsArray() && update.IsArray():
		target.SetItems(append(slices.Clone(target.Items()), update.Items()...))
	case target.IsArray():
		target.SetItems(append(slices.Clone(target.Items()), update))
	case target.IsObject() && update.IsObject():
		mergeObjects(target, update)
	default:
		target.Become(update.Kind, update.Text)
	}
}

func mergeObjects(target, update *document.Value) {
	members := slices.Clone(target.Members())
	at := make(map[string]int, len(members))
	for i, m := range members {
		at[m.Name] = i
	}
	for _, m := range update.Members() {
		i, known := at[m.Name]
		switch {
		case !known:
			members = append(members, m)
		case members[i].IsObject() && m.IsObject(), members[i].IsArray() && m.IsArray():
			merge(members[i].Value, m.Value)
		default:
			members[i] = m
		}
	}
	target.SetMembers(members)
}

// remove removes values from the objects and arrays that contain them.
func remove(root *document.Value, pointers []string) (problem string) {
	gone := map[*document.Value]bool{}
	holders := map[*document.Value]bool{}
	for _, pointer := range pointers {
		if pointer == "" {
			return "the whole document cannot be removed: the action is left out"
		}
		gone[root.At(pointer)] = true
		holders[root.At(pointer[:strings.LastIndexByte(pointer, '/')])] = true
	}
	for holder := range holders {
		holder.SetMembers(slices.DeleteFunc(slices.Clone(holder.Members()), func(m document.Member) bool { return gone[m.Value] }))
		holder.SetItems(slices.DeleteFunc(slices.Clone(holder.Items()), func(v *document.Value) bool { return gone[v] }))
	}
	return ""
}
