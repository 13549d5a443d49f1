package schemas_test

import (
	"encoding/json"
	"strings"
	"testing"

	jsonx "github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/ringer-api/ringer/schemas"
)

// FuzzValidate: for any text, nothing panics, every violation is complete, a text that
// is not JSON for the strictest parser is not JSON for us, and a valid document stays
// valid when it is written again.
func FuzzValidate(f *testing.F) {
	f.Add([]byte(record("")))
	f.Add([]byte(record(`,"attempts":1e3,"id":"3fa85f64-5717-4562-b3fc-2c963f66afa6"`)))
	s := schema(f, "EvalDatasetJobRecord")
	list := schema(f, "EvalDatasetJobRecord[]")
	f.Fuzz(func(t *testing.T, document []byte) {
		found := s.Validate(document)
		for _, v := range found {
			if v.Keyword == "" || v.Sentence == "" || v.Expected == "" {
				t.Fatalf("not filled: %+v", v)
			}
			if v.At == nil && v.Keyword != schemas.More {
				t.Fatalf("nowhere: %+v", v)
			}
		}
		if len(schemas.CheckJSON(document)) == 0 && !jsontext.Value(document).IsValid() {
			t.Fatalf("%q is not JSON", document)
		}
		if len(found) == 0 {
			rewritten(t, s, document)
		}
		streamed(t, list, document, len(found))
	})
}

func rewritten(t *testing.T, s *schemas.Schema, document []byte) {
	t.Helper()
	v := jsontext.Value(document).Clone()
	if err := jsonx.Unmarshal(document, new(map[string]json.RawMessage)); err != nil {
		t.Fatalf("%q: %v", document, err)
	}
	if err := v.Format(jsontext.ReorderRawObjects(true), jsontext.SpaceAfterColon(true)); err != nil {
		t.Fatalf("%q: %v", document, err)
	}
	if again := s.Validate(v); len(again) > 0 {
		t.Fatalf("%q keeps the schema, %q does not: %v", document, v, again)
	}
}

// streamed compares with the same record as the only one of a list.
func streamed(t *testing.T, list *schemas.Schema, document []byte, want int) {
	t.Helper()
	if len(schemas.CheckJSON(document)) > 0 {
		return
	}
	got := 0
	whole, err := list.ValidateStream(strings.NewReader("["+string(document)+"]"),
		func(r schemas.StreamRecord) error {
			got += len(r.Violations)
			return nil
		})
	if err != nil || len(whole) > 0 || got != want {
		t.Fatalf("%q: alone %d violations, in a list %d, %v, %v", document, want, got, whole, err)
	}
}
