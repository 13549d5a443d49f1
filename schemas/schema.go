package schemas

// Schema is one compiled type of the description. It is read-only and safe for
// concurrent use.
type Schema struct {
	name string
}

// Name is the type's name, such as "EvalDatasetJobRecord".
func (s *Schema) Name() string { return s.name }
