package fastapi

import "net/http"

// place is a position in a request: one step, and the place that contains it.
type place struct {
	in    *place
	name  string
	index int // if name is empty
}

func (p *place) named(name string) *place { return &place{in: p, name: name} }
func (p *place) item(index int) *place    { return &place{in: p, index: index} }

// append appends the place as a list of its steps, without brackets.
func (p *place) append(dst []byte) []byte {
	if p.in != nil {
		dst = append(p.in.append(dst), ',')
	}
	if p.name == "" {
		return AppendJSON(dst, whole(p.index))
	}
	return appendString(dst, p.name)
}

// problem is one validation error of a request.
type problem struct {
	kind    string
	at      *place
	message string
	input   Value // Pydantic2 shows it
	context Value // an object, or null for none
}

// detail is the list of validation errors, written as it grows.
type detail struct {
	style   Style
	written []byte
	omitted int // the number of errors beyond maxDetail
	// hidden reports whether an error contains an input that no response can contain.
	hidden bool
}

// maxDetail limits the list of errors of one response, in bytes. The framework has no
// limit; the errors of a body of one mebibyte can take a hundred times as much.
const maxDetail = 4 << 20

func (d *detail) add(p problem) {
	if len(d.written) > maxDetail {
		d.omitted++
		d.hidden = d.hidden || d.style == Pydantic2 && !p.input.Renderable()
		return
	}
	if d.style == Pydantic1 {
		d.begin(`{"loc":[`)
		d.written = append(p.at.append(d.written), `],"msg":`...)
		d.written = appendString(d.written, p.message)
		d.written = append(d.written, `,"type":`...)
		d.written = appendString(d.written, p.kind)
	} else {
		d.begin(`{"type":`)
		d.written = append(appendString(d.written, p.kind), `,"loc":[`...)
		d.written = append(p.at.append(d.written), `],"msg":`...)
		d.written = append(appendString(d.written, p.message), `,"input":`...)
		d.show(p.input)
	}
	if !p.context.IsNull() {
		d.written = append(d.written, `,"ctx":`...)
		d.show(p.context)
	}
	d.written = append(d.written, '}')
}

func (d *detail) begin(opening string) {
	if len(d.written) > 0 {
		d.written = append(d.written, ',')
	}
	d.written = append(d.written, opening...)
}

func (d *detail) show(v Value) {
	if !v.Renderable() {
		d.hidden = true
	}
	d.written = AppendJSON(d.written, v)
}

// response returns nil when there are no errors.
func (d *detail) response() *Response {
	switch {
	case d.hidden:
		return InternalServerError()
	case len(d.written) == 0:
		return nil
	}
	body := append([]byte(`{"detail":[`), d.written...)
	refusal := JSON(http.StatusUnprocessableEntity, append(body, "]}"...))
	refusal.Omitted = d.omitted
	return refusal
}
