package finding

// Alike is a finding that another one stands for, because both have the same cause, such as
// a second name that the description does not have.
type Alike struct {
	Rule string `json:"rule"`
	// Severity is that of its rule; it may be lower than the finding's.
	Severity Severity `json:"severity"`
	Expected string   `json:"expected"`
	Got      string   `json:"got"`
	Place    Place    `json:"place"`
	Count    int      `json:"count"`
	// Key is the same for the same fault, in every run.
	Key string `json:"key"`
}

// Rest is the cause of a finding about what was not told apart in long responses: it belongs
// to the first other finding of its rule.
const Rest = "rest"

// Renamed begins the causes of findings about properties with other names, whatever their
// severities are: one that is missing, and one that is unknown.
const Renamed = "renamed in "

// StandFor makes the finding stand for another one.
func (f *Finding) StandFor(o *Finding) {
	f.Alike = append(f.Alike, Alike{
		Rule: o.Rule, Severity: o.Severity, Expected: o.Expected, Got: o.Got, Place: o.Places[0], Count: o.Count, Key: o.Key,
	})
	f.Alike = append(f.Alike, o.Alike...)
	for _, id := range o.Consequences {
		f.AddConsequence(id)
	}
}

// AddConsequence notes a rule that fails for the same reason.
func (f *Finding) AddConsequence(id string) {
	if id == f.Rule {
		return
	}
	for _, known := range f.Consequences {
		if known == id {
			return
		}
	}
	f.Consequences = append(f.Consequences, id)
}

// Rules are the rules that fail because of it: its own first, without those of Consequences.
func (f *Finding) Rules() []string {
	all := []string{f.Rule}
	for _, a := range f.Alike {
		found := false
		for _, id := range all {
			found = found || id == a.Rule
		}
		if !found {
			all = append(all, a.Rule)
		}
	}
	return all
}

// Keys are the keys of the finding and of those that it stands for.
func (f *Finding) Keys() []string {
	keys := []string{f.Key}
	for _, a := range f.Alike {
		keys = append(keys, a.Key)
	}
	return keys
}
