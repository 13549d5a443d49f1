package fastapi

// Style is the version of pydantic whose error messages responses have.
type Style int

const (
	// Pydantic2 is the style of the service since mid-September 2024.
	Pydantic2 Style = iota
	// Pydantic1 is the style before: other messages, no input in them, UUIDs parsed as
	// Python's own class does, numbers accepted as strings.
	Pydantic1
)
