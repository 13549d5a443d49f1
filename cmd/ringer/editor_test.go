//go:build node

package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net/textproto"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// editor is a client of the language server that editors use for YAML.
type editor struct {
	to   io.Writer
	from *bufio.Reader
	next int
}

// newEditor installs the server, whose version the lock file in testdata/editor fixes, and starts it.
func newEditor(t *testing.T) *editor {
	t.Helper()
	folder := t.TempDir()
	for _, file := range []string{"package.json", "package-lock.json", ".npmrc"} {
		text, err := os.ReadFile(filepath.Join("testdata/editor", file))
		require.NoError(t, err)
		require.NoError(t, os.WriteFile(filepath.Join(folder, file), text, 0o600))
	}
	install := exec.CommandContext(t.Context(), "npm", "ci")
	install.Dir = folder
	out, err := install.CombinedOutput()
	require.NoError(t, err, "%s", out)
	cmd := exec.CommandContext(t.Context(), filepath.Join(folder, "node_modules/.bin/yaml-language-server"), "--stdio")
	to, err := cmd.StdinPipe()
	require.NoError(t, err)
	from, err := cmd.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, cmd.Start())
	t.Cleanup(func() { _ = to.Close(); _ = cmd.Wait() })
	e := &editor{to: to, from: bufio.NewReader(from)}
	e.ask(t, "initialize", map[string]any{"processId": nil, "rootUri": nil, "capabilities": map[string]any{}})
	e.send(t, map[string]any{"method": "initialized", "params": map[string]any{}})
	return e
}

func (e *editor) send(t *testing.T, message map[string]any) {
	t.Helper()
	message["jsonrpc"] = "2.0"
	text, err := json.Marshal(message)
	require.NoError(t, err)
	_, err = fmt.Fprintf(e.to, "Content-Length: %d\r\n\r\n%s", len(text), text)
	require.NoError(t, err)
}

// ask returns the result of a request. Requests of the server are answered with what means nothing special.
func (e *editor) ask(t *testing.T, method string, params any) json.RawMessage {
	t.Helper()
	e.next++
	e.send(t, map[string]any{"id": e.next, "method": method, "params": params})
	for {
		var m struct {
			ID     json.RawMessage `json:"id"`
			Method string          `json:"method"`
			Params struct {
				Items []any `json:"items"`
			} `json:"params"`
			Result json.RawMessage `json:"result"`
			Error  json.RawMessage `json:"error"`
		}
		header, err := textproto.NewReader(e.from).ReadMIMEHeader()
		require.NoError(t, err)
		n, err := strconv.Atoi(header.Get("Content-Length"))
		require.NoError(t, err)
		text := make([]byte, n)
		_, err = io.ReadFull(e.from, text)
		require.NoError(t, err)
		require.NoError(t, json.Unmarshal(text, &m))
		switch {
		case m.Method != "" && m.ID != nil:
			e.send(t, map[string]any{"id": m.ID, "result": make([]any, len(m.Params.Items))})
		case m.Method == "" && string(m.ID) == strconv.Itoa(e.next):
			require.Empty(t, string(m.Error), method)
			return m.Result
		}
	}
}

// completions are what the editor offers at the mark | in a text of a file.
func (e *editor) completions(t *testing.T, file, text string) []string {
	t.Helper()
	before, after, found := strings.Cut(text, "|")
	require.True(t, found)
	uri := "file://" + file + strconv.Itoa(e.next) + ".yaml"
	e.send(t, map[string]any{"method": "textDocument/didOpen", "params": map[string]any{
		"textDocument": map[string]any{"uri": uri, "languageId": "yaml", "version": 1, "text": before + after}}})
	lines := strings.Split(before, "\n")
	result := e.ask(t, "textDocument/completion", map[string]any{"textDocument": map[string]any{"uri": uri},
		"position": map[string]any{"line": len(lines) - 1, "character": len(lines[len(lines)-1])}})
	var list struct {
		Items []struct {
			Label string `json:"label"`
		} `json:"items"`
	}
	require.NoError(t, json.Unmarshal(result, &list))
	var labels []string
	for _, item := range list.Items {
		labels = append(labels, item.Label)
	}
	return labels
}

// TestEditorsCompleteWhatRingerWrites opens the files of ringer init in the language server, which finds the schema
// by the first line.
func TestEditorsCompleteWhatRingerWrites(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	batches, err := os.ReadFile(batchesFile)
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(filepath.Join(folder, "openapi.yaml"), batches, 0o600))
	cmd := exec.CommandContext(t.Context(), "ringer", "init")
	cmd.Dir = folder
	out, err := cmd.CombinedOutput()
	require.NoError(t, err, "%s", out)
	e := newEditor(t)
	scenario, settings := schemaLine(scenarioSchemaFile), schemaLine(settingsSchemaFile)
	for _, c := range []struct {
		file, text string
		offers     []string
	}{
		{"scenarios/a", scenario + "|", []string{"title", "generate", "rules", "faults"}},
		{"scenarios/a", scenario + "rules:\n  - |", []string{"when", "answers", "then"}},
		{"scenarios/a", scenario + "rules:\n  - when:\n      operation: |", []string{"listBatches", "createBatch"}},
		{"scenarios/a", scenario + "generate:\n  states:\n    |", []string{"queued", "failed"}},
		{"scenarios/a", scenario + "faults:\n  - kind: |", []string{"latency", "drop-field"}},
		{"a", settings + "serve:\n  |", []string{"port", "api", "speed"}},
		{"a", settings + "serve:\n  auth: |", []string{"any", "token"}},
	} {
		assert.Subset(t, e.completions(t, filepath.Join(folder, c.file), c.text), c.offers, c.text)
	}
}
