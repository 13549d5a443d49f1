package exchange

import (
	"cmp"
	"slices"
	"strings"

	"github.com/ringer-api/ringer/fixtures/recording"
)

// Secret is a value that is sent but never shown. Reports show its variable instead, so
// that a curl command from a report works in a shell that has the variable.
type Secret struct {
	Value    string
	Variable string // name of the environment variable that contains it
}

// String returns "$VARIABLE", so that a Secret cannot be printed by accident.
func (s Secret) String() string { return "$" + cmp.Or(s.Variable, "SECRET") }

// GoString returns the same as String.
func (s Secret) GoString() string { return s.String() }

// MarshalText returns the same as String.
func (s Secret) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// Redactor replaces secrets in anything that leaves the package: known ones by the names
// of their variables, and values that look like secrets or have the name of one. The zero
// value has no known secrets.
type Redactor struct {
	known   *recording.Known
	Secrets []Secret
}

// shortestSecret is the minimum length at which the beginning of a secret is replaced:
// shorter ones are parts of ordinary words.
const shortestSecret = 4

// unnamed replaces secrets without a known variable.
var unnamed = recording.Redaction{Mark: Secret{}.String()}

// NewRedactor returns a Redactor that also replaces these secrets.
func NewRedactor(secrets []Secret) Redactor {
	known := make([]recording.Secret, len(secrets))
	for i, s := range secrets {
		known[i] = recording.Secret{Value: s.Value, Shown: s.String()}
	}
	return Redactor{recording.WithSecrets(known...), secrets}
}

// Text returns s without secrets.
func (r Redactor) Text(s string) string { return unnamed.Text(r.known.Replace(s)) }

// Cut is Text for a shortened text: it also replaces the beginning of a secret in front of
// an ellipsis.
func (r Redactor) Cut(s string) string {
	s = r.Text(s)
	for _, dots := range []string{"…", "..."} {
		if !strings.Contains(s, dots) {
			continue
		}
		for _, secret := range r.Secrets {
			for n := len(secret.Value) - 1; n >= shortestSecret; n-- {
				s = strings.ReplaceAll(s, secret.Value[:n]+dots, secret.String()+dots)
			}
		}
	}
	return s
}

// Value is Cut for a value at a JSON pointer.
func (r Redactor) Value(pointer, s string) string {
	return r.Cut(string(unnamed.At(pointer, []byte(s))))
}

func (r Redactor) field(f Field) Field {
	return Field{f.Name, unnamed.Field(f.Name, r.known.Replace(f.Value))}
}

// Body returns a body without secrets; nil for nil.
func (r Redactor) Body(contentType string, b []byte) []byte {
	if b == nil {
		return nil
	}
	known := b
	if text := string(b); r.known != nil {
		known = []byte(r.known.Replace(text))
	}
	return unnamed.Body(contentType, known)
}

// maxFoundFields is how many lines of a header a finding shows.
const maxFoundFields = 100

// Redacted returns a copy without secrets, for reports. The copy is made once: many
// findings may be about one exchange.
func (x *Exchange) Redacted(r Redactor) *Exchange {
	if x.clean == nil {
		x.clean = x.cleaned(r)
	}
	c := *x.clean
	return &c
}

func (x *Exchange) cleaned(r Redactor) *Exchange {
	c := *x
	c.Request.Body = r.Body("", x.Request.Body)
	if x.Response != nil {
		a := *x.Response
		media := a.Get("Content-Type")
		a.Body, a.Content = r.Body(media, a.Body), r.Body(media, a.Content)
		a.Header = nil
		for _, f := range x.Response.Header[:min(len(x.Response.Header), maxFoundFields)] {
			if strings.EqualFold(f.Name, "Set-Cookie") {
				f.Value = "(not kept)"
			} else {
				f = r.field(f)
			}
			a.Header = append(a.Header, f)
		}
		c.Response = &a
	}
	if x.Fault != nil {
		c.Fault = &Fault{Kind: x.Fault.Kind, Detail: r.Text(x.Fault.Detail)}
	}
	return &c
}

// HideIn returns a Redactor that replaces what ours does, and the secrets of the exchange
// itself.
func (x *Exchange) HideIn(ours Redactor) Redactor {
	if x.Origin.Secrets == nil {
		return ours
	}
	if x.Origin.hiding == nil {
		hide := NewRedactor(slices.Concat(x.Origin.Secrets, ours.Secrets))
		x.Origin.hiding = &hide
	}
	return *x.Origin.hiding
}
