package v1

import (
	"slices"
	"unicode/utf8"

	"github.com/ringer-api/ringer/mock/python"
)

// dictionary returns what Python's dict makes of a value: of an object a copy, of a list of
// pairs their object. An empty string has no pairs, but is not a list.
func dictionary(v python.Value) (python.Value, bool) {
	if v.Kind() == python.Object {
		return v.With(slices.Clone(v.Items())), true
	}
	if v.Kind() != python.Array && (v.Kind() != python.String || v.Text() != "") {
		return python.Value{}, false
	}
	var m python.Members
	for _, item := range v.Items() {
		key, value, ok := pair(item)
		if !ok {
			return python.Value{}, false
		}
		if key.Kind() == python.String { // other keys belong to no field
			m.Set(key.Text(), value)
		}
	}
	return m.Object(), true
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
