package mock_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/mock"
	"github.com/ringer-api/ringer/mock/control"
)

// shop serves an API with orders that people move, and exports.
func shop(t *testing.T) *mock.Server {
	t.Helper()
	api, err := fixtures.LoadAPIFile("testdata/shop.yaml")
	require.NoError(t, err)
	return serve(t, mock.Config{API: api, Now: noon, Seed: 3})
}

type saleOrder struct {
	ID      string    `json:"id"`
	Status  string    `json:"status"`
	Price   int       `json:"price"`
	Created time.Time `json:"created_at"`
}

type orderList struct {
	Orders []saleOrder `json:"orders"`
}

func TestOrderThatIsOverIsNotMoved(t *testing.T) {
	t.Parallel()
	s := shop(t)
	post := func(path string) answer {
		return ask(t, s, http.MethodPost, path, "{}", "Content-Type: application/json")
	}
	at := "/orders/" + decode[saleOrder](t, post("/orders").Text).ID
	for _, verb := range []string{"accept", "pay", "cancel"} {
		a := post(at + "/" + verb)
		require.Equal(t, 200, a.StatusCode, a.Text)
	}
	for verb, want := range map[string]int{"accept": 409, "pay": 422, "cancel": 409} {
		a := post(at + "/" + verb)
		assert.Equal(t, want, a.StatusCode, verb)
		assert.Contains(t, decode[map[string]string](t, a.Text)["message"], `the state is "cancelled"`)
	}
	assert.Equal(t, "cancelled", decode[saleOrder](t, get(t, s, at).Text).Status)
}

func TestResultBeforeTheEndHasADocumentedStatusCode(t *testing.T) {
	t.Parallel()
	s := shop(t)
	at := "/exports/" + decode[saleOrder](t, ask(t, s, http.MethodPost, "/exports", "{}", "Content-Type: application/json").Text).ID
	for path, want := range map[string]int{"/result": 404, "/output": 202, "/report": 409} {
		a := get(t, s, at+path)
		assert.Equal(t, want, a.StatusCode, path+a.Text)
	}
	assert.Contains(t, get(t, s, at+"/result").Text, "queued")
	wait(t, s, time.Hour)
	for _, path := range []string{"/result", "/output", "/report"} {
		assert.Equal(t, 200, get(t, s, at+path, "Prefer: scenario=all-succeeded").StatusCode, path)
	}
}

func TestResourcesWithoutStatesAreNotStuck(t *testing.T) {
	t.Parallel()
	s := shop(t)
	get(t, s, "/carriers")
	export := decode[saleOrder](t, ask(t, s, http.MethodPost, "/exports", "{}", "Content-Type: application/json").Text).ID
	moved := do[control.ClockMoved](t, s, 200, "POST", advance, `{"to": "final"}`)
	require.NotEmpty(t, moved.Transitions)
	assert.Equal(t, export, moved.Transitions[0].ID)
	assert.Empty(t, moved.Stuck)
}

func TestListsAreFilteredByRanges(t *testing.T) {
	t.Parallel()
	s := shop(t)
	require.NoError(t, setScenario(t, s, "many"))
	all := func(query string) []saleOrder {
		a := get(t, s, "/orders?per_page=50&"+query)
		require.Equal(t, 200, a.StatusCode, a.Text)
		assert.Empty(t, a.Header.Get("Ringer-Ignored"), query)
		return decode[orderList](t, a.Text).Orders
	}
	middle := all("")[25].Created
	said := strings.ReplaceAll(middle.Format(time.RFC3339Nano), "+", "%2B")
	for query, fits := range map[string]func(saleOrder) bool{
		"created_after=" + said:       func(o saleOrder) bool { return o.Created.After(middle) },
		"created_before=" + said:      func(o saleOrder) bool { return o.Created.Before(middle) },
		"created_at%5Blte%5D=" + said: func(o saleOrder) bool { return !o.Created.After(middle) },
		"min_price=50":                func(o saleOrder) bool { return o.Price >= 50 },
		"price_lt=50":                 func(o saleOrder) bool { return o.Price < 50 },
		"status_not=placed":           func(o saleOrder) bool { return o.Status != "placed" },
		"min_price=20&price_lt=40":    func(o saleOrder) bool { return o.Price >= 20 && o.Price < 40 },
	} {
		found := all(query)
		assert.NotEmpty(t, found, query)
		assert.False(t, slices.ContainsFunc(found, func(o saleOrder) bool { return !fits(o) }), query)
	}
	assert.Empty(t, all("min_price=1000001"))
}

func TestRangesAndOtherParametersWithoutEffectAreNamed(t *testing.T) {
	t.Parallel()
	s := shop(t)
	ignored := get(t, s, "/orders?q=1&note_gte=a&min_price=3").Header.Get("Ringer-Ignored")
	assert.Contains(t, ignored, "q;")
	assert.Contains(t, ignored, "note_gte;")
	assert.NotContains(t, ignored, "min_price")
	assert.Contains(t, get(t, s, "/orders?created_after=2024-10-01T00:00:00Z&created_at%5Blte%5D=soon").Header.Get("Ringer-Ignored"), "a number or a time")
	a := ask(t, s, http.MethodPost, "/orders?dry_run=true", "{}", "Content-Type: application/json")
	assert.Contains(t, a.Header.Get("Ringer-Ignored"), "dry_run;")
}

// What only a list returns has pages, too; a search finds what it is for.
func TestPagesOfWhatOnlyAListReturns(t *testing.T) {
	t.Parallel()
	s := shop(t)
	type page struct {
		Carriers []saleOrder
		Offers   []struct {
			Colour string
			Price  int
		}
		Links struct{ Next, Prev string }
	}
	seen := map[string]bool{}
	for n := range 4 {
		found := decode[page](t, get(t, s, "/carriers?page="+string(rune('1'+n))).Text).Carriers
		for _, c := range found {
			assert.False(t, seen[c.ID], "%s is listed twice", c.ID)
			seen[c.ID] = true
		}
		if n == 3 {
			assert.Empty(t, found)
		}
	}
	assert.Greater(t, len(seen), 10)

	at, pages := "/offers?colour=red&max_price=7", 0
	for ; at != "" && pages < 9; pages++ {
		p := decode[page](t, get(t, s, at).Text)
		require.NotEmpty(t, p.Offers)
		for _, o := range p.Offers {
			assert.Equal(t, "red", o.Colour)
			assert.LessOrEqual(t, o.Price, 7)
		}
		at = strings.TrimPrefix(p.Links.Next, s.URL)
	}
	assert.Greater(t, pages, 0)
	assert.Less(t, pages, 9)
	behind := decode[page](t, get(t, s, "/offers?colour=red&page=9").Text)
	assert.Empty(t, behind.Offers)
	assert.Empty(t, behind.Links.Next)
	last := decode[page](t, get(t, s, strings.TrimPrefix(behind.Links.Prev, s.URL)).Text)
	assert.NotEmpty(t, last.Offers)
	assert.Empty(t, last.Links.Next)
}

func setScenario(t *testing.T, s *mock.Server, name string) error {
	t.Helper()
	session, err := s.Mock.Session("")
	require.NoError(t, err)
	return session.SetScenario(name)
}

// A copy is another job, of one that exists.
func TestCopyIsAnotherJob(t *testing.T) {
	t.Parallel()
	s := shop(t)
	post := func(path, body string) answer {
		return ask(t, s, http.MethodPost, path, body, "Content-Type: application/json")
	}
	first := decode[saleOrder](t, post("/exports", `{"table":"a"}`).Text)
	wait(t, s, time.Hour)
	a := post("/exports/"+first.ID+"/copy", `{"table":"b"}`)
	require.Equal(t, 200, a.StatusCode, a.Text)
	copied := decode[saleOrder](t, a.Text)
	assert.NotEqual(t, first.ID, copied.ID)
	assert.Equal(t, "queued", copied.Status)
	assert.Contains(t, get(t, s, "/exports/"+copied.ID).Text, `"table":"b"`)
	assert.Contains(t, get(t, s, "/exports/"+first.ID).Text, `"table":"a"`)
	assert.Equal(t, 404, post("/exports/unknown/copy", "{}").StatusCode)
}

func TestDeletingAParentDeletesWhatIsBelowIt(t *testing.T) {
	t.Parallel()
	s := renders(t)
	var scenes, takes []string
	for range 2 {
		scene := decode[film](t, ask(t, s, http.MethodPost, "/scenes", "{}", "Content-Type: application/json").Text)
		take, _ := create(t, s, "/scenes/"+scene.ID+"/takes", `{"name":"one"}`)
		scenes, takes = append(scenes, "/scenes/"+scene.ID), append(takes, "/scenes/"+scene.ID+"/takes/"+take.ID)
	}
	require.Equal(t, 204, ask(t, s, http.MethodDelete, scenes[0], "").StatusCode)
	for _, path := range []string{scenes[0], scenes[0] + "/takes", takes[0]} {
		assert.Equal(t, 404, get(t, s, path).StatusCode, path)
	}
	for _, path := range []string{scenes[1], scenes[1] + "/takes", takes[1]} {
		assert.Equal(t, 200, get(t, s, path).StatusCode, path)
	}
	session, err := s.Mock.Session("")
	require.NoError(t, err)
	for _, of := range session.Scopes() {
		assert.NotEqual(t, strings.TrimPrefix(scenes[0], "/scenes/"), of.Params.Get("scene_id"))
	}
}
