package observation

import (
	"encoding/json"
	"regexp"
	"strings"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/schemas/jobs"
)

// IDReader reads the id of a resource from the text that its record has: that may be more than
// the id, such as operations/7.
type IDReader struct{ within *regexp.Regexp }

var bracesIn = regexp.MustCompile(`\\\{([^{}]*)\\\}`)

// NewIDReader reads ids as a job model says.
func NewIDReader(id *jobs.ID) IDReader {
	if id == nil || !strings.Contains(id.As, "{"+id.Parameter+"}") {
		return IDReader{}
	}
	pattern := bracesIn.ReplaceAllStringFunc(regexp.QuoteMeta(id.As), func(group string) string {
		if group == `\{`+regexp.QuoteMeta(id.Parameter)+`\}` {
			return `([^/]+)`
		}
		return `[^/]+`
	})
	return IDReader{regexp.MustCompile("^" + pattern + "$")}
}

// ID is the id in a text; the whole of it if the text has another form.
func (r IDReader) ID(text string) string {
	if r.within != nil {
		if found := r.within.FindStringSubmatch(text); len(found) == 2 {
			return found[1]
		}
	}
	return text
}

// CreatedID is the id of what a response says it has created: in its body, or as the end of the
// address in its header; empty when it says none.
func (x *Observation) CreatedID() string {
	r := x.Jobs.Resource
	if r == nil || r.ID == nil || x.Response == nil || x.Documented == nil {
		return ""
	}
	if in := r.ID.In[jobs.Of(x.Documented)]; in != "" {
		return x.Jobs.ids.ID(textIn(x.Reading.Value, in))
	}
	record, _ := valueAt(x.Reading.Value, x.Jobs.recordsOf[x.Probe.Operation])
	if id := textIn(record, r.ID.At); id != "" {
		return x.Jobs.ids.ID(id)
	}
	return locatedID(x.Response)
}

// textIn is the text or number at a place; empty for anything else.
func textIn(v any, at jobs.Pointer) string {
	found, _ := valueAt(v, at)
	switch found := found.(type) {
	case string:
		return found
	case json.Number:
		return found.String()
	}
	return ""
}

// locatedID is the last step of the address at which a response says that something was
// created.
func locatedID(r *exchange.Response) string {
	for _, name := range []string{"Operation-Location", "Location", "Content-Location"} {
		at, _, _ := strings.Cut(r.Get(name), "?")
		at = strings.TrimRight(at, "/")
		if i := strings.LastIndexByte(at, '/'); i >= 0 && i < len(at)-1 {
			return at[i+1:]
		}
	}
	return ""
}

// Named is a job of which nothing is known but its id.
func (j *Jobs) Named(id string) Record {
	if canonical, ok := j.Job.Form.Canonical(id); ok {
		id = canonical
	}
	return Record{Jobs: j, id: id}
}
