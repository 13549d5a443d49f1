package plain_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/mock/fastapi"
)

// TestPartsThatAreClosedAgainstEachOther: no body keeps such a schema, but the service that
// the document is about accepts what all its parts describe.
func TestPartsThatAreClosedAgainstEachOther(t *testing.T) {
	t.Parallel()
	s := service(t, `
paths:
  /transcripts:
    post:
      requestBody:
        required: true
        content:
          application/json:
            schema:
              allOf:
                - {type: object, additionalProperties: false, required: [url], properties: {url: {type: string}}}
                - {type: object, additionalProperties: false, properties: {words: {type: integer}}}
      responses: {'200': {description: d}}
  /plain:
    post:
      requestBody: {content: {application/json: {schema: {type: object, additionalProperties: false, properties: {url: {type: string}}}}}}
      responses: {'200': {description: d}}
`)
	for target, bodies := range map[string]map[string]string{
		"POST /transcripts": {`{"url": "u"}`: "", `{"url": "u", "words": 3}`: "", `{"words": 3}`: "url", `{"url": "u", "words": "x"}`: "words", `{"url": "u", "other": 1}`: "other"},
		"POST /plain":       {`{"url": "u"}`: "", `{"other": 1}`: "other"},
	} {
		for body, wrong := range bodies {
			r := request(target, body, "Content-Type: application/json")
			match := s.Match(r)
			require.NotNil(t, match.Operation)
			_, refusal := s.Judge(r, match, fastapi.Auth{})
			if wrong == "" {
				assert.Nil(t, refusal, "%s %s", target, body)
				continue
			}
			require.NotNil(t, refusal, "%s %s", target, body)
			assert.Contains(t, string(refusal.Body), wrong)
		}
	}
}
