package finding

import "regexp"

// Source is where a rule comes from.
type Source struct {
	Kind  Origin `json:"kind"`
	Where string `json:"where"` // "docs line 12", a schema keyword, or a few words
}

// String returns kind and place, as reports show them.
func (s Source) String() string {
	if s.Where == "" {
		return string(s.Kind)
	}
	return string(s.Kind) + ", " + s.Where
}

// schemaFile matches the file of one of the description's own types.
var schemaFile = regexp.MustCompile(`([A-Za-z0-9_.-]+)\.schema\.json`)

// Schema returns the name of the type whose schema is the source; empty when it is none.
func (s Source) Schema() string {
	if m := schemaFile.FindStringSubmatch(s.Where); m != nil {
		return m[1]
	}
	return ""
}

// Origin is the kind of a source: how strong a requirement is.
type Origin string

const (
	Documented Origin = "documented" // a line of the docs or a keyword of the schema
	Framework  Origin = "framework"  // what this kind of service does
	Inferred   Origin = "inferred"   // common sense about jobs and time
)
