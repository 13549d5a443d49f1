package fastapi_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/ringer-api/ringer/mock/fastapi"
)

func TestAnswers(t *testing.T) {
	t.Parallel()
	const json = "application/json"
	cases := []struct {
		name        string
		answer      *fastapi.Response
		status      int
		contentType string
		body        string
	}{
		{"no route", fastapi.NotFound(), 404, json, `{"detail":"Not Found"}`},
		{"no record", fastapi.Detail(404, "Dataset \"é\" <x> not found"), 404, json,
			`{"detail":"Dataset \"é\" <x> not found"}`},
		{"wrong method", fastapi.MethodNotAllowed("POST"), 405, json,
			`{"detail":"Method Not Allowed"}`},
		{"unreadable", fastapi.UnreadableBody(), 400, json, unreadable},
		{"nobody", fastapi.NotAuthenticated(), 401, json, `{"detail":"Not authenticated"}`},
		{"forbidden", fastapi.Forbidden(false), 403, json, `{"detail":"Not authenticated"}`},
		{"error", fastapi.InternalServerError(), 500, "text/plain; charset=utf-8",
			"Internal Server Error"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			assert.Equal(t, c.status, c.answer.Status)
			assert.Equal(t, c.contentType, c.answer.Header.Get("Content-Type"))
			assert.Equal(t, c.body, string(c.answer.Body))
		})
	}
}
