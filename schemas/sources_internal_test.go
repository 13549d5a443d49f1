package schemas

import (
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"
)

// An invalid origin of a keyword is rejected.
func TestSourcesThatAreNone(t *testing.T) {
	t.Parallel()
	const head = `{"openapi":"3.1.0","info":{"title":"t","version":"1"},"paths":{},` + "\n" + `"components":{"schemas":`
	cases := []struct{ name, schemas, beside, text, want string }{
		{"origin", `{"A":{"type":"string","x-origin":{"type":"rumour"}}}`, "none.json", "",
			`api.json:2: origin "rumour": want docs:LINE, published or decided`},
		{"off the page", `{"A":{"type":"string","x-origin":{"type":"docs:9"}}}`, "docs.json", `{"lines":8}`,
			"api.json:2: origin docs:9: the page has 8 lines"},
		{"decisions", `{}`, "decisions.json", `[`,
			"reading decisions.json: the text is cut off in the middle of a value"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			files := fstest.MapFS{
				"api.json": {Data: []byte(head + c.schemas + "}}")},
				c.beside:   {Data: []byte(c.text)},
			}
			d, err := Load(files, "api.json")
			require.NoError(t, err)
			require.EqualError(t, d.readSources(files), c.want)
		})
	}
}
