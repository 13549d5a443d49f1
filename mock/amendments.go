package mock

// sets tells whether the amendment holds a value for exactly that pointer.
func (a *amendment) sets(pointer string) bool {
	for _, c := range a.changes {
		if c.pointer == pointer {
			return true
		}
	}
	return false
}

// pointers are the fields that were changed, in the order of the changes.
func (a *amendment) pointers() []string {
	var all []string
	for _, c := range a.changes {
		all = append(all, c.pointer)
	}
	return all
}
