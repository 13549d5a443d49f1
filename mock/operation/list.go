package operation

import (
	"errors"
	"fmt"
	"net/http"
	"slices"

	"github.com/ringer-api/ringer/mock/budget"
	"github.com/ringer-api/ringer/mock/edit"
	"github.com/ringer-api/ringer/mock/lifecycle"
	"github.com/ringer-api/ringer/mock/world"
)

// list responds with the jobs of the collection, or with a page of them.
func (r *Request) list() (*Response, error) {
	var pages *lifecycle.Pages
	if paged, ok := r.Place.Kind.(world.Paged); ok {
		pages = paged.Pages(r.name())
	}
	if pages != nil {
		r.View.Deleted = pages.Cursor(r.URL.Query())
	}
	all, err := r.View.Jobs()
	if err != nil {
		return nil, err
	}
	if pages == nil {
		return r.whole(all)
	}
	slices.Reverse(all) // pages are of jobs with the oldest first
	query, n, beside := r.URL.Query(), r.narrowing(pages), 0
	if len(n.filters) > 0 || n.sort != "" {
		if all, beside, err = r.narrow(all, n, pages.Cursor(query)); err != nil {
			return nil, err
		}
	}
	ids := make([]string, len(all))
	for i := range all {
		ids[i] = all[i].ID
		if all[i].Deleted() {
			beside++
		}
	}
	page, err := pages.Page(query, ids)
	if n.sort != "" {
		page, err = pages.Sorted(query, ids)
	}
	if bad := (*lifecycle.QueryError)(nil); errors.As(err, &bad) {
		return nil, &RefusedError{Status: []int{http.StatusBadRequest, http.StatusUnprocessableEntity}, Why: bad.Error()}
	}
	if err != nil {
		return nil, err
	}
	page.Total -= beside
	a := r.success()
	a.Ignored = n.ignored
	records := make([][]byte, len(page.Items))
	for i, item := range page.Items {
		if records[i], err = r.render(a, &all[item]); err != nil {
			return nil, err
		}
		records[i] = n.searched(records[i], r.name(), r.Place.Kind)
		if err := r.View.Room.Take(int64(len(records[i])), "a page of jobs"); err != nil {
			return nil, err
		}
	}
	if r.setLines(a, records) {
		return a, nil
	}
	body, err := pages.Wrap(r.value(r.Options.Seed), records, page, r.URL)
	if err != nil {
		return nil, err
	}
	r.setJSON(a, body)
	if link := pages.Link(page, r.URL); link != "" {
		a.Header.Set("Link", link)
	}
	return a, nil
}

// whole responds with an array of all jobs.
func (r *Request) whole(all []world.Job) (*Response, error) {
	room := r.View.Room
	what := fmt.Sprintf("a list of %d jobs", len(all))
	if err := room.Take(int64(len(all))*budget.RecordSize, what); err != nil {
		return nil, err
	}
	a := r.success()
	list := edit.NewArray(len(all) * budget.RecordSize)
	var lines [][]byte
	for i := range all {
		record, err := r.render(a, &all[i])
		if err != nil {
			return nil, err
		}
		all[i] = world.Job{} // its memory is now the record's
		list.Add(record)
		if !r.speaksJSON() {
			lines = append(lines, record)
		}
		if err := room.Reach(list.Size(), what); err != nil {
			return nil, err
		}
	}
	room.Keep(list.Size())
	if r.setLines(a, lines) {
		return a, nil
	}
	r.setJSON(a, list.Close())
	return a, nil
}
