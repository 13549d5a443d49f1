package mock

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"text/template"
	"time"

	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/mock/edit"
	"github.com/ringer-api/ringer/mock/execution"
)

// execute runs a template for a call; v is the execution it stands in and
// record its bytes so far, nil outside of one.
func (c *call) execute(t *template.Template, v *view, record []byte) (string, error) {
	clone, err := t.Clone()
	if err != nil {
		return "", err
	}
	made := texts{left: maxTemplate, room: c.room}
	defer made.done()
	var out limitedBuffer
	if err := clone.Funcs(c.functions(v, record)).Funcs(made.functions()).Execute(&out, nil); err != nil {
		return "", err
	}
	return out.String(), nil
}

// functions are what a template may call, beside those that make texts;
// fixtures.TemplateFuncs names them all.
func (c *call) functions(v *view, record []byte) template.FuncMap {
	return template.FuncMap{
		"now":  func() instant { return instant{c.now, c.session.mock.times()} },
		"add":  moved,
		"path": c.pathValue,
		"body": func(pointer string) (value, error) { return field("the request's body", c.body, pointer) },
		"record": func(pointer string) (value, error) {
			return field("the execution", record, pointer)
		},
		"index": func() (int, error) {
			if v == nil {
				return 0, errors.New("index: there is no execution here")
			}
			return v.index, nil
		},
		"call": func() int { return c.nth },
		"uuid": func(text string) string { return uuidOf(c.plan.seed, text) },
	}
}

func (c *call) pathValue(name string) (string, error) {
	if v := c.param(name); v != "" {
		return v, nil
	}
	return "", fmt.Errorf("path %q: the path of %s has no such parameter", name, c.operation)
}

// instant is a time that prints as the API writes times.
type instant struct {
	time.Time
	form execution.TimeForm
}

func (t instant) String() string {
	return string(t.form.AppendTime(nil, t.Time))
}

func moved(by string, t instant) (instant, error) {
	d, err := time.ParseDuration(by)
	if err != nil {
		return t, fmt.Errorf("add %q: want a duration such as \"-2h\" or \"90s\"", by)
	}
	t.Time = t.Time.Add(d)
	return t, nil
}

// value is a JSON value that prints as its text when it is a string.
type value []byte

func (v value) String() string {
	var s string
	if json.Unmarshal(v, &s) == nil && v[0] == '"' {
		return s
	}
	return string(v)
}

func field(of string, document []byte, pointer string) (value, error) {
	v, err := edit.Get(document, pointer)
	if err != nil {
		return nil, fmt.Errorf("%s has no field %q", of, pointer)
	}
	return v, nil
}

// asJSON writes what a template has in hand as JSON.
func asJSON(v any) (string, error) {
	switch v := v.(type) {
	case value:
		return string(v), nil
	case fmt.Stringer:
		return string(quote(v.String())), nil
	case string:
		return string(quote(v)), nil
	}
	b, err := json.Marshal(v)
	return string(b), err
}

// parseTemplate reads a template of a scenario; none gives nil.
func parseTemplate(text string, place fixtures.Place) (*template.Template, error) {
	if text == "" {
		return nil, nil
	}
	return fixtures.CompileTemplate(text, place, nil)
}

// limitedBuffer refuses to grow past maxTemplate.
type limitedBuffer struct{ bytes.Buffer }

func (b *limitedBuffer) Write(p []byte) (int, error) {
	if b.Len()+len(p) > maxTemplate {
		return 0, errTemplate
	}
	return b.Buffer.Write(p)
}

// scenarioTrouble is the mock's own error for a scenario that fails at run time.
// It goes to whoever asked, so it names the file, but not where the file is.
func scenarioTrouble(s *scenario, p fixtures.Place, err error) error {
	var own *Problem
	if errors.As(err, &own) {
		return own // no room, or nobody there: the scenario is not to blame
	}
	if p.File != "" {
		p.File = filepath.Base(p.File)
	}
	return &Problem{Status: 500, Type: "urn:ringer:scenario", Title: "the scenario cannot make this answer",
		Detail: fmt.Sprintf("scenario %s: %v", s.Name, at(p, err)), Field: "scenario"}
}

// quote gives a JSON string.
func quote(s string) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	_ = e.Encode(s) // a string cannot fail
	return bytes.TrimSuffix(b.Bytes(), []byte("\n"))
}
