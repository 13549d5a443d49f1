package jobs

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// Overlay returns the model as an OpenAPI Overlay 1.0 document in YAML, to be edited.
// Resources without states are left out, because every description has them.
func (m *Model) Overlay(title string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "overlay: 1.0.0\ninfo: {title: %s, version: 1.0.0}\nactions:\n  - target: $\n    update:\n      %s:",
		scalar("jobs of "+title), Extension)
	living := slices.DeleteFunc(m.All(), func(r *Resource) bool { return r.Moves == "" })
	if len(living) == 0 {
		b.WriteString(" {}")
	}
	b.WriteString("\n")
	for _, r := range living {
		b.WriteString(indent(r.lines(), "        "))
	}
	return b.String()
}

func indent(text, by string) string {
	var b strings.Builder
	for _, line := range strings.Split(strings.TrimSuffix(text, "\n"), "\n") {
		b.WriteString(by + line + "\n")
	}
	return b.String()
}

// lines returns the lines of an overlay for one resource.
func (r *Resource) lines() string {
	p := &printer{}
	p.line(0, "%s:", scalar(r.Name))
	for _, l := range r.lists() {
		p.operations(r, l)
	}
	p.line(2, "moves: %s", r.Moves)
	if r.ID != nil {
		p.line(2, "id: %s", flow("at", r.ID.At, "like", r.ID.Like, "as", r.ID.As, "parameter", r.ID.Parameter))
	}
	if r.Status != "" {
		p.line(2, "status: %s", scalar(r.Status))
	}
	p.states(r.States)
	p.pointers("times", r.Times)
	if r.Error != nil {
		p.line(2, "error: {at: %s, when: [%s]}", scalar(r.Error.At), joined(r.Error.When))
	}
	if r.Progress != "" {
		p.line(2, "progress: %s", scalar(r.Progress))
	}
	p.list("counters", r.Counters)
	p.pointers("owner", r.Owner)
	p.list("from-request", r.FromRequest)
	p.list("fixed", r.Fixed)
	if r.Webhook != "" {
		p.line(2, "webhook: %s", scalar(r.Webhook))
	}
	return p.String()
}

type printer struct{ strings.Builder }

func (p *printer) line(by int, format string, args ...any) {
	p.WriteString(strings.Repeat(" ", by) + fmt.Sprintf(format, args...) + "\n")
}

func (p *printer) operations(r *Resource, l list) {
	switch ops := *l.ops; len(ops) {
	case 0:
	case 1:
		p.line(2, "%s: %s", l.key, r.operation(l.key, ops[0]))
	default:
		p.line(2, "%s:", l.key)
		for _, op := range ops {
			p.line(4, "- %s", r.operation(l.key, op))
		}
	}
}

// operation returns an operation alone, or with the place of its record or id.
func (r *Resource) operation(key string, op Operation) string {
	fields := []string{"operation", string(op)}
	record, hasRecord := r.Record[op]
	switch {
	case key == "list" && hasRecord:
		fields = append(fields, "items", strings.TrimSuffix(record, "/-"))
	case hasRecord:
		fields = append(fields, "record", record)
	}
	if key == "create" && r.ID != nil && r.ID.In[op] != "" {
		fields = append(fields, "id", r.ID.In[op])
	}
	if result := r.Result[op]; key == "results" {
		fields = append(fields, "items", result.Items, "job", result.Job, "key", result.Key)
		more := ""
		if len(result.When) > 0 {
			more = ", when: [" + joined(result.When) + "]"
		}
		if result.Before != 0 {
			more += ", before: " + strconv.Itoa(result.Before)
		}
		if more != "" {
			return strings.TrimSuffix(flow(fields...), "}") + more + "}"
		}
	}
	link := ""
	if key == "create" && slices.Contains(r.Waits, op) {
		link = ", waits: true"
	}
	if g := r.Pagination; key == "list" && g != nil && op == r.List[0] {
		fields = append(fields, "next", g.Next, "more", g.More, "total", g.Total,
			"cursor", g.Cursor, "offset", g.Offset, "page", g.Page, "limit", g.Limit)
		if g.Link {
			link = ", link: true"
		}
	}
	if len(fields) == 2 && link == "" {
		return scalar(string(op))
	}
	out := flow(fields...)
	if key == "list" && hasRecord && record == "/-" {
		out = strings.TrimSuffix(out, "}") + `, items: ""}`
	}
	return strings.TrimSuffix(out, "}") + link + "}"
}

func (p *printer) states(states []*State) {
	if len(states) == 0 {
		return
	}
	p.line(2, "states:")
	for _, s := range states {
		fields := []string{"kind: " + string(s.Kind)}
		add := func(if_ bool, format string, args ...any) {
			if if_ {
				fields = append(fields, fmt.Sprintf(format, args...))
			}
		}
		add(s.As != nil, "as: %s", asJSON(s.As))
		add(s.Null, "null: true")
		add(s.Otherwise, "otherwise: true")
		add(s.Respond != 0, "respond: %d", s.Respond)
		add(s.For != "", "for: %s", s.For)
		add(len(s.Then) > 0, "then: %s", thens(s.Then))
		add(len(s.Enter) > 0, "enter: %s", asJSON(s.Enter))
		p.line(4, "%s: {%s}", scalar(s.Name), strings.Join(fields, ", "))
	}
}

// thens returns the next state, or the next states with their weights, the heaviest
// first.
func thens(then map[string]int) string {
	names := slices.Sorted(maps.Keys(then))
	slices.SortStableFunc(names, func(a, b string) int { return then[b] - then[a] })
	if len(names) == 1 && then[names[0]] == 100 {
		return scalar(names[0])
	}
	var out []string
	for _, name := range names {
		out = append(out, fmt.Sprintf("%s: %d", scalar(name), then[name]))
	}
	return "{" + strings.Join(out, ", ") + "}"
}

func (p *printer) pointers(key string, places map[string]string) {
	if len(places) == 0 {
		return
	}
	var out []string
	for _, name := range slices.Sorted(maps.Keys(places)) {
		out = append(out, scalar(name)+": "+scalar(places[name]))
	}
	p.line(2, "%s: {%s}", key, strings.Join(out, ", "))
}

func (p *printer) list(key string, places []Pointer) {
	if len(places) > 0 {
		p.line(2, "%s: [%s]", key, joined(places))
	}
}

func joined(texts []string) string {
	var out []string
	for _, t := range texts {
		out = append(out, scalar(t))
	}
	return strings.Join(out, ", ")
}

// flow returns pairs of names and texts as a map in one line, without empty texts.
func flow(pairs ...string) string {
	var out []string
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			out = append(out, pairs[i]+": "+scalar(pairs[i+1]))
		}
	}
	return "{" + strings.Join(out, ", ") + "}"
}

// scalar returns a text in a form that YAML reads as the same text: plain if nothing in
// it has a meaning in YAML, otherwise in JSON's quotes.
func scalar(text string) string {
	bare := text != "" && strings.Trim(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_/.-") == "" &&
		text[0] != '-' && text[0] != '.' && strings.Trim(text, "0123456789.-_") != ""
	switch strings.ToLower(text) {
	case "null", "true", "false", "yes", "no", "on", "off", "y", "n":
		bare = false
	}
	if bare && (text[0] < '0' || text[0] > '9') {
		return text
	}
	return asJSON(text)
}

func asJSON(v any) string {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return "null"
	}
	return strings.TrimSuffix(b.String(), "\n")
}
