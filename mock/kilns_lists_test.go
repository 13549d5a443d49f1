package mock_test

import (
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/mock"
)

// glaze is a resource of the kilns.
type glaze struct {
	Title  string `json:"title"`
	Colour string `json:"colour"`
	Grams  int    `json:"grams"`
}

// titles are those of the glazes in a list.
func titles(t *testing.T, s *mock.Server, query string) string {
	t.Helper()
	var all []string
	for _, g := range kiln[struct{ Glazes []glaze }](t, s, 200, "GET", glazes+query, "").Glazes {
		all = append(all, g.Title)
	}
	return strings.Join(all, " ")
}

func TestListsAreFilteredAndSorted(t *testing.T) {
	t.Parallel()
	s := fire(t, mock.Config{Scenario: "empty"})
	for _, g := range []string{"ash green 9", "iron black 100", "tea green 20", "bone white 3"} {
		part := strings.Fields(g)
		kiln[any](t, s, 201, "POST", glazes, `{"title": "`+part[0]+`", "colour": "`+part[1]+`", "grams": `+part[2]+`}`)
	}
	for query, want := range map[string]string{
		"":                                    "ash iron tea bone",
		"?colour=green":                       "ash tea",
		"?colour=pink":                        "",
		"?sort_by=grams":                      "bone ash tea iron",
		"?sort_by=-grams":                     "iron tea ash bone",
		"?sort_by=grams&order=desc":           "iron tea ash bone",
		"?sort_by=title":                      "ash bone iron tea",
		"?sort_by=grams:desc&at_most=2":       "iron tea",
		"?sort_by=grams&at_most=2&skip=1":     "ash tea",
		"?colour=green&sort_by=-title&skip=1": "ash",
	} {
		assert.Equal(t, want, titles(t, s, query), query)
	}
	total := kiln[struct {
		InAll int `json:"in_all"`
	}](t, s, 200, "GET", glazes+"?colour=green&at_most=1", "")
	assert.Equal(t, 2, total.InAll, "of the list that was asked for")
}

func TestParametersWithoutEffectAreNamed(t *testing.T) {
	t.Parallel()
	s := fire(t, mock.Config{})
	a := get(t, s, inRed+"?verbose=true&at_most=2&sort=weight", key)
	require.Equal(t, 200, a.StatusCode)
	field := a.Header.Get("Ringer-Ignored")
	assert.Contains(t, field, `verbose;reason="the query parameter has no effect in the mock"`)
	assert.Contains(t, field, `sort;reason="a record has no such property to sort by"`)
	assert.NotContains(t, field, "at_most")
	entries := shared(t, s).Journal()
	assert.Contains(t, entries[0].Explain(), "Parameter verbose was ignored")
	assert.Empty(t, get(t, s, inRed+"?sort=-cone", key).Header.Get("Ringer-Ignored"))
}

func TestFilteredListsArePaged(t *testing.T) {
	t.Parallel()
	s := fire(t, mock.Config{Scenario: "empty"})
	want := map[string]bool{}
	for i := range 20 {
		clay := []string{"stoneware", "porcelain"}[i%2]
		made := kiln[firing](t, s, 202, "POST", inRed, `{"clay": "`+clay+`", "cone": `+strconv.Itoa(1+i%9)+`}`)
		if i%2 == 0 {
			want[made.Ref] = true
		}
	}
	seen, last, after := map[string]bool{}, 0, ""
	for range 20 {
		page := kiln[struct {
			Firings []firing
			Next    *string
		}](t, s, 200, "GET", inRed+"?at_most=3&clay=stoneware&sort=cone"+after, "")
		for _, f := range page.Firings {
			assert.False(t, seen[f.Ref], "twice")
			assert.GreaterOrEqual(t, f.Cone, last)
			seen[f.Ref], last = true, f.Cone
		}
		if page.Next == nil {
			break
		}
		after = "&after=" + *page.Next
		// The cursor leads on although its item is no longer one of the list.
		do[any](t, s, 200, "PATCH", "/sessions/default/jobs/"+*page.Next, `{"set": {"/clay": "raku"}}`)
	}
	assert.Equal(t, want, seen)
}

func TestParentsMustExistIfTheMockIsStrict(t *testing.T) {
	t.Parallel()
	easy, strict := fire(t, mock.Config{}), fire(t, mock.Config{StrictParents: true, Scenario: "empty"})
	kiln[any](t, easy, 200, "GET", glazes+"/31337/samples", "")
	kiln[any](t, easy, 201, "POST", glazes+"/31337/samples", `{}`)
	assert.Contains(t, kilnRefuses(t, strict, 404, "GET", glazes+"/31337/samples", ""), `no glaze has the id "31337"`)
	kilnRefuses(t, strict, 404, "POST", glazes+"/31337/samples", `{}`)
	why := shared(t, strict).Journal()[0].Explain()
	assert.Contains(t, why, "parents must exist")

	mixed := strconv.Itoa(kiln[struct{ Number int }](t, strict, 201, "POST", glazes, `{"title": "a", "colour": "b"}`).Number)
	made := kiln[struct {
		ID    string
		Glaze int
	}](t, strict, 201, "POST", glazes+"/"+mixed+"/samples", `{"note": "c"}`)
	assert.Equal(t, mixed, strconv.Itoa(made.Glaze))
	kiln[any](t, strict, 200, "GET", glazes+"/"+mixed+"/samples/"+made.ID, "")
	ask(t, strict, "DELETE", glazes+"/"+mixed, "", key)
	kilnRefuses(t, strict, 404, "GET", glazes+"/"+mixed+"/samples/"+made.ID, "")
	kiln[any](t, strict, 202, "POST", inRed, load) // a studio is no resource: nothing says which exist
}
