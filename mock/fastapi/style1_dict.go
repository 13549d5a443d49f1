package fastapi

import "unicode/utf8"

// dictionary returns what Python's dict makes of a value: of an object a copy, of a list of
// pairs their object. An empty string has no pairs, but is not a list.
func dictionary(v Value) (Value, bool) {
	if v.kind == Object {
		return v.clone(), true
	}
	if v.kind != Array && (v.kind != String || v.text != "") {
		return Value{}, false
	}
	var m members
	for _, item := range v.Items() {
		key, value, ok := pair(item)
		if !ok {
			return Value{}, false
		}
		if key.kind == String { // other keys belong to no field
			m.set(key.text, value)
		}
	}
	return object(m.names, m.items...), true
}

// pair splits a value into two: the elements of an array, the keys of an object, the
// characters of a string. What cannot be a key of a dict is not a pair.
func pair(v Value) (key, value Value, ok bool) {
	var two []Value
	switch v.kind {
	case Array:
		two = v.Items()
	case Object:
		for _, name := range v.Names() {
			two = append(two, text(name))
		}
	case String:
		if utf8.RuneCountInString(v.text) == 2 {
			_, size := utf8.DecodeRuneInString(v.text)
			two = []Value{text(v.text[:size]), text(v.text[size:])}
		}
	}
	if len(two) != 2 || two[0].kind == Array || two[0].kind == Object {
		return Value{}, Value{}, false
	}
	return two[0], two[1], true
}
