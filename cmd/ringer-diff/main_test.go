package main

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const (
	older = `{"openapi": "3.0.3", "info": {"title": "a", "version": "1"}, "paths": {"/a": {"get": {"responses": {"200": {"description": "x"}}}},
		"/b": {"get": {"responses": {"200": {"description": "x"}}}}}}`
	newer = `{"openapi": "3.0.3", "info": {"title": "a", "version": "2"}, "paths": {"/a": {"get": {"responses": {"200": {"description": "x"}}}}}}`
)

func compared(t *testing.T, text string) (string, error) {
	t.Helper()
	var out strings.Builder
	err := run(strings.NewReader(text), &out)
	return out.String(), err
}

func TestChangesHaveAWeight(t *testing.T) {
	t.Parallel()
	out, err := compared(t, `{"version": 1, "old": {"name": "old", "document": `+older+`}, "new": {"name": "new", "document": `+newer+`}}`)
	require.NoError(t, err)
	var r result
	require.NoError(t, json.Unmarshal([]byte(out), &r))
	assert.Equal(t, 1, r.Version)
	require.Len(t, r.Changes, 1)
	assert.Equal(t, "breaking", r.Changes[0].Weight)
	assert.Equal(t, "/b", r.Changes[0].Path)
}

func TestNoChangeIsAnEmptyList(t *testing.T) {
	t.Parallel()
	out, err := compared(t, `{"version": 1, "old": {"name": "old", "document": `+older+`}, "new": {"name": "new", "document": `+older+`}}`)
	require.NoError(t, err)
	assert.JSONEq(t, `{"version": 1, "changes": []}`, out)
}

func TestErrorsSayWhichDocument(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"":               "ringer-diff is run by ringer diff",
		`{"version": 2}`: "of another version than ringer: it reads version 1, and was given version 2",
		`{"version": 1, "old": {"name": "the old one", "document": {"openapi": 3}}}`:                           "comparing the old one: ",
		`{"version": 1, "old": {"name": "old", "document": {"paths": {"/": {"$ref": "file:///etc/passwd"}}}}}`: "comparing old: ",
	} {
		_, err := compared(t, text)
		assert.ErrorContains(t, err, want, text)
	}
}
