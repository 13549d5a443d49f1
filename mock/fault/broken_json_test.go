package fault_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var documents = map[string]string{
	"list":    body,
	"object":  record,
	"unicode": `[{"ключ":"значение 🦊","n":[1,2,{"ü":"é"}]}]`,
	"spaced":  " [ { \"a\" : \"b\" , \"c\" : 1 } ]\n",
}

func TestBrokenJSONIsBrokenInItsOwnWay(t *testing.T) {
	t.Parallel()
	for how, check := range map[string]func(t *testing.T, was, is string){
		"cut": func(t *testing.T, was, is string) {
			assert.True(t, strings.HasPrefix(was, is))
			assert.NotEmpty(t, strings.TrimSpace(is))
			assert.True(t, utf8.ValidString(is), "no character is cut in two")
		},
		"nan": func(t *testing.T, was, is string) {
			assert.Equal(t, 1, strings.Count(is, "NaN"))
			assert.True(t, json.Valid([]byte(strings.Replace(is, "NaN", "0", 1))), "nothing else is broken")
		},
		"trailing-comma": func(t *testing.T, was, is string) {
			assert.Len(t, is, len(was)+1)
			assert.Equal(t, strings.Count(was, ",")+1, strings.Count(is, ","))
		},
		"duplicate-key": func(t *testing.T, was, is string) {
			assert.True(t, json.Valid([]byte(is)), "a lenient reader takes it")
			assert.JSONEq(t, was, is, "and understands the same")
		},
		"invalid-utf8": func(t *testing.T, was, is string) {
			assert.False(t, utf8.ValidString(is))
			assert.Equal(t, was, strings.Replace(is, "\xff", "", 1))
			assert.True(t, json.Valid([]byte(is)), "a reader that does not look at bytes takes it")
		},
		"bom": func(t *testing.T, was, is string) { assert.Equal(t, "\ufeff"+was, is) },
		"any": func(*testing.T, string, string) {},
	} {
		for name, document := range documents {
			t.Run(how+"/"+name, func(t *testing.T) {
				t.Parallel()
				for seed := range uint64(100) {
					a := good(document)
					outcome := parse(t, "broken-json:"+how).Apply(a, draw(seed))
					require.True(t, outcome.Applied)
					require.False(t, jsontext.Value(a.Body).IsValid(), "strictly read: %s", a.Body)
					check(t, document, string(a.Body))
				}
			})
		}
	}
}

func TestSmallDocumentsAreBrokenToo(t *testing.T) {
	t.Parallel()
	for _, how := range []string{"cut", "nan", "trailing-comma", "invalid-utf8", "duplicate-key", "any"} {
		for _, document := range []string{`[]`, `{}`, `12`, `""`, `"é"`, `null`, `{"a":1}`, `[1]`, `-0.5e3`} {
			for seed := range uint64(10) {
				a := good(document)
				outcome := parse(t, "broken-json:"+how).Apply(a, draw(seed))
				assert.Equal(t, !outcome.Applied, jsontext.Value(a.Body).IsValid(), "%s %s", how, document)
				assert.Equal(t, outcome.Applied, document != string(a.Body))
			}
		}
	}
}

func TestAnyWayIsDrawn(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for seed := range uint64(100) {
		seen[parse(t, "broken-json:any").Apply(good(body), draw(seed)).Note] = true
	}
	assert.Len(t, seen, 6)
}

func TestWhatIsNoJSONCannotBeBroken(t *testing.T) {
	t.Parallel()
	a := good("Internal Server Error")
	outcome := parse(t, "broken-json").Apply(a, draw(1))
	assert.False(t, outcome.Applied)
	assert.Equal(t, []byte("Internal Server Error"), a.Body)
}

func TestLongListIsSpoiledInOneRecord(t *testing.T) {
	t.Parallel()
	long := "[" + strings.TrimSuffix(strings.Repeat(record+",", 2000), ",") + "]"
	for _, text := range []string{"broken-json:nan", "drop-field", "bad-uuid:/last/id", "null:/random/*"} {
		a := good(long)
		require.True(t, parse(t, text).Apply(a, draw(3)).Applied, text)
		from, to := 0, 0
		for from < len(a.Body) && a.Body[from] == long[from] {
			from++
		}
		for to < len(a.Body)-from && a.Body[len(a.Body)-1-to] == long[len(long)-1-to] {
			to++
		}
		assert.Less(t, len(long)-from-to, len(record), text)
		assert.False(t, bytes.Equal(a.Body, []byte(long)))
	}
}
