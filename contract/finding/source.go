package finding

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

// Origin is the kind of a source: how strong a requirement is.
type Origin string

const (
	Documented Origin = "documented" // a line of the docs or a keyword of the schema
	Framework  Origin = "framework"  // what this kind of service does
	Inferred   Origin = "inferred"   // common sense about jobs and time
)
