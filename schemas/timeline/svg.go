package timeline

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Measures of a drawing, in pixels.
const (
	gutter     = 264 // for the labels of a wide drawing
	narrow     = 600 // drawings below this width are narrow
	leastWidth = 200
	mostWidth  = 8000
	head       = 30 // for the axis
	title      = 26 // for the title of a group
	letter     = 6.3
)

// drawing is a chart while it is drawn.
type drawing struct {
	bytes.Buffer
	axis
	chart  *Chart
	narrow bool
	row    float64 // the height of one
	bar    float64 // the place of a bar's middle in its row
	tab    int     // 0 for the first link, -1 for all others: arrow keys lead there
}

// SVG draws the chart as a document of its own. Texts are escaped.
func (c *Chart) SVG() []byte {
	width := min(max(c.Width, leastWidth), mostWidth)
	d := &drawing{chart: c, axis: axis{from: c.From, to: c.To, left: gutter, right: float64(width - 14)}, row: 30, bar: 15}
	if !d.to.After(d.from) {
		d.to = d.from.Add(time.Second)
	}
	if d.narrow = width < narrow; d.narrow {
		d.left, d.row, d.bar = 14, 48, 34
	}
	height := float64(head + 8)
	for i := range c.Groups {
		height += c.Groups[i].height(d.row)
	}
	fmt.Fprintf(d, `<svg xmlns="http://www.w3.org/2000/svg" class="tl" width="%d" height="%s" viewBox="0 0 %d %s" data-from="%d" data-to="%d" data-left="%s" data-right="%s" role="group" aria-label=%s>`,
		width, number(height), width, number(height), d.from.UnixMilli(), d.to.UnixMilli(), number(d.left), number(d.right), quoted(c.Title))
	d.WriteString(`<defs><pattern id="tl-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="tl-stripe" width="3.4" height="6"/></pattern></defs>`)
	d.grid(height)
	d.each(func(g *Group, y float64) { d.backs(g, y) })
	d.each(func(g *Group, y float64) { d.bars(g, y) })
	now := d.x(c.Now)
	fmt.Fprintf(d, `<rect class="tl-future" x="%s" y="%d" width="%s" height="%s" fill="url(#tl-hatch)"/>`, number(now), head, number(d.right-now), number(height-head))
	d.each(func(g *Group, y float64) { d.polls(g, y) })
	d.each(func(g *Group, y float64) { d.texts(g, y) })
	fmt.Fprintf(d, `<g class="tl-now" transform="translate(%s 0)"><line y1="%d" y2="%s"/><path d="M-6 %d h12 v7 l-6 6 l-6 -6 z"/></g></svg>`, number(now), head-10, number(height), head-13)
	return d.Bytes()
}

// height is that of a group.
func (g *Group) height(row float64) float64 { return g.top() + row*float64(len(g.Rows)) }

// top is the height above the first row.
func (g *Group) top() float64 {
	if g.Title == "" {
		return 0
	}
	return title
}

// each calls do with every group and the place of its first row.
func (d *drawing) each(do func(g *Group, y float64)) {
	y := float64(head)
	for i := range d.chart.Groups {
		g := &d.chart.Groups[i]
		do(g, y+g.top())
		y += g.height(d.row)
	}
}

func (d *drawing) grid(height float64) {
	at, form := d.marks()
	d.WriteString(`<g class="tl-grid">`)
	if !d.narrow {
		fmt.Fprintf(d, `<text x="12" y="17">%s</text>`, d.from.UTC().Format("2006-01-02")+" UTC")
	}
	for _, t := range at {
		x := number(d.x(t))
		fmt.Fprintf(d, `<line x1="%s" x2="%s" y1="%d" y2="%s"/>`, x, x, head-6, number(height))
		if d.x(t) < d.right-letter*float64(len(form))/2 && (d.x(t) > d.left+20 || !d.narrow) {
			fmt.Fprintf(d, `<text x="%s" y="17" text-anchor="middle">%s</text>`, x, t.UTC().Format(form))
		}
	}
	d.WriteString(`</g>`)
}

// backs draws what is behind the bars: the selected row.
func (d *drawing) backs(g *Group, y float64) {
	for i := range g.Rows {
		r := &g.Rows[i]
		if !r.Selected {
			continue
		}
		top := y + float64(i)*d.row
		fmt.Fprintf(d, `<rect class="tl-selected" x="2" y="%s" width="%s" height="%s" rx="6"/>`, number(top+1), number(d.right+8), number(d.row-2))
	}
}

func (d *drawing) bars(g *Group, y float64) {
	for i := range g.Rows {
		middle := y + float64(i)*d.row + d.bar
		stages := g.Rows[i].Stages
		for n := range stages {
			d.stage(stages, n, middle)
		}
	}
}

// stage draws one stage: a bar or, of a final one, a thin line with a dot where it begins.
func (d *drawing) stage(stages []Stage, n int, middle float64) {
	s, from, to := &stages[n], d.from, d.to
	if !s.At.IsZero() {
		from = s.At
	}
	if n+1 < len(stages) {
		to = stages[n+1].At
	}
	if from.After(d.to) || to.Before(d.from) {
		return
	}
	x, width := d.x(from), d.x(to)-d.x(from)
	high := 14.0
	if s.Kind.Final() {
		high = 3
	}
	fmt.Fprintf(d, `<rect class="tl-bar %s" x="%s" y="%s" width="%s" height="%s" rx="%s"/>`, s.Kind.class(), number(x),
		number(middle-high/2), number(max(width, 1)), number(high), number(min(3, high/2)))
	if s.Kind.Final() && d.shows(s.At) {
		fmt.Fprintf(d, `<circle class="tl-bar %s" cx="%s" cy="%s" r="5.5"/>`, s.Kind.class(), number(x), number(middle))
	}
}

// polls draws a tick for each request: of a list over all rows of the group.
func (d *drawing) polls(g *Group, y float64) {
	d.ticks(g.Polls, y+2, y+float64(len(g.Rows))*d.row-2, "tl-list")
	for i := range g.Rows {
		r := &g.Rows[i]
		middle := y + float64(i)*d.row + d.bar
		d.ticks(r.Polls, middle-11, middle+11, "tl-get")
		if !r.Noticed.IsZero() && d.shows(r.Noticed) {
			x := d.x(r.Noticed)
			fmt.Fprintf(d, `<path class="tl-noticed" d="M%s %s l4 -4 l4 4 l-4 4 z"><title>a client first saw the end at %s</title></path>`,
				number(x-4), number(middle), r.Noticed.UTC().Format("15:04:05.000"))
		}
	}
}

// ticks draws requests, at most one for each pixel.
func (d *drawing) ticks(polls []Poll, top, bottom float64, class string) {
	last := -1.0
	for _, p := range polls {
		x := d.x(p.At)
		if !d.shows(p.At) || !p.Failed && x-last < 1 {
			continue
		}
		last = x
		as := "tl-poll " + class
		if p.Failed {
			as += " tl-refused"
		}
		fmt.Fprintf(d, `<line class="%s" x1="%s" x2="%s" y1="%s" y2="%s"/>`, as, number(x), number(x), number(top), number(bottom))
	}
}

// texts writes the labels, and the states into their bars where there is room.
func (d *drawing) texts(g *Group, y float64) {
	if g.Title != "" {
		fmt.Fprintf(d, `<text class="tl-title" x="12" y="%s">%s</text>`, number(y-8), escaped(clip(g.Title, int((d.right-20)/7))))
	}
	for i := range g.Rows {
		r := &g.Rows[i]
		top := y + float64(i)*d.row
		for n := range r.Stages {
			d.name(r.Stages, n, top+d.bar+4)
		}
		d.label(r, top, d.tab)
		d.tab = -1
	}
}

// name writes the state of a stage into its bar or, of a final one, after its dot.
func (d *drawing) name(stages []Stage, n int, y float64) {
	s, from, to := &stages[n], d.from, d.to
	if !s.At.IsZero() && s.At.After(from) {
		from = s.At
	}
	if n+1 < len(stages) && stages[n+1].At.Before(to) {
		to = stages[n+1].At
	}
	long := float64(len([]rune(s.State))) * letter
	x, room := d.x(from)+6, d.x(to)-d.x(from)-10
	class := "tl-name"
	if s.Kind.Final() {
		x, room, class = x+4, room-6, "tl-name tl-end "+s.Kind.class()
		if !d.shows(s.At) {
			return
		}
	}
	if !to.After(from) || room < long {
		return
	}
	fmt.Fprintf(d, `<text class="%s" x="%s" y="%s">%s</text>`, class, number(x), number(y), escaped(s.State))
}

// label writes what a row is about; it is the link.
func (d *drawing) label(r *Row, top float64, tab int) {
	end := `</g>`
	if r.Link != "" {
		fmt.Fprintf(d, `<a class="tl-label" href=%s data-job=%s data-testid="job" tabindex="%d" aria-label=%s>`, quoted(r.Link), quoted(r.ID), tab, quoted(r.ID+", "+r.State))
		end = `</a>`
	} else {
		d.WriteString(`<g class="tl-label">`)
	}
	width, at, state := d.left-8, top+19, gutter-14.0
	if d.narrow {
		at, width, state = top+17, d.right, d.right
	}
	fmt.Fprintf(d, `<rect class="tl-hit" x="2" y="%s" width="%s" height="%s" rx="6"/>`, number(top+1), number(d.right+8), number(d.row-2))
	shown := clip(r.State, 18)
	room := int((width - 36 - 7.4*float64(len([]rune(shown)))) / 7.3)
	fmt.Fprintf(d, `<text class="tl-id" x="12" y="%s">%s</text>`, number(at), escaped(clip(r.Label, room)))
	fmt.Fprintf(d, `<text class="tl-state %s" x="%s" y="%s" text-anchor="end">%s</text>`, r.Kind.class(), number(state), number(at), escaped(shown))
	d.WriteString(end)
}

// clip shortens a text to a number of characters.
func clip(text string, most int) string {
	runes := []rune(text)
	if most = max(most, 2); len(runes) <= most {
		return text
	}
	return string(runes[:most-1]) + "…"
}

// number writes a place with at most one digit after the point.
func number(f float64) string {
	return strings.TrimSuffix(strconv.FormatFloat(f, 'f', 1, 64), ".0")
}

// escaped escapes a text for XML; what XML cannot contain becomes U+FFFD.
func escaped(text string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(text)) // a strings.Builder never fails
	return b.String()
}

func quoted(text string) string { return `"` + escaped(text) + `"` }
