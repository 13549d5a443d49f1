package fault

import (
	"bytes"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/ringer-api/ringer/schemas"
)

// params reads the parameters of one fault and records the first mistake.
type params struct {
	kind   string
	order  []string
	values map[string]jsontext.Value
	// short reports whether all values are texts, as in the short form.
	short bool
	err   *Error
}

// readParams reads the members of an object.
func readParams(object jsontext.Value) (*params, error) {
	p := &params{values: map[string]jsontext.Value{}}
	d := jsontext.NewDecoder(bytes.NewReader(object))
	if _, err := d.ReadToken(); err != nil {
		return nil, &Error{Found: "not JSON", Want: "an object"}
	}
	for d.PeekKind() != '}' {
		name, err := d.ReadToken()
		if err != nil {
			return nil, &Error{Found: "not JSON: " + err.Error(), Want: "an object with each name once"}
		}
		key := name.String()
		value, err := d.ReadValue()
		if err != nil {
			return nil, &Error{Field: clip(key), Found: "not JSON", Want: "a value"}
		}
		p.order = append(p.order, key)
		p.values[key] = value.Clone()
	}
	return p, nil
}

// take removes a value and returns it.
func (p *params) take(name string) (jsontext.Value, bool) {
	v, ok := p.values[name]
	delete(p.values, name)
	p.order = slices.DeleteFunc(p.order, func(n string) bool { return n == name })
	return v, ok
}

func (p *params) has(name string) bool { _, ok := p.values[name]; return ok }

// fail records a mistake: what was found for a parameter and what is expected.
func (p *params) fail(name, found, want string) {
	if p.err == nil {
		p.err = &Error{Kind: p.kind, Field: name, Found: found, Want: want}
	}
}

// wrong is fail with the value as what was found.
func (p *params) wrong(name, want string) { p.fail(name, clip(string(p.values[name])), want) }

// atMostOne records a mistake when more than one of the names is given.
func (p *params) atMostOne(names ...string) {
	var given []string
	for _, name := range names {
		if p.has(name) {
			given = append(given, name)
		}
	}
	if len(given) > 1 {
		p.fail(given[1], "given together with "+given[0], "only one of "+strings.Join(names, ", "))
	}
}

// text reads a text, or returns the other when there is none.
func (p *params) text(name, other, want string) string {
	v, ok := p.values[name]
	if !ok {
		return other
	}
	if v.Kind() != '"' {
		p.wrong(name, want)
		return other
	}
	text, err := jsontext.AppendUnquote(nil, v)
	if err != nil || len(text) > 1<<10 {
		p.wrong(name, want+", at most 1024 bytes")
		return other
	}
	return string(text)
}

// choice reads one of a few words.
func (p *params) choice(name, other string, choices ...string) string {
	text := p.text(name, other, "one of "+strings.Join(choices, ", "))
	if slices.Contains(choices, text) {
		return text
	}
	if p.err == nil {
		p.wrong(name, oneOf(choices))
		p.err.Nearest = schemas.Nearest(text, choices)
	}
	return other
}

// float reads a number within limits.
func (p *params) float(name string, other, least, most float64) float64 {
	v, ok := p.values[name]
	if !ok {
		return other
	}
	digits := string(v)
	if p.short {
		digits = p.text(name, "", "a number")
	}
	n, err := strconv.ParseFloat(digits, 64)
	if err != nil || math.IsNaN(n) || n < least || n > most {
		p.wrong(name, "a number from "+plain(least)+" to "+plain(most))
		return other
	}
	return n
}

// whole reads a whole number within limits.
func (p *params) whole(name string, other, least, most int) int {
	n := p.float(name, float64(other), float64(least), float64(most))
	if n != math.Trunc(n) {
		p.wrong(name, fmt.Sprintf("a whole number from %d to %d", least, most))
		return other
	}
	return int(n)
}

// duration reads a duration within limits.
func (p *params) duration(name string, other, least, most time.Duration) time.Duration {
	want := fmt.Sprintf("a duration from %s to %s, such as 500ms or 2s", brief(least), brief(most))
	text := p.text(name, "", want)
	if !p.has(name) {
		return other
	}
	d, err := time.ParseDuration(text)
	if err != nil || d < least || d > most {
		p.wrong(name, want)
		return other
	}
	return d
}

// point reads a position in a body: bytes as a number or text, or a share such as "50%".
func (p *params) point(name string, other Point) Point {
	v, ok := p.values[name]
	if !ok {
		return other
	}
	text := string(v)
	if v.Kind() == '"' {
		text = p.text(name, "", "text")
	}
	if share, ok := strings.CutSuffix(text, "%"); ok {
		percent, err := strconv.ParseFloat(share, 64)
		if err == nil && percent >= 0 && percent <= 100 {
			return Point{Percent: percent}
		}
	} else if n, err := strconv.Atoi(text); err == nil && n >= 0 && n <= 1<<30 {
		return Point{Bytes: n}
	}
	p.wrong(name, `a share such as "50%" or a number of bytes`)
	return other
}

// plain formats a number without an exponent.
func plain(n float64) string { return strconv.FormatFloat(n, 'f', -1, 64) }

// brief formats a duration without its zero units: 10m, not 10m0s.
func brief(d time.Duration) string {
	text := d.String()
	if strings.HasSuffix(text, "m0s") {
		text = strings.TrimSuffix(text, "0s")
	}
	if strings.HasSuffix(text, "h0m") {
		text = strings.TrimSuffix(text, "0m")
	}
	return text
}
