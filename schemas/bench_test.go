package schemas_test

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/schemas"
)

func fullRecord(b *testing.B) []byte {
	b.Helper()
	document, err := json.Marshal(full(schema(b, "EvalDatasetJobRecord").Node()))
	require.NoError(b, err)
	return document
}

func BenchmarkValidate(b *testing.B) {
	document, s := fullRecord(b), schema(b, "EvalDatasetJobRecord")
	b.SetBytes(int64(len(document)))
	b.ReportAllocs()
	for b.Loop() {
		if len(s.Validate(document)) > 0 {
			b.Fatal("broken")
		}
	}
}

func BenchmarkCheckJSON(b *testing.B) {
	document := fullRecord(b)
	b.SetBytes(int64(len(document)))
	b.ReportAllocs()
	for b.Loop() {
		schemas.CheckJSON(document)
	}
}

func BenchmarkValidateStream(b *testing.B) {
	one := fullRecord(b)
	document := append(append([]byte("["), bytes.Repeat(append(one, ','), 999)...), append(one, ']')...)
	s := schema(b, "EvalDatasetJobRecord[]")
	b.SetBytes(int64(len(document)))
	b.ReportAllocs()
	for b.Loop() {
		_, err := s.ValidateStream(bytes.NewReader(document),
			func(schemas.StreamRecord) error { return nil })
		require.NoError(b, err)
	}
}
