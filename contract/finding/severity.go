package finding

import "fmt"

// Severity is how serious a finding is.
type Severity int

const (
	Off     Severity = iota - 1 // the rule is not checked
	Default                     // the rule's own severity
	Info                        // worth knowing
	Warning                     // clients may have problems
	Error                       // the contract is broken
)

var severityNames = map[Severity]string{
	Off: "off", Default: "default", Info: "info", Warning: "warning", Error: "error",
}

// String returns the severity's name in lower case.
func (s Severity) String() string {
	if name, ok := severityNames[s]; ok {
		return name
	}
	return fmt.Sprintf("Severity(%d)", int(s))
}

// MarshalText returns the severity's name.
func (s Severity) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText parses a severity's name.
func (s *Severity) UnmarshalText(text []byte) error {
	severity, err := ParseSeverity(string(text))
	if err == nil {
		*s = severity
	}
	return err
}

// ParseSeverity parses "off", "default", "info", "warning" or "error".
func ParseSeverity(name string) (Severity, error) {
	for severity, known := range severityNames {
		if known == name {
			return severity, nil
		}
	}
	return 0, fmt.Errorf("%q is not a severity: off, info, warning or error", name)
}
