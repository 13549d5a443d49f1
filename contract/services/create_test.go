package services_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// kept changes the text that a job was created with.
func kept(change func(string) string) func(*answer) {
	return records("", 1, "exports", func(r record) {
		if text := r["source"].(string); strings.Contains(text, "ringer-") {
			r["source"] = change(text)
		}
	})
}

var brokenCreates = []defect{
	{"trimmed", "write.parameters-echoed", kept(strings.TrimSpace)},
	{"line-ends", "write.parameters-echoed", kept(func(s string) string { return strings.ReplaceAll(s, "\r\n", "\n") })},
	{"escaped", "write.parameters-echoed", kept(func(s string) string { return strings.ReplaceAll(s, "<b>", "&lt;b&gt;") })},
	{"decoded", "write.parameters-echoed", kept(func(s string) string { return strings.ReplaceAll(s, "%20", " ") })},
	{"ascii", "write.parameters-echoed", kept(func(s string) string { return strings.ReplaceAll(s, "日本", "??") })},
	{"no-emoji", "write.parameters-echoed", kept(func(s string) string { return strings.ReplaceAll(s, "🙂", "") })},
	{"fails", "status.no-server-error", func(a *answer) {
		if r, ok := a.body.(record); ok && a.operation == "startExport" && a.status == 201 && strings.Contains(r["source"].(string), "🙂") {
			a.status, a.body = http.StatusInternalServerError, record{"message": "?"}
		}
	}},
	{"twice", "write.once", twice},
}

// twice lists a job a second time, under another id.
func twice(a *answer) {
	body, _ := a.body.(record)
	all, _ := body["exports"].([]any)
	for _, e := range all {
		if r := e.(record); strings.Contains(r["source"].(string), "ringer-") {
			other := record{}
			for name, value := range r {
				other[name] = value
			}
			other["id"] = r["id"].(string) + "b"
			body["exports"] = append(all, other)
		}
	}
}

func TestBrokenCreatesOfAnotherAPI(t *testing.T) {
	t.Parallel()
	for _, d := range brokenCreates {
		t.Run(d.name, func(t *testing.T) {
			t.Parallel()
			assertRules(t, d, []string{d.rule})
		})
	}
}

func TestCorrectCreatesOfAnotherAPI(t *testing.T) {
	t.Parallel()
	for _, d := range []defect{
		{name: "kept"},
		{name: "refused", spoil: func(a *answer) {
			if r, ok := a.body.(record); ok && a.operation == "startExport" && a.status == 201 && strings.Contains(r["source"].(string), "ringer-") {
				a.wrong()
			}
		}},
		{name: "others-create-the-same", spoil: func(a *answer) {
			other := record{"id": "k1", "source": "blue", "status": "queued", "created_at": epoch.Format("2006-01-02T15:04:05Z07:00")}
			if body, ok := a.body.(record); ok && a.operation == "listExports" && a.nth > 2 {
				body["exports"] = append(body["exports"].([]any), other)
			}
			if a.operation == "getExport" && a.request.PathValue("id") == "k1" {
				a.status, a.body = http.StatusOK, other
			}
		}},
	} {
		t.Run(d.name, func(t *testing.T) {
			t.Parallel()
			assertRules(t, d, nil)
		})
	}
}

// TestOddTextsAreSent: the texts reach the service as they are meant.
func TestOddTextsAreSent(t *testing.T) {
	t.Parallel()
	h := polled()
	s := newService()
	h.routes(s)
	s.judge(t, h)
	text := s.jobs[len(s.jobs)-1].input
	for _, part := range []string{"\"quoted\"", "<b>&amp;</b>", "%20", "🙂", "\r\n"} {
		assert.Contains(t, text, part)
	}
	assert.NotEqual(t, text, strings.TrimSpace(text))
}
