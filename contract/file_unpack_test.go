package contract_test

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"encoding/binary"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/contract"
)

func zippedText(t *testing.T, text string) string {
	t.Helper()
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	_, err := z.Write([]byte(text))
	require.NoError(t, err)
	require.NoError(t, z.Close())
	return packed.String()
}

func wideText(order binary.AppendByteOrder, text string) string {
	var data []byte
	for _, c := range utf16.Encode([]rune(text)) {
		data = order.AppendUint16(data, c)
	}
	return string(data)
}

// What a file is packed or written in is no answer of the service's.
func TestAFileIsReadHoweverItWasWritten(t *testing.T) {
	t.Parallel()
	good := asJSON(t, []record{newRecord(1)})
	bad := asJSON(t, []record{newRecord(2).with("status", "DÖNE")})
	for name, c := range map[string]struct {
		write func(string) string
		note  string
	}{
		"UTF-16 of PowerShell": {func(s string) string { return wideText(binary.LittleEndian, "\ufeff"+s+"\r\n") }, "it was UTF-16LE"},
		"UTF-16BE":             {func(s string) string { return wideText(binary.BigEndian, "\ufeff"+s) }, "it was UTF-16BE"},
		"without a mark":       {func(s string) string { return wideText(binary.LittleEndian, s) }, "it was UTF-16LE"},
		"gzip":                 {func(s string) string { return zippedText(t, s) }, "it was gzip"},
		"both": {func(s string) string { return zippedText(t, wideText(binary.LittleEndian, "\ufeff"+s)) },
			"it was gzip, then UTF-16LE"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			report := judged(t, "f", c.write(good))
			assert.Empty(t, rulesOf(report))
			assert.Equal(t, 1, report.Counts.Records)
			assert.Contains(t, report.Notes[0], c.note)
			assert.Equal(t, []string{"schema.body"}, rulesOf(judged(t, "f", c.write(bad))), "what is in it is judged as ever")
		})
	}
}

func TestUnpackingIsBounded(t *testing.T) {
	t.Parallel()
	bomb := zippedText(t, "["+strings.Repeat(" ", 4<<20)+"]")
	report, err := contract.JudgeFile(t.Context(),
		contract.File{Name: "f", From: strings.NewReader(bomb), MaxBytes: 1 << 20}, contract.Target{})
	require.ErrorContains(t, err, "it exceeds the size limit of a file")
	assert.Equal(t, 3, contract.ExitCode(report, err))
}

// entryOf is an entry of an archive about the list of executions.
func entryOf(t *testing.T, response map[string]any) string {
	t.Helper()
	return `{"log":{"version":"1.2","entries":[` + asJSON(t, map[string]any{
		"startedDateTime": "2024-10-01T12:00:00Z", "time": 1,
		"request":  map[string]any{"method": "GET", "url": "http://api.example" + executions},
		"response": response,
	}) + `]}}`
}

func TestWhatAnArchiveLeftOutIsNotJudged(t *testing.T) {
	t.Parallel()
	good := asJSON(t, []record{newRecord(1)})
	type object = map[string]any
	named := []object{{"name": "Date", "value": "Tue, 01 Oct 2024 12:00:00 GMT"}}
	plain := []object{{"name": "content-type", "value": "text/plain"}}
	coded := []object{{"name": "content-type", "value": "application/json"}, {"name": "content-encoding", "value": "br"}}
	for _, c := range []struct {
		name     string
		response object
		rules    []string
		note     string
	}{
		{"no header", object{"status": 200, "headers": []object{}, "content": object{"text": good, "mimeType": "application/json"}},
			nil, "saved without header fields"},
		{"no member for it", object{"status": 200, "content": object{"text": good, "mimeType": "application/json; charset=utf-8"}}, nil, ""},
		{"no type either", object{"status": 200, "content": object{"text": good, "mimeType": "x-unknown"}}, nil, ""},
		{"an empty type", object{"status": 200, "content": object{"text": good, "mimeType": ""}}, nil, ""},
		{"another type", object{"status": 200, "content": object{"text": good, "mimeType": "text/html"}},
			[]string{"wire.content-type"}, ""},
		{"a header without the type", object{"status": 200, "headers": named, "content": object{"text": good, "mimeType": "application/json"}}, nil, ""},
		{"a header that lacks it", object{"status": 200, "headers": named, "content": object{"text": good, "mimeType": ""}},
			[]string{"wire.content-type"}, ""},
		{"a header of another type", object{"status": 200, "headers": plain, "content": object{"text": good, "mimeType": "application/json"}},
			[]string{"wire.content-type"}, ""},
		{"what is in it", object{"status": 200, "content": object{"text": "[1]", "mimeType": "application/json"}},
			[]string{"schema.body"}, ""},
		{"base64", object{"status": 200, "content": object{"text": base64.StdEncoding.EncodeToString([]byte(good)), "encoding": "base64",
			"mimeType": "application/json"}}, nil, ""},
		{"gzip, and nobody says so", object{"status": 200, "content": object{"encoding": "base64", "mimeType": "application/json",
			"text": base64.StdEncoding.EncodeToString([]byte(zippedText(t, good)))}}, nil, "saved without a complete body"},
		{"a coding that nobody undid", object{"status": 200, "headers": coded, "content": object{"encoding": "base64",
			"text": base64.StdEncoding.EncodeToString([]byte("\x8b\x02\x80[1]\xff"))}}, nil, "saved without a complete body"},
		{"a body that broke off", object{"status": 200, "_error": "net::ERR_ABORTED", "content": object{"text": "[{", "mimeType": "application/json"}},
			nil, "saved without a complete body"},
		{"no response", object{"status": 0, "_error": "net::ERR_ABORTED", "content": object{"text": ""}}, nil, "without a response"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			report, _ := contract.JudgeFile(t.Context(),
				contract.File{Name: "f", From: strings.NewReader(entryOf(t, c.response))}, contract.Target{})
			assert.ElementsMatch(t, c.rules, rulesOf(report))
			assert.Contains(t, strings.Join(report.Notes, "\n"), c.note)
		})
	}
}
