//go:build node && unix

package examples_test

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// project is an empty project with the packed packages, as make packages writes them.
type project struct {
	folder string
	packed string // the folder with the files
}

// newProject packs, and installs without any script, and without the registry.
func newProject(t *testing.T) project {
	t.Helper()
	install(t)
	p := project{folder: t.TempDir(), packed: t.TempDir()}
	runs(t, "", "cd ..", "OUT="+p.packed+" BINARIES="+binaries(t)+" VERSION=1.2.3 scripts/make-packages")
	require.NoError(t, os.WriteFile(filepath.Join(p.folder, "package.json"), []byte(`{"private": true, "type": "module"}`), 0o600))
	runs(t, "", "cd "+p.folder, "npm install --offline --ignore-scripts --no-audit "+p.packed+"/*.tgz")
	return p
}

// binaries is a folder with this machine's binaries, built as other tests build them: a
// build without cgo and paths, as for a release, would compile everything once more.
func binaries(t *testing.T) string {
	t.Helper()
	folder := t.TempDir()
	here := filepath.Join(folder, host(t))
	for _, line := range []string{
		"cd .. && go build -ldflags '-X main.version=1.2.3' -o " + here + "/ringer ./cmd/ringer",
		"cd ../cmd/ringer-diff && go build -o " + here + "/ringer-diff .",
	} {
		runs(t, "", line)
	}
	return folder
}

// exits runs a command in the project's folder, and returns its output and exit code.
func (p project) exits(t *testing.T, line string) (said string, code int) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), longest)
	defer cancel()
	cmd := command(ctx, t, "", line)
	cmd.Dir = p.folder
	out, _ := cmd.CombinedOutput()
	return string(out), cmd.ProcessState.ExitCode()
}

func TestPackages(t *testing.T) {
	t.Parallel()
	p := newProject(t)

	said, code := p.exits(t, "npx ringer version")
	assert.Regexp(t, `^ringer 1\.2\.3 `, said)
	assert.Zero(t, code)
	said, code = p.exits(t, "npx ringer serve --port x")
	assert.Equal(t, 2, code, "the exit code is passed on")
	assert.Contains(t, said, "want a whole number")
	said, code = p.exits(t, "npx ringer diff llamacloud-evals llamacloud-evals")
	assert.Zero(t, code, said)
	assert.Contains(t, said, "no change")

	t.Run("signals are passed on", func(t *testing.T) { p.passesSignals(t) })
	t.Run("types", func(t *testing.T) { p.hasTypes(t) })
	t.Run("a missing package is named with the fix", func(t *testing.T) {
		require.NoError(t, os.RemoveAll(filepath.Join(p.folder, "node_modules", "@ringer-api", host(t))))
		said, code := p.exits(t, "npx ringer version")
		assert.Equal(t, 3, code)
		assert.Contains(t, said, "error: the package @ringer-api/"+host(t)+", which has the binary for this system, is not installed.")
		assert.Contains(t, said, "npm install --include=optional")
		said, _ = p.exits(t, "RINGER_BINARY=/bin/echo npx ringer hello")
		assert.Equal(t, "hello\n", said)
	})
	t.Run("what the tools for packages say", func(t *testing.T) {
		file := filepath.Join(p.packed, "ringer-api-ringer-1.2.3.tgz")
		runs(t, "", "cd "+client, "npx publint --strict "+file, "npx attw --profile esm-only "+file)
	})
}

// host is the platform of this machine, as Node names it.
func host(t *testing.T) string {
	t.Helper()
	out, err := exec.Command("node", "-p", "process.platform + '-' + process.arch").Output()
	require.NoError(t, err)
	return strings.TrimSpace(string(out))
}

func (p project) passesSignals(t *testing.T) {
	cmd := exec.Command(filepath.Join(p.folder, "node_modules", ".bin", "ringer"), "serve", "--port", "0", "--log-format", "json", "--exit-with-parent")
	stdin, err := cmd.StdinPipe()
	require.NoError(t, err)
	defer stdin.Close()
	out, err := cmd.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, cmd.Start())
	line := make([]byte, 1)
	_, err = out.Read(line) // it is ready
	require.NoError(t, err)
	require.NoError(t, cmd.Process.Signal(syscall.SIGTERM))
	require.NoError(t, cmd.Wait(), "it stops with exit code 0, as the mock does")
}

// hasTypes compiles a program against the installed package, with the strictest settings.
func (p project) hasTypes(t *testing.T) {
	const program = `import { startRinger, type Session } from "@ringer-api/ringer";
await using ringer = await startRinger({ api: "openapi.yaml" });
await using session: Session = await ringer.session("a", { seed: 7 });
const moved = await session.clock.next();
const at: string = moved.transitions[0]!.at;
// @ts-expect-error: sessions have no such start
await ringer.session("b", { sceanrio: "empty" });
console.log(at);
`
	require.NoError(t, os.WriteFile(filepath.Join(p.folder, "program.ts"), []byte(program), 0o600))
	tsc, err := filepath.Abs(client + "/node_modules/.bin/tsc")
	require.NoError(t, err)
	types, err := filepath.Abs(client + "/node_modules/@types")
	require.NoError(t, err)
	said, code := p.exits(t, tsc+" --strict --noEmit --exactOptionalPropertyTypes --module nodenext --target es2022 --lib es2023,dom,esnext.disposable --typeRoots "+types+" --types node program.ts")
	assert.Zero(t, code, said)
}
