package setting

import (
	"fmt"
	"strings"

	"github.com/ringer-api/ringer/fixtures/recording"
)

// masked replaces secrets in settings. Settings name the variables of secrets, but
// somebody may have typed a secret instead.
var masked = recording.Redaction{Mark: "[secret]"}

// mask redacts secrets in a setting's text, which may be a header.
func mask(text string) string {
	name, value, isHeader := strings.Cut(text, ":")
	value = strings.TrimSpace(value)
	if !isHeader || strings.ContainsAny(name, " /=") || strings.HasPrefix(value, "//") {
		return masked.Text(text)
	}
	if clean := masked.Field(name, value); clean != value {
		return name + ": " + clean
	}
	return text
}

// shown is a setting's invalid value for a message. If it should be the name of a
// variable, it is redacted, because it may be the secret itself.
func (s Setting) shown(texts []string) string {
	if s.IsVariable() {
		return masked.Mark
	}
	shown := make([]string, len(texts))
	for i, text := range texts {
		shown[i] = mask(text)
	}
	if len(shown) == 1 {
		return fmt.Sprintf("%q", shown[0])
	}
	return fmt.Sprintf("%q", shown)
}
