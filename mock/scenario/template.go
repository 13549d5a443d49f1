package scenario

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"text/template"
	"time"

	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/fixtures/scenariofile"
	"github.com/ringer-api/ringer/mock/edit"
	"github.com/ringer-api/ringer/mock/pydantic"
	"github.com/ringer-api/ringer/mock/random"
	"github.com/ringer-api/ringer/mock/world"
)

// Templated reports whether the response's body is produced by a template.
func (a *Response) Templated() bool { return a.template != nil }

// Rendered returns the body that the response's template produces for a request.
func (a *Response) Rendered(s *Scenario, r *Request) ([]byte, error) {
	made, err := r.execute(a.template, nil, nil)
	if err != nil {
		return nil, s.problems(a.Place, err)
	}
	return []byte(made), nil
}

// execute executes a template for a request; e is the job for whose record it
// produces a value, record the JSON of that record so far. Both are nil outside of one.
func (r *Request) execute(t *template.Template, e *world.Job, record []byte) (string, error) {
	clone, err := t.Clone()
	if err != nil {
		return "", err
	}
	made := texts{left: maxTemplate, room: r.Room}
	defer made.done()
	var out limitedBuffer
	if err := clone.Funcs(r.functions(e, record)).Funcs(made.functions()).Execute(&out, nil); err != nil {
		return "", err
	}
	return out.String(), nil
}

// functions are those that a template may call, apart from texts.functions;
// scenariofile.TemplateFuncs has the names of all.
func (r *Request) functions(e *world.Job, record []byte) template.FuncMap {
	return template.FuncMap{
		"now":  func() instant { return instant{r.Now, r.Times} },
		"add":  moved,
		"path": r.pathValue,
		"body": func(pointer string) (value, error) { return field("the request's body", r.Body, pointer) },
		"record": func(pointer string) (value, error) {
			return field("the job", record, pointer)
		},
		"index": func() (int, error) {
			if e == nil {
				return 0, errors.New("index: there is no job here")
			}
			return e.Index, nil
		},
		"call": func() int { return r.Nth },
		"uuid": func(text string) string { return random.UUID(r.Seed, text) },
	}
}

func (r *Request) pathValue(name string) (string, error) {
	if v := r.Params[name]; v != "" {
		return v, nil
	}
	return "", fmt.Errorf("path %q: the path of %s has no such parameter", name, r.Operation)
}

// instant is a time that is printed as the API writes times.
type instant struct {
	time.Time
	form pydantic.TimeForm
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

// value is a JSON value that is printed without quotes when it is a string.
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

// asJSON encodes a value of a template as JSON.
func asJSON(v any) (string, error) {
	switch v := v.(type) {
	case value:
		return string(v), nil
	case fmt.Stringer:
		return string(edit.Quote(v.String())), nil
	case string:
		return string(edit.Quote(v)), nil
	}
	b, err := json.Marshal(v)
	return string(b), err
}

// parseTemplate parses a template of a scenario; an empty one is nil.
func parseTemplate(text string, place fixtures.Place) (*template.Template, error) {
	if text == "" {
		return nil, nil
	}
	return scenariofile.CompileTemplate(text, place, nil)
}

// limitedBuffer returns an error when it would grow beyond maxTemplate.
type limitedBuffer struct{ bytes.Buffer }

func (b *limitedBuffer) Write(p []byte) (int, error) {
	if b.Len()+len(p) > maxTemplate {
		return 0, errTemplate
	}
	return b.Buffer.Write(p)
}
