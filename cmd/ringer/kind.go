package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/ringer-api/ringer/schemas"
)

// The names beside the types' own that --type takes: whole answers.
const (
	listKind    = "list"    // what the operation list answers
	resultsKind = "results" // what the operation results answers
	noKind      = "JSON"    // only what is no JSON is taken as this
)

// kindNames are all that --type takes.
func kindNames() []string {
	return append([]string{listKind, resultsKind}, schemas.Default().Types()...)
}

// kindSchema gives the schema that a document of this kind keeps.
func kindSchema(name string) (*schemas.Schema, error) {
	description := schemas.Default()
	switch name {
	case listKind:
		return description.Operation(schemas.List).Responses[200].Schema, nil
	case resultsKind:
		return description.Operation(schemas.Results).Responses[200].Schema, nil
	}
	schema, err := description.Schema(name)
	if err != nil {
		return nil, unknownName(fmt.Sprintf("there is no type %q", name), name, kindNames())
	}
	return schema, nil
}

// telling are the keys that give a document away, in the order of asking.
var telling = []struct{ key, object, array string }{
	{"job_name", "EvalDatasetJobRecord", listKind},
	{"partitions", "EvalDatasetJobRecord", listKind},
	{"eval_question_id", "EvalQuestionResult", resultsKind},
	{"source_nodes", "EvalQuestionResult", resultsKind},
	{"detail", "HTTPValidationError", ""},
	{"eval_question_ids", "EvalExecutionCreate", ""},
}

// guess tells what a document that begins like this is, and from what it tells.
// Both are empty when it cannot tell.
func guess(start []byte) (kind, why string) {
	list, keys := firstKeys(start)
	for _, t := range telling {
		if !slices.Contains(keys, t.key) {
			continue
		}
		if list && t.array != "" {
			return t.array, fmt.Sprintf("its first record has %q", t.key)
		}
		if !list {
			return t.object, fmt.Sprintf("it has %q", t.key)
		}
	}
	if list && len(keys) == 0 {
		return listKind, "it is an array"
	}
	return "", ""
}

// firstKeys tells whether a document is an array, and gives the keys of the
// object that it is or begins with, as far as start reaches.
func firstKeys(start []byte) (list bool, keys []string) {
	start = bytes.TrimPrefix(start, []byte("\xef\xbb\xbf"))
	decoder := json.NewDecoder(bytes.NewReader(start))
	token, err := decoder.Token()
	if err == nil && token == json.Delim('[') {
		list = true
		token, err = decoder.Token()
	}
	if err != nil || token != json.Delim('{') {
		return list, nil
	}
	for decoder.More() {
		key, err := decoder.Token()
		if err != nil {
			break
		}
		keys = append(keys, fmt.Sprint(key))
		var skipped json.RawMessage
		if decoder.Decode(&skipped) != nil {
			break
		}
	}
	return list, keys
}

// kindInWords is a kind as a sentence names it.
func kindInWords(kind string) string {
	switch kind {
	case listKind:
		return "a list of executions"
	case resultsKind:
		return "a list of results"
	case noKind:
		return "no JSON"
	}
	if strings.ContainsRune("AEIOUH", rune(kind[0])) {
		return "an " + kind
	}
	return "a " + kind
}
