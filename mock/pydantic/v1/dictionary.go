package v1

import (
	"slices"
	"unicode/utf8"

	"github.com/ringer-api/ringer/mock/python"
)

// entries are the keys and values of a dict, in order. Keys may be of any scalar type.
type entries struct{ keys, items []python.Value }

// dictionary returns what Python's dict makes of a value: the members of an object, or the pairs
// of a list. An empty string has no pairs, but is not a list.
func dictionary(v python.Value) (entries, bool) {
	var all entries
	if v.Kind() == python.Object {
		for _, name := range v.Names() {
			all.keys = append(all.keys, python.TextOf(name))
		}
		all.items = slices.Clone(v.Items())
		return all, true
	}
	if v.Kind() != python.Array && (v.Kind() != python.String || v.Text() != "") {
		return all, false
	}
	at := map[string]int{}
	for _, item := range v.Items() {
		key, value, ok := pair(item)
		if !ok {
			return all, false
		}
		written := python.Repr(key)
		if i, known := at[written]; known {
			all.items[i] = value
			continue
		}
		at[written] = len(all.keys)
		all.keys, all.items = append(all.keys, key), append(all.items, value)
	}
	return all, true
}

// object returns the entries whose keys are texts.
func (e entries) object() python.Value {
	var m python.Members
	for i, key := range e.keys {
		if key.Kind() == python.String {
			m.Set(key.Text(), e.items[i])
		}
	}
	return m.Object()
}

// pair splits a value into two: the elements of an array, the keys of an object, the
// characters of a string. What cannot be a key of a dict is not a pair.
func pair(v python.Value) (key, value python.Value, ok bool) {
	var two []python.Value
	switch v.Kind() {
	case python.Array:
		two = v.Items()
	case python.Object:
		for _, name := range v.Names() {
			two = append(two, python.TextOf(name))
		}
	case python.String:
		if utf8.RuneCountInString(v.Text()) == 2 {
			_, size := utf8.DecodeRuneInString(v.Text())
			two = []python.Value{python.TextOf(v.Text()[:size]), python.TextOf(v.Text()[size:])}
		}
	}
	if len(two) != 2 || two[0].Kind() == python.Array || two[0].Kind() == python.Object {
		return python.Value{}, python.Value{}, false
	}
	return two[0], two[1], true
}
