package lifecycle_test

import (
	"fmt"
	"net/url"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/mock/lifecycle"
	"github.com/ringer-api/ringer/schemas/jobs"
)

func numbered(n int) []string {
	ids := make([]string, n)
	for i := range ids {
		ids[i] = fmt.Sprint("id", i)
	}
	return ids
}

func query(pairs ...string) url.Values {
	q := url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		q.Set(pairs[i], pairs[i+1])
	}
	return q
}

func itemsOf(ids []string, page *lifecycle.Page) []string {
	var out []string
	for _, i := range page.Items {
		out = append(out, ids[i])
	}
	return out
}

func TestACursorWalkSeesEveryItemOnceWhileOthersAreCreated(t *testing.T) {
	t.Parallel()
	pages := lifecycle.New(batch(), described(t)).Pages("GET /batches")
	ids := numbered(8)
	var seen []string
	for q := query(); ; {
		page, err := pages.Page(q, ids)
		require.NoError(t, err)
		assert.LessOrEqual(t, len(page.Items), 3, "the documented default")
		seen = append(seen, itemsOf(ids, page)...)
		if !page.More {
			break
		}
		q.Set("after", page.Last)
		ids = append(ids, fmt.Sprint("new", len(ids)))
	}
	want := numbered(8)
	slices.Reverse(want)
	assert.Equal(t, want, seen, "the newest first, and none of those created later")
}

func TestAnOffsetWalkSeesEveryItemOnceWhileOthersAreCreated(t *testing.T) {
	t.Parallel()
	pages := lifecycle.New(video(), described(t)).Pages("GET /teams/{team}/videos")
	ids := numbered(9)
	var seen []string
	for offset := 0; ; {
		page, err := pages.Page(query("offset", fmt.Sprint(offset)), ids)
		require.NoError(t, err)
		seen = append(seen, itemsOf(ids, page)...)
		if offset += len(page.Items); !page.More {
			break
		}
		if len(ids) < 12 {
			ids = append(ids, fmt.Sprint("new", len(ids)))
		}
	}
	assert.Equal(t, ids, seen)
}

func TestPagesByNumber(t *testing.T) {
	t.Parallel()
	pages := lifecycle.New(order(), described(t)).Pages("GET /orders")
	ids := numbered(9)
	self, err := url.Parse("http://api.example/orders?page=2&page_size=4")
	require.NoError(t, err)
	page, err := pages.Page(self.Query(), ids)
	require.NoError(t, err)
	assert.Equal(t, []string{"id4", "id5", "id6", "id7"}, itemsOf(ids, page))
	base := `{"results":[{"id":"x","status":"open"}],"paging":{"total":5,"page":5,"total_pages":5,"next":null,"previous":null}}`
	out, err := pages.Wrap([]byte(base), [][]byte{[]byte(`{"id":"a"}`), []byte(`{"id":"b"}`)}, page, self)
	require.NoError(t, err)
	assert.Equal(t, `{"results":[{"id":"a"},{"id":"b"}],"paging":{"total":9,"page":2,"total_pages":3,`+
		`"next":"http://api.example/orders?page=3&page_size=4","previous":"http://api.example/orders?page=1&page_size=4"}}`, string(out))

	last, err := pages.Page(query("page", "3", "page_size", "4"), ids)
	require.NoError(t, err)
	out, err = pages.Wrap([]byte(base), nil, last, self)
	require.NoError(t, err)
	assert.Contains(t, string(out), `"results":[]`)
	assert.Contains(t, string(out), `"next":null`)
	beyond, err := pages.Page(query("page", "99999999999"), ids)
	require.NoError(t, err)
	assert.Empty(t, beyond.Items)
	assert.False(t, beyond.More)
}

func TestTheEnvelopeOfACursor(t *testing.T) {
	t.Parallel()
	pages := lifecycle.New(batch(), described(t)).Pages("GET /batches")
	ids := numbered(4)
	base := []byte(`{"object":"list","data":[],"first_id":"x","last_id":"x","has_more":false}`)
	page, err := pages.Page(query("limit", "3"), ids)
	require.NoError(t, err)
	out, err := pages.Wrap(base, [][]byte{[]byte(`{}`)}, page, nil)
	require.NoError(t, err)
	assert.Equal(t, `{"object":"list","data":[{}],"first_id":"id3","last_id":"id1","has_more":true}`, string(out))

	page, err = pages.Page(query("after", "id1"), ids)
	require.NoError(t, err)
	out, err = pages.Wrap(base, [][]byte{[]byte(`{}`)}, page, nil)
	require.NoError(t, err)
	assert.Equal(t, `{"object":"list","data":[{}],"first_id":"id0","last_id":"id0","has_more":false}`, string(out))

	page, err = pages.Page(query(), nil)
	require.NoError(t, err)
	out, err = pages.Wrap(base, nil, page, nil)
	require.NoError(t, err)
	assert.Equal(t, `{"object":"list","data":[],"first_id":null,"last_id":null,"has_more":false}`, string(out))
}

func TestOrderAndSizeOfPages(t *testing.T) {
	t.Parallel()
	pages := lifecycle.New(batch(), described(t)).Pages("GET /batches")
	ids := numbered(9)
	page, err := pages.Page(query("order", "asc", "after", "id1", "limit", "2"), ids)
	require.NoError(t, err)
	assert.Equal(t, []string{"id2", "id3"}, itemsOf(ids, page))
	page, err = pages.Page(query("limit", "1000"), ids)
	require.NoError(t, err)
	assert.Len(t, page.Items, 5, "the documented maximum")
	page, err = pages.Page(query("limit", "0"), ids)
	require.NoError(t, err)
	assert.Empty(t, page.Items)
	assert.False(t, page.More, "a walk without items has an end")
}

func TestValuesThatArePagesOfNothing(t *testing.T) {
	t.Parallel()
	d := described(t)
	for value, list := range map[string]struct {
		r    *jobs.Resource
		q    url.Values
		name string
	}{
		"after=lost: no item of the list has this id; take the cursor from the page before": {batch(), query("after", "lost"), "GET /batches"},
		"limit=x: must be a whole number from 0":                                            {batch(), query("limit", "x"), "GET /batches"},
		"offset=-1: must be a whole number from 0":                                          {video(), query("offset", "-1"), "GET /teams/{team}/videos"},
		"page=two: must be a whole number from 0":                                           {order(), query("page", "two"), "GET /orders"},
	} {
		_, err := lifecycle.New(list.r, d).Pages(jobs.Operation(list.name)).Page(list.q, numbered(3))
		var wrong *lifecycle.QueryError
		require.ErrorAs(t, err, &wrong)
		assert.Equal(t, value, err.Error())
	}
	assert.Nil(t, lifecycle.New(batch(), d).Pages("GET /orders"))
}

func TestABareArrayAndTheLinkHeader(t *testing.T) {
	t.Parallel()
	r := video()
	r.Pagination.Link = true
	pages := lifecycle.New(r, described(t)).Pages("GET /teams/{team}/videos")
	page, err := pages.Page(query("offset", "4"), numbered(12))
	require.NoError(t, err)
	out, err := pages.Wrap([]byte(`[{"id":1}]`), [][]byte{[]byte(`{"id":7}`)}, page, nil)
	require.NoError(t, err)
	assert.Equal(t, `[{"id":7}]`, string(out))
	self, err := url.Parse("/teams/red/videos?offset=4")
	require.NoError(t, err)
	assert.Equal(t, `</teams/red/videos?offset=8>; rel="next", </teams/red/videos?offset=0>; rel="prev"`, pages.Link(page, self))
}
