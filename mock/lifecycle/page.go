package lifecycle

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/jobs"
	"github.com/ringer-api/ringer/schemas/jobs/vocabulary"
)

// Pages is how one list operation is read page by page, compiled once.
//
// A cursor is the id of an item, so a walk shows every item once even while others are
// created: the newest come first. With an offset or a page number the oldest come first,
// since a new item at the front would move all others to later pages.
type Pages struct {
	plan     *Plan
	root     schemas.Definition
	items    []string // tokens of the array
	inside   []string // tokens of the record in an element
	how      jobs.Pagination
	before   string // a second cursor, to the pages before
	order    string // parameter: ascending or descending
	usual    int    // size of a page
	most     int
	base     int // number of the first page
	envelope []figure
}

// The sizes of pages where nothing is documented.
const (
	usualPage = 20
	mostPage  = 1000
)

// Pages returns how a list operation is paged; nil if it is not one of the resource.
func (p *Plan) Pages(name jobs.Operation) *Pages {
	op := p.operations[name]
	if op == nil || !slices.Contains(p.Resource.List, name) {
		return nil
	}
	p.lazy.Lock()
	defer p.lazy.Unlock()
	if p.pages[name] == nil {
		p.pages[name] = p.newPages(op)
	}
	return p.pages[name]
}

func (p *Plan) newPages(op *schemas.Operation) *Pages {
	g := &Pages{plan: p, usual: usualPage, most: mostPage, base: 1}
	name := jobs.Of(op)
	at := p.Resource.Record[name]
	if page := p.Resource.Pagination; page != nil {
		g.how = *page
		if at == "" && page.Items != "" {
			at = page.Items + "/-"
		}
	}
	tokens := tokensOf(at)
	if i := slices.Index(tokens, "-"); i >= 0 {
		g.items, g.inside = tokens[:i], tokens[i+1:]
	}
	for _, response := range op.HasResponse {
		if strings.HasPrefix(response.Statuses, "2") && response.Schema != nil {
			g.root = response.Schema.Definition()
			break
		}
	}
	g.keepParameters(op)
	g.addEnvelope()
	return g
}

// keepParameters looks at the operation's parameters. The model describes the first list
// operation; another one may have only some of its parameters.
func (g *Pages) keepParameters(op *schemas.Operation) {
	parameter := func(name string) *schemas.Parameter {
		for i, q := range op.Parameters {
			if q.In == "query" && name != "" && q.Name == name {
				return &op.Parameters[i]
			}
		}
		return nil
	}
	for _, name := range []*string{&g.how.Cursor, &g.how.Offset, &g.how.Page, &g.how.Limit} {
		if q := parameter(*name); q == nil || q.Schema != nil && slices.Equal(q.Schema.Definition().Kinds(), []string{"boolean"}) {
			*name = ""
		}
	}
	if next := placeOf(g.root, g.how.Next); !g.paged() && next.known() && strings.HasPrefix(next.said(schemas.Definition.Format), "uri") {
		g.how.Page = "page" // the URL of the next page needs a parameter, documented or not
	}
	if !g.paged() {
		g.usual, g.most = MaxCount, MaxCount // nothing leads to the rest
	}
	if q := parameter(g.how.Page); q != nil && q.Schema != nil {
		g.setBase(q.Schema.Definition())
	}
	if q := parameter(g.how.Limit); q != nil && q.Schema != nil {
		g.setSizes(q.Schema.Definition())
	}
	g.setOrder(op)
	g.turn(op)
}

// setBase sets the number of the first page. A page that is named by a text is a cursor.
func (g *Pages) setBase(d schemas.Definition) {
	if kinds := d.Kinds(); slices.Equal(kinds, []string{"string"}) && g.how.Cursor == "" {
		g.how.Cursor, g.how.Page = g.how.Page, ""
	} else if n, has := firstNumber(d, "default", "minimum"); has && n == 0 {
		g.base = 0
	}
}

// setSizes sets the usual and the largest size of a page.
func (g *Pages) setSizes(d schemas.Definition) {
	if n, has := firstNumber(d, "maximum"); has && n > 0 {
		g.most = min(n, g.most)
	}
	if n, has := firstNumber(d, "default"); has && n > 0 {
		g.usual = n
		g.most = max(g.most, min(n, MaxCount))
	}
	g.usual = min(g.usual, g.most)
}

// setOrder finds the parameters that turn a list round: the cursor to the pages before, and
// the order.
func (g *Pages) setOrder(op *schemas.Operation) {
	for _, q := range op.Parameters {
		if q.In != "query" {
			continue
		}
		words := vocabulary.Parts(q.Name)
		switch strings.Join(words, " ") {
		case "order", "sort order", "direction", "sort direction", "order direction", "sort dir":
			if q.Schema != nil && both(q.Schema.Definition()) {
				g.order = q.Name
			}
		}
		if slices.Contains(words, "before") && isCursor(words) && q.Name != g.how.Cursor {
			g.before = q.Name
		}
	}
}

// turn exchanges the two cursors of a list whose newest items come first and that
// describes "before" as "created before": that leads on, not back.
func (g *Pages) turn(op *schemas.Operation) {
	for _, q := range op.Parameters {
		said := strings.ToLower(q.Description)
		if q.Schema != nil {
			said += strings.ToLower(q.Schema.Definition().Description())
		}
		if q.Name == g.before && (strings.Contains(said, "created before") || strings.Contains(said, "older")) {
			g.how.Cursor, g.before = g.before, g.how.Cursor
			return
		}
	}
}

func isCursor(words []string) bool {
	return !slices.ContainsFunc(words, func(w string) bool {
		return slices.Contains([]string{"created", "updated", "started", "ended", "finished", "date", "time", "at"}, w)
	})
}

// both reports whether a parameter is "asc" or "desc".
func both(d schemas.Definition) bool {
	words, _ := d.Words(budget)
	up, down := false, false
	for _, w := range words {
		text := strings.ToLower(w.Value.Text)
		up, down = up || strings.HasPrefix(text, "asc"), down || strings.HasPrefix(text, "desc")
	}
	return up && down
}

func firstNumber(d schemas.Definition, keywords ...string) (int, bool) {
	for _, keyword := range keywords {
		for _, part := range append(d.Parts(budget), d.Branches(budget)...) {
			if n, has := part.Number(keyword); has {
				f, err := n.Float64()
				if err == nil && f >= -1e9 && f <= 1e9 {
					return int(f), true
				}
			}
		}
	}
	return 0, false
}

// paged reports whether a parameter or a link leads to further pages.
func (g *Pages) paged() bool { return g.how.Cursor != "" || g.how.Offset != "" || g.how.Page != "" }

// Page is one page of a list.
type Page struct {
	// Items are the indexes of the page's items, in the order of the page.
	Items []int
	Total int
	More  bool // further pages follow
	// First and Last are the ids of the first and the last item; empty without items.
	First, Last string
	Limit       int
	Offset      int    // of the first item in the whole list
	next, prev  string // values of the parameter that leads to the next and the previous page
}

// QueryError is a value of a query parameter that is of no use: Why says what it should be.
type QueryError struct{ Parameter, Value, Why string }

func (e *QueryError) Error() string {
	return fmt.Sprintf("%s=%s: %s", e.Parameter, e.Value, e.Why)
}

// Page chooses the items of the page that a query asks for. The ids are those of all
// items, oldest first.
func (g *Pages) Page(query url.Values, ids []string) (*Page, error) {
	limit, err := g.number(query, g.how.Limit, g.usual)
	if err != nil {
		return nil, err
	}
	return g.page(query, ids, g.ordered(query, len(ids)), limit)
}

// Sorted is Page for ids that are in the order of the list already.
func (g *Pages) Sorted(query url.Values, ids []string) (*Page, error) {
	limit, err := g.number(query, g.how.Limit, g.usual)
	if err != nil {
		return nil, err
	}
	order := make([]int, len(ids))
	for i := range order {
		order[i] = i
	}
	return g.page(query, ids, order, limit)
}

// Reads reports whether a query parameter leads from page to page, or turns the list round.
func (g *Pages) Reads(parameter string) bool {
	return slices.Contains([]string{g.how.Cursor, g.how.Offset, g.how.Page, g.how.Limit, g.before, g.order}, parameter)
}

// Cursor reports whether the query's cursor is an id.
func (g *Pages) Cursor(query url.Values) func(id string) bool {
	return func(id string) bool {
		return g.how.Cursor != "" && query.Get(g.how.Cursor) == id || g.before != "" && query.Get(g.before) == id
	}
}

// Descending reports whether the query asks for the last ones first.
func (g *Pages) Descending(query url.Values) bool {
	return g.order != "" && strings.HasPrefix(strings.ToLower(query.Get(g.order)), "desc")
}

// page chooses the items of a page from the ordered list.
func (g *Pages) page(query url.Values, ids []string, order []int, limit int) (*Page, error) {
	page := &Page{Total: len(ids), Limit: min(limit, g.most)}
	from, to, err := g.bounds(query, ids, order, page.Limit)
	if err != nil {
		return nil, err
	}
	page.Offset, page.Items, page.More = from, order[from:to], to < len(ids) && page.Limit > 0 && g.paged()
	if len(page.Items) > 0 {
		page.First, page.Last = ids[page.Items[0]], ids[page.Items[len(page.Items)-1]]
	}
	g.lead(page, to)
	return page, nil
}

// ordered returns the indexes in the order of the list.
func (g *Pages) ordered(query url.Values, n int) []int {
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	oldestFirst := g.how.Cursor == "" && (g.how.Offset != "" || g.how.Page != "")
	if g.order != "" {
		if asked := strings.ToLower(query.Get(g.order)); asked != "" {
			oldestFirst = strings.HasPrefix(asked, "asc")
		}
	}
	if !oldestFirst {
		slices.Reverse(order)
	}
	return order
}

// bounds returns the range of a page in the ordered list.
func (g *Pages) bounds(query url.Values, ids []string, order []int, limit int) (from, to int, err error) {
	n := len(ids)
	find := func(parameter string) (int, error) {
		value := query.Get(parameter)
		i := slices.IndexFunc(order, func(i int) bool { return ids[i] == value })
		if i < 0 {
			return 0, &QueryError{parameter, value, "no item of the list has this id; take the cursor from the page before"}
		}
		return i, nil
	}
	switch {
	case g.how.Cursor != "" && query.Get(g.how.Cursor) != "":
		i, err := find(g.how.Cursor)
		if err != nil {
			return 0, 0, err
		}
		from = i + 1
	case g.before != "" && query.Get(g.before) != "":
		i, err := find(g.before)
		if err != nil {
			return 0, 0, err
		}
		return max(0, i-limit), i, nil
	case g.how.Offset != "":
		if from, err = g.number(query, g.how.Offset, 0); err != nil {
			return 0, 0, err
		}
	case g.how.Page != "":
		number, err := g.number(query, g.how.Page, g.base)
		if err != nil {
			return 0, 0, err
		}
		number = max(number-g.base, 0)
		if limit == 0 || number > n/limit {
			return n, n, nil
		}
		from = number * limit
	}
	from = min(from, n)
	return from, from + min(limit, n-from), nil
}

func (g *Pages) number(query url.Values, parameter string, otherwise int) (int, error) {
	value := ""
	if parameter != "" {
		value = query.Get(parameter)
	}
	if value == "" {
		return otherwise, nil
	}
	n, err := strconv.Atoi(value)
	if err != nil || n < 0 {
		return 0, &QueryError{parameter, value, "must be a whole number from 0"}
	}
	return n, nil
}

// lead sets what leads to the next page and to the previous one.
func (g *Pages) lead(page *Page, to int) {
	at := func(offset int) string {
		if g.how.Page != "" && g.how.Offset == "" && page.Limit > 0 {
			return strconv.Itoa(offset/page.Limit + g.base)
		}
		return strconv.Itoa(offset)
	}
	if page.More {
		page.next = page.Last
		if g.how.Cursor == "" {
			page.next = at(to)
		}
	}
	switch {
	case page.Offset == 0 || page.Limit == 0:
	case g.how.Cursor == "" && g.how.Page != "" && g.how.Offset == "":
		page.prev = at(page.Offset - 1) // the page with the item before; behind the end it is the last one
	case g.how.Cursor == "":
		page.prev = at(max(0, page.Offset-page.Limit))
	case g.before != "":
		page.prev = page.First
	}
}

// URL returns the address of the next page, made from that of this one; empty if there is
// none.
func (g *Pages) URL(page *Page, self *url.URL) string {
	return g.address(self, page.next, first(g.how.Cursor, g.how.Offset, g.how.Page))
}

func (g *Pages) previousURL(page *Page, self *url.URL) string {
	if g.how.Cursor != "" {
		return g.address(self, page.prev, g.before)
	}
	return g.address(self, page.prev, first(g.how.Offset, g.how.Page))
}

func (g *Pages) address(self *url.URL, value, parameter string) string {
	if value == "" || parameter == "" || self == nil {
		return ""
	}
	next := *self
	query := next.Query()
	for _, other := range []string{g.how.Cursor, g.before} {
		if other != "" {
			query.Del(other)
		}
	}
	query.Set(parameter, value)
	next.RawQuery = query.Encode()
	return next.String()
}

// Link is the value of the Link header (RFC 8288); empty if the list has none.
func (g *Pages) Link(page *Page, self *url.URL) string {
	var links []string
	if !g.how.Link {
		return ""
	}
	if next := g.URL(page, self); next != "" {
		links = append(links, "<"+next+`>; rel="next"`)
	}
	if prev := g.previousURL(page, self); prev != "" {
		links = append(links, "<"+prev+`>; rel="prev"`)
	}
	return strings.Join(links, ", ")
}

func first(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}
