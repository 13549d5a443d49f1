package fastapi

import "github.com/ringer-api/ringer/mock/pydantic/v2"

// UUID validates an id as pydantic 2 does; see v2.UUID.
func UUID(text string) (canonical, problem string) { return v2.UUID(text) }

// SameID reports whether path ids are equal: as text, or as UUIDs in any form.
func SameID(a, b string) bool {
	if a == b {
		return true
	}
	x, wrong := UUID(a)
	y, alsoWrong := UUID(b)
	return wrong == "" && alsoWrong == "" && x == y
}
