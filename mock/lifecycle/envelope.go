package lifecycle

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/ringer-api/ringer/mock/edit"
	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/jobs"
	"github.com/ringer-api/ringer/schemas/jobs/vocabulary"
)

// figure is a place of a list's response, beside its items, that describes the page.
type figure struct {
	*place
	means string
}

// addEnvelope collects the places that describe a page: those of the model, and others by
// name, at the root and in objects directly below it.
func (g *Pages) addEnvelope() {
	known := map[jobs.Pointer]string{g.how.Next: "next", g.how.More: "more", g.how.Total: "total"}
	var add func(at jobs.Pointer, depth int)
	add = func(at jobs.Pointer, depth int) {
		r := &Record{root: g.root}
		for _, f := range r.fields(at) {
			switch {
			case f.at == "/"+pointerOf(g.items):
			case known[f.at] != "":
				g.envelope = append(g.envelope, figure{f, g.refine(known[f.at], f)})
			case f.is("array"):
			case f.is("object") && !f.is("string"):
				if depth == 0 {
					add(f.at, depth+1)
				}
			default:
				if means := meaningOf(f); means != "" {
					g.envelope = append(g.envelope, figure{f, means})
				}
			}
		}
	}
	if len(g.items) > 0 {
		add("", 0)
	}
}

// refine distinguishes forms of what leads to the next page: its address, or the id of the
// last item, which a page without a next one has too.
func (g *Pages) refine(means string, f *place) string {
	if means != "next" {
		return means
	}
	words := vocabulary.Parts(f.name())
	switch {
	case slices.Contains(words, "last"):
		return "last id"
	case isAddress(f):
		return "next url"
	}
	return "next"
}

func isAddress(f *place) bool {
	format := f.said(schemas.Definition.Format)
	if format == "uri" || format == "url" || format == "uri-reference" {
		return true
	}
	return slices.ContainsFunc(vocabulary.Parts(f.name()), func(w string) bool {
		return slices.Contains([]string{"url", "uri", "link", "href"}, w)
	})
}

func meaningOf(f *place) string {
	phrase := vocabulary.Phrase(f.name())
	if f.is("boolean") {
		switch {
		case strings.Contains(phrase, "more"), phrase == "has next", phrase == "has next page":
			return "more"
		case phrase == "has previous", phrase == "has prev", phrase == "has previous page":
			return "not first"
		case phrase == "is last", phrase == "last":
			return "no more"
		case phrase == "is first", phrase == "first":
			return "first page"
		case phrase == "empty":
			return "empty"
		}
		return ""
	}
	if f.is("integer") || f.is("number") {
		switch phrase {
		case "total", "total count", "total items", "total elements", "total results", "total entries", "total records", "total size":
			return "total"
		case "count", "number of elements", "items count", "item count", "result count", "current count":
			return "count"
		case "page", "current page", "page number", "page no", "number":
			return "page"
		case "total pages", "pages", "page count", "last page", "num pages":
			return "pages"
		case "limit", "page size", "per page", "size", "items per page", "page limit":
			return "limit"
		case "offset", "skip", "start":
			return "offset"
		}
		return ""
	}
	switch phrase {
	case "first id":
		return "first id"
	case "last id":
		return "last id"
	case "prev", "previous", "prev url", "previous url", "prev page url", "previous page url", "previous page uri", "prev page", "previous page":
		return "prev url"
	case "next", "next url", "next page url", "next page uri":
		return "next url"
	case "prev cursor", "previous cursor", "previous page token", "prev page token":
		return "prev"
	case "current url", "self":
		return "self url"
	}
	return ""
}

// Wrap puts the items of a page into a generated response, and the values that describe
// the page beside them. Self is the address of the request; it may be nil.
func (g *Pages) Wrap(base []byte, items [][]byte, page *Page, self *url.URL) ([]byte, error) {
	root, err := parse(base)
	if err != nil {
		return nil, err
	}
	size := 2
	for _, item := range items {
		size += len(item) + 1
	}
	list := edit.NewArray(size)
	template := root.at(g.items).child("0")
	for _, item := range items {
		list.Add(g.element(template, item))
	}
	if !root.set(g.items, list.Close()) {
		return base, nil
	}
	w := &writer{Record: &Record{plan: g.plan, root: g.root}, tree: root}
	for _, f := range g.envelope {
		if value := g.value(f, page, len(items), self); value == nil || !w.put(f.place, value) {
			w.absent(f.place)
		}
	}
	return root.text(), nil
}

// element puts a record into an element of the list that is more than the record.
func (g *Pages) element(template *tree, item []byte) []byte {
	if len(g.inside) == 0 {
		return item
	}
	out := &tree{raw: []byte("{}")}
	if template.isObject() {
		out.raw = template.text()
	}
	if !out.set(g.inside, item) {
		return item
	}
	return out.text()
}

// value is what a place of the response shows of a page; nil for nothing.
func (g *Pages) value(f figure, page *Page, count int, self *url.URL) []byte {
	text := func(s string) []byte {
		if s == "" {
			return nil
		}
		w := &writer{}
		return w.typed(f.place, s)
	}
	limit := max(page.Limit, 1)
	switch f.means {
	case "next":
		return text(page.next)
	case "next url":
		return text(g.URL(page, self))
	case "prev":
		return text(page.prev)
	case "prev url":
		return text(g.previousURL(page, self))
	case "self url":
		if self == nil {
			return nil
		}
		return text(self.String())
	case "first id":
		return text(page.First)
	case "last id":
		return text(page.Last)
	case "more":
		return strconv.AppendBool(nil, page.More)
	case "no more":
		return strconv.AppendBool(nil, !page.More)
	case "not first":
		return strconv.AppendBool(nil, page.Offset > 0)
	case "first page":
		return strconv.AppendBool(nil, page.Offset == 0)
	case "empty":
		return strconv.AppendBool(nil, count == 0)
	case "total":
		return integer(int64(page.Total))
	case "count":
		return integer(int64(count))
	case "page":
		return integer(int64(page.Offset/limit + g.base))
	case "pages":
		return integer(int64((page.Total + limit - 1) / limit))
	case "limit":
		return integer(int64(page.Limit))
	case "offset":
		return integer(int64(page.Offset))
	}
	return nil
}
