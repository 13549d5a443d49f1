package fastapi

// Style is whose words refusals are in.
type Style int

const (
	// Pydantic2 is the style of the service since mid-September 2024.
	Pydantic2 Style = iota
	// Pydantic1 is the style before: other words, no input echoed, uuids read
	// as Python's own class reads them, numbers taken for strings.
	Pydantic1
)
