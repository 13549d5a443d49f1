package contract

import (
	"cmp"
	"slices"
	"strings"

	"github.com/ringer-api/ringer/fixtures/recording"
)

// Secret is a value that is sent but never shown. Reports name its variable
// instead, so that a curl line taken from one works in a shell that has it.
type Secret struct {
	Value    string
	Variable string // name of the environment variable that holds it
}

// String is "$VARIABLE", so that a Secret cannot be printed by accident.
func (s Secret) String() string { return "$" + cmp.Or(s.Variable, "SECRET") }

// GoString is what String gives.
func (s Secret) GoString() string { return s.String() }

// MarshalText is what String gives.
func (s Secret) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// redactor replaces secrets in anything that leaves the package: those that it
// knows, by the names of their variables, and what is one by its name or looks.
// Its zero value knows none.
type redactor struct {
	known   *recording.Known
	secrets []Secret
}

// shortestSecret is the length from which on the beginning of a secret is looked
// for: shorter ones would tear holes into ordinary words.
const shortestSecret = 4

// unnamed replaces secrets that no variable is known of.
var unnamed = recording.Redaction{Mark: Secret{}.String()}

func newRedactor(secrets []Secret) redactor {
	known := make([]recording.Secret, len(secrets))
	for i, s := range secrets {
		known[i] = recording.Secret{Value: s.Value, Shown: s.String()}
	}
	return redactor{recording.Knowing(known...), secrets}
}

func (r redactor) text(s string) string { return unnamed.Text(r.known.Replace(s)) }

// cut is text for what was shortened before: it also replaces the beginning of a
// secret in front of the dots.
func (r redactor) cut(s string) string {
	s = r.text(s)
	for _, dots := range []string{"…", "..."} {
		if !strings.Contains(s, dots) {
			continue
		}
		for _, secret := range r.secrets {
			for n := len(secret.Value) - 1; n >= shortestSecret; n-- {
				s = strings.ReplaceAll(s, secret.Value[:n]+dots, secret.String()+dots)
			}
		}
	}
	return s
}

// value is cut for a value that stood at a JSON pointer.
func (r redactor) value(pointer, s string) string {
	return r.cut(string(unnamed.At(pointer, []byte(s))))
}

func (r redactor) field(f Field) Field {
	return Field{f.Name, unnamed.Field(f.Name, r.known.Replace(f.Value))}
}

// body is a body without secrets; nil stays nil.
func (r redactor) body(contentType string, b []byte) []byte {
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

// redacted is a copy without secrets, for what leaves the run. It is made once:
// many findings may be about one exchange.
func (x *Exchange) redacted(r redactor) *Exchange {
	if x.clean == nil {
		x.clean = x.cleaned(r)
	}
	c := *x.clean
	return &c
}

func (x *Exchange) cleaned(r redactor) *Exchange {
	c := *x
	c.Request.Body = r.body("", x.Request.Body)
	if x.Answer != nil {
		a := *x.Answer
		media := a.Get("Content-Type")
		a.Body, a.Content = r.body(media, a.Body), r.body(media, a.Content)
		a.Header = nil
		for _, f := range x.Answer.Header[:min(len(x.Answer.Header), maxFoundFields)] {
			if strings.EqualFold(f.Name, "Set-Cookie") {
				f.Value = "(not kept)"
			} else {
				f = r.field(f)
			}
			a.Header = append(a.Header, f)
		}
		c.Answer = &a
	}
	if x.Fault != nil {
		c.Fault = &Fault{Kind: x.Fault.Kind, Detail: r.text(x.Fault.Detail)}
	}
	return &c
}

// hiding replaces what ours does, and the secrets of the exchange itself.
func (x *Exchange) hiding(ours redactor) redactor {
	if x.kept.secrets == nil {
		return ours
	}
	if x.kept.hiding == nil {
		hide := newRedactor(slices.Concat(x.kept.secrets, ours.secrets))
		x.kept.hiding = &hide
	}
	return *x.kept.hiding
}
