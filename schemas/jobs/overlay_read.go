package jobs

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"github.com/ringer-api/ringer/schemas/document"
)

// keys are the keys of a resource in an overlay, except its lists of operations.
func keys() []string {
	return []string{
		"moves", "id", "status", "states", "times", "error", "progress", "counters", "owner",
		"from-request", "fixed", "webhook",
	}
}

// field applies one key of a resource.
func (o *overlay) field(r *Resource, key string, v *document.Value) {
	for _, l := range r.lists() {
		if l.key == key {
			o.operations(r, l, v)
			return
		}
	}
	switch key {
	case "moves":
		r.Moves = Moves(o.oneOf(v, "value of moves", string(ByItself), string(ByOthers)))
	case "id":
		o.id(r, v)
	case "status":
		r.Status = o.pointer(v)
	case "states":
		o.states(r, v)
	case "times":
		r.Times = o.pointers(v)
	case "error":
		o.error(r, v)
	case "progress":
		r.Progress = o.pointer(v)
	case "counters":
		r.Counters = o.pointerList(v)
	case "owner":
		r.Owner = o.texts(v)
	case "from-request":
		r.FromRequest = o.pointerList(v)
	case "fixed":
		r.Fixed = o.pointerList(v)
	case "webhook":
		r.Webhook = o.pointer(v)
	default:
		known := keys()
		for _, l := range r.lists() {
			known = append(known, l.key)
		}
		o.unknown(v, "key of a job", key, known)
	}
}

// operations applies a list of operations: one, or several, each alone or with the place
// of its record.
func (o *overlay) operations(r *Resource, l list, v *document.Value) {
	for _, op := range *l.ops {
		delete(r.Record, op)
		delete(r.Result, op)
		r.Waits = slices.DeleteFunc(r.Waits, func(w Operation) bool { return w == op })
	}
	*l.ops = []Operation{}
	if l.key == "list" {
		r.Pagination = nil
	}
	each := []*document.Value{v}
	if v.IsArray() {
		each = v.Items()
	}
	for _, one := range each {
		if name, ok := o.operation(one); ok {
			*l.ops = append(*l.ops, name)
			if l.key == "list" && o.returnsArray(name) {
				r.record(name, "/-")
			}
			o.details(r, l.key, name, one)
		}
	}
}

// operation returns the operation with this id, or with this "METHOD PATH".
func (o *overlay) operation(v *document.Value) (Operation, bool) {
	at := v
	if v.IsObject() {
		at = v.Get("operation")
	}
	if !at.IsString() {
		o.wrong(v, `such as startExport or "POST /exports"`, "an operation must be an operationId, or a method and a path")
		return "", false
	}
	var known []string
	for _, op := range o.d.Operations() {
		if at.Text == op.ID || at.Text == string(Of(op)) {
			return Of(op), true
		}
		known = append(known, op.ID, string(Of(op)))
	}
	o.unknown(at, "operation", at.Text, known)
	return "", false
}

// returnsArray reports whether the whole response of an operation is an array.
func (o *overlay) returnsArray(name Operation) bool {
	for _, response := range name.Find(o.d).HasResponse {
		if strings.HasPrefix(response.Statuses, "2") && response.Schema != nil {
			return slices.Equal(response.Schema.Definition().Kinds(), []string{"array"})
		}
	}
	return false
}

// details applies the keys beside an operation's name.
func (o *overlay) details(r *Resource, key string, name Operation, v *document.Value) {
	if !v.IsObject() {
		return
	}
	page := &Pagination{}
	texts := map[string]*string{"next": &page.Next, "more": &page.More, "total": &page.Total,
		"cursor": &page.Cursor, "offset": &page.Offset, "page": &page.Page, "limit": &page.Limit}
	for _, m := range v.Members() {
		switch place := texts[m.Name]; {
		case m.Name == "operation":
		case key == "results" && o.result(r, name, m):
		case m.Name == "record" && key != "list":
			r.record(name, o.pointer(m.Value))
		case m.Name == "id" && key == "create":
			r.idIn(name, o.pointer(m.Value))
		case m.Name == "waits" && key == "create":
			if m.IsTrue() {
				r.Waits = append(r.Waits, name)
			}
		case m.Name == "items" && key == "list":
			page.Items = o.pointer(m.Value)
			r.record(name, page.Items+"/-")
		case m.Name == "link" && key == "list":
			page.Link = m.IsTrue()
		case place != nil && key == "list" && m.IsString():
			*place = m.Text
		default:
			o.unknown(m.Value, "key of an operation", m.Name, detailKeys(key))
		}
	}
	if key == "list" && r.Pagination == nil && *page != (Pagination{}) {
		r.Pagination = page
	}
}

func detailKeys(key string) []string {
	switch key {
	case "list":
		return []string{"operation", "items", "next", "more", "total", "cursor", "offset", "page", "limit", "link"}
	case "create":
		return []string{"operation", "record", "id", "waits"}
	case "results":
		return []string{"operation", "items", "job", "key", "when", "before"}
	}
	return []string{"operation", "record"}
}

// result applies a key of an operation that returns results; false if it is not one of
// its keys.
func (o *overlay) result(r *Resource, name Operation, m document.Member) bool {
	if r.Result == nil {
		r.Result = map[Operation]Result{}
	}
	result := r.Result[name]
	switch m.Name {
	case "items":
		result.Items = o.pointer(m.Value)
	case "job":
		result.Job = o.pointer(m.Value)
	case "key":
		result.Key = o.pointer(m.Value)
	case "when":
		result.When = m.Strings()
	case "before":
		result.Before = o.statusCode(m.Value)
	default:
		return false
	}
	r.Result[name] = result
	return true
}

func (r *Resource) record(name Operation, at Pointer) {
	if r.Record == nil {
		r.Record = map[Operation]Pointer{}
	}
	r.Record[name] = at
}

func (r *Resource) idIn(name Operation, at Pointer) {
	if r.ID == nil {
		r.ID = &ID{}
	}
	if r.ID.In == nil {
		r.ID.In = map[Operation]Pointer{}
	}
	r.ID.In[name] = at
}

func (o *overlay) id(r *Resource, v *document.Value) {
	id := &ID{}
	if r.ID != nil {
		id.In, id.Parameter = r.ID.In, r.ID.Parameter
	}
	r.ID = id
	if v.IsString() {
		id.At = o.pointer(v)
		return
	}
	for _, m := range v.Members() {
		switch m.Name {
		case "at":
			id.At = o.pointer(m.Value)
		case "like":
			id.Like = o.text(m.Value)
		case "as":
			id.As = o.text(m.Value)
		case "parameter":
			id.Parameter = o.text(m.Value)
		default:
			o.unknown(m.Value, "key of an id", m.Name, []string{"at", "like", "as", "parameter"})
		}
	}
}

// states applies states by name: an existing one is changed, a new one is added, and
// null removes one.
func (o *overlay) states(r *Resource, v *document.Value) {
	if !v.IsObject() {
		o.wrong(v, "such as {queued: {kind: waiting}}", "states must be a map from names to their definitions")
		return
	}
	for _, m := range v.Members() {
		i := slices.IndexFunc(r.States, func(s *State) bool { return s.Name == m.Name })
		switch {
		case m.Kind == 'n' && i >= 0:
			r.States = slices.Delete(r.States, i, i+1)
		case m.Kind == 'n':
		case i >= 0:
			o.state(r.States[i], m.Value)
		default:
			s := &State{Name: m.Name}
			r.States = append(r.States, s)
			o.state(s, m.Value)
		}
	}
}

func (o *overlay) state(s *State, v *document.Value) {
	if v.IsString() { // short form: "queued: waiting"
		s.Kind = o.kind(v)
		return
	}
	for _, m := range v.Members() {
		switch m.Name {
		case "kind":
			s.Kind = o.kind(m.Value)
			if s.Kind.Final() {
				s.For, s.Then = "", nil
			}
		case "for":
			s.For = o.span(m.Value)
		case "then":
			s.Then = o.then(m.Value)
		case "as":
			s.As = plain(m.Value)
		case "null":
			s.Null = m.IsTrue()
		case "otherwise":
			s.Otherwise = m.IsTrue()
		case "respond":
			s.Respond = o.statusCode(m.Value)
		case "enter":
			s.Enter = map[Pointer]any{}
			for _, e := range m.Members() {
				s.Enter[e.Name] = plain(e.Value)
			}
		default:
			o.unknown(m.Value, "key of a state", m.Name, stateKeys())
		}
	}
}

func stateKeys() []string {
	return []string{"kind", "for", "then", "as", "null", "otherwise", "respond", "enter"}
}

func (o *overlay) kind(v *document.Value) Kind {
	var names []string
	for _, k := range Kinds() {
		names = append(names, string(k))
	}
	if kind := Kind(o.oneOf(v, "kind of state", names...)); kind != "" {
		return kind
	}
	return Running // so that the mistake is reported once
}

func (o *overlay) span(v *document.Value) Span {
	s := Span(o.text(v))
	if _, _, err := s.Bounds(); err != nil {
		o.wrong(v, "", "%v", err)
	}
	return s
}

func (o *overlay) then(v *document.Value) map[string]int {
	out := map[string]int{}
	if v.IsString() {
		out[v.Text] = 100
	}
	for _, m := range v.Members() {
		if out[m.Name] = o.integer(m.Value); out[m.Name] < 1 {
			o.wrong(m.Value, "", "the weight of %q must be a whole number of at least 1", m.Name)
		}
	}
	return out
}

func (o *overlay) error(r *Resource, v *document.Value) {
	e := &Error{}
	if v.IsString() {
		e.At = o.pointer(v)
		e.When = namesOf(r.States, Failed, PartlySucceeded)
	}
	for _, m := range v.Members() {
		switch m.Name {
		case "at":
			e.At = o.pointer(m.Value)
		case "when":
			e.When = m.Strings()
		default:
			o.unknown(m.Value, "key of an error", m.Name, []string{"at", "when"})
		}
	}
	r.Error = e
}

func (o *overlay) oneOf(v *document.Value, what string, known ...string) string {
	if v.IsString() && slices.Contains(known, v.Text) {
		return v.Text
	}
	o.unknown(v, what, v.Text, known)
	return ""
}

func (o *overlay) text(v *document.Value) string {
	if !v.IsString() {
		o.wrong(v, "", "this must be a text")
		return ""
	}
	return v.Text
}

func (o *overlay) integer(v *document.Value) int {
	n, err := strconv.Atoi(v.Text)
	if v.Kind != '0' || err != nil {
		o.wrong(v, "", "this must be a whole number")
	}
	return n
}

// statusCode returns a status code of a response.
func (o *overlay) statusCode(v *document.Value) int {
	n := o.integer(v)
	if v.Kind == '0' && (n < 200 || n > 599) {
		o.wrong(v, "such as 202", "%d is not a status code of a response", n)
	}
	return n
}

// pointer returns a JSON pointer. Whether it exists in the record is checked when the
// whole resource is known.
func (o *overlay) pointer(v *document.Value) Pointer {
	if !v.IsString() || v.Text != "" && !strings.HasPrefix(v.Text, "/") {
		o.wrong(v, `such as /status or /data/state`, "%q is not a JSON pointer", v.Text)
		return ""
	}
	return v.Text
}

func (o *overlay) pointers(v *document.Value) map[string]Pointer {
	out := map[string]Pointer{}
	for _, m := range v.Members() {
		out[m.Name] = o.pointer(m.Value)
	}
	return out
}

func (o *overlay) pointerList(v *document.Value) []Pointer {
	out := []Pointer{}
	for _, item := range v.Items() {
		out = append(out, o.pointer(item))
	}
	return out
}

func (o *overlay) texts(v *document.Value) map[string]string {
	out := map[string]string{}
	for _, m := range v.Members() {
		out[m.Name] = o.text(m.Value)
	}
	return out
}

// plain converts a value to Go's types, with numbers as they are written.
func plain(v *document.Value) any {
	var out any
	dec := json.NewDecoder(strings.NewReader(string(v.AppendJSON(nil, nil))))
	dec.UseNumber()
	if err := dec.Decode(&out); err != nil {
		return nil
	}
	return out
}
