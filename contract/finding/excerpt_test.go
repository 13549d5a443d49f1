package finding_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/contract/finding"
)

func TestExcerptMarksThePlace(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("é ", 400)
	for pointer, want := range map[string]string{
		"/0/status": `"RUN\u001b"`, "/1/n": "-7", "/1/list/2": "3", "/1/text": "", "/0/none": "", "/1/far": `"here"`,
	} {
		body := "[ {\"id\": \"a\",\n\t\"status\" :  \"RUN\\u001b\" }, {\"n\":-7, \"list\": [1, 2,  3], \"text\": {\"a\": \"" + long + "\"}, \"far\": \"here\"}]"
		x := &exchange.Exchange{Response: &exchange.Response{Status: 200, Body: []byte(body), Content: []byte(body)}}
		text, mark := finding.Excerpt(x, pointer, exchange.NewRedactor(nil), nil)
		if want == "" {
			assert.Nil(t, mark, pointer)
			continue
		}
		require.NotNil(t, mark, pointer)
		assert.Equal(t, want, string([]rune(text)[mark.Start:mark.Start+mark.Length]), pointer)
	}
}
