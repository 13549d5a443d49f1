//go:build unix

package action_test

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/mock"
)

const dataset = "3fa85f64-5717-4562-b3fc-2c963f66afa6/7c9e6679-7425-40de-944b-e07fc1f90ae7"

// runner is a runner of GitHub: the files that it gives to steps, and its variables.
type runner struct {
	folder    string
	variables []string
}

func newRunner(t *testing.T, variables ...string) runner {
	t.Helper()
	r := runner{folder: t.TempDir()}
	for name, value := range map[string]string{
		"RUNNER_TEMP": r.folder, "RUNNER_OS": "Linux", "RUNNER_ARCH": "X64", "GITHUB_ACTIONS": "true", "GITHUB_WORKSPACE": r.folder,
		"GITHUB_OUTPUT": r.file("output"), "GITHUB_PATH": r.file("path"), "GITHUB_STEP_SUMMARY": r.file("summary"),
		"PATH": os.Getenv("PATH"), "RINGER_RATE": "100000",
	} {
		r.variables = append(r.variables, name+"="+value)
	}
	r.variables = append(r.variables, variables...)
	return r
}

func (r runner) file(name string) string { return filepath.Join(r.folder, name) }

// text is what steps have written to a file; "" if they have not.
func (r runner) text(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(r.file(name))
	if !errors.Is(err, os.ErrNotExist) {
		require.NoError(t, err)
	}
	return string(text)
}

// output is the value of an output; the last one counts.
func (r runner) output(t *testing.T, name string) (value string) {
	t.Helper()
	for line := range strings.Lines(r.text(t, "output")) {
		if text, ok := strings.CutPrefix(line, name+"="); ok {
			value = strings.TrimSpace(text)
		}
	}
	return value
}

// step runs a script of the action, in the workspace.
func (r runner) step(t *testing.T, script string, inputs ...string) (said string, code int) {
	t.Helper()
	path, err := filepath.Abs(script)
	require.NoError(t, err)
	cmd := exec.CommandContext(t.Context(), path)
	cmd.Dir, cmd.Env = r.folder, append(r.variables, inputs...)
	out, err := cmd.CombinedOutput()
	if exit := new(exec.ExitError); !errors.As(err, &exit) {
		require.NoError(t, err)
	}
	return string(out), cmd.ProcessState.ExitCode()
}

// ringer builds the command, once.
var ringer = sync.OnceValues(func() ([]byte, error) {
	folder, err := os.MkdirTemp("", "ringer-action-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(folder)
	file := filepath.Join(folder, "ringer")
	if out, err := exec.Command("go", "build", "-ldflags", "-X main.version=1.2.3", "-o", file, "../../cmd/ringer").CombinedOutput(); err != nil {
		return nil, fmt.Errorf("%w: %s", err, out)
	}
	return os.ReadFile(file)
})

// archive is an archive of a release, with a program.
func archive(t *testing.T, name string, program []byte) []byte {
	t.Helper()
	var file bytes.Buffer
	packed := gzip.NewWriter(&file)
	files := tar.NewWriter(packed)
	require.NoError(t, files.WriteHeader(&tar.Header{Name: name + "/ringer", Mode: 0o755, Size: int64(len(program))}))
	_, err := files.Write(program)
	require.NoError(t, err)
	require.NoError(t, files.Close())
	require.NoError(t, packed.Close())
	return file.Bytes()
}

func hash(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:])
}

// releases serves files by their paths, and returns the variable that names the server.
func releases(t *testing.T, files map[string]string) string {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		content, ok := files[strings.TrimPrefix(r.URL.Path, "/")]
		if !ok {
			http.NotFound(w, r)
			return
		}
		_, _ = w.Write([]byte(content))
	}))
	t.Cleanup(server.Close)
	return "DOWNLOADS=" + server.URL
}

const name = "ringer_1.2.3_linux_amd64"

// greeter is a program in place of ringer.
const greeter = "#!/bin/sh\necho hello\n"

func released(t *testing.T, folder string) map[string]string {
	t.Helper()
	content := archive(t, name, []byte(greeter))
	return map[string]string{
		folder + "/checksums.txt": hash(content) + "  " + name + ".tar.gz\n" + hash(nil) + "  ringer_1.2.3_darwin_arm64.tar.gz\n" +
			hash(nil) + "  ringer_1.2.3_linux_amd64.deb\n",
		folder + "/" + name + ".tar.gz": string(content),
	}
}

func TestTheActionInstallsAndChecks(t *testing.T) {
	t.Parallel()
	program, err := ringer()
	require.NoError(t, err)
	content := archive(t, name, program)
	r := newRunner(t, releases(t, map[string]string{
		"download/v1.2.3/checksums.txt":       hash(content) + "  " + name + ".tar.gz\n",
		"download/v1.2.3/" + name + ".tar.gz": string(content),
	}))
	said, code := r.step(t, "install", "VERSION=1.2.3")
	require.Zero(t, code, said)
	assert.Contains(t, said, "ringer 1.2.3 ")
	installed := r.output(t, "ringer")
	assert.Equal(t, filepath.Dir(installed)+"\n", r.text(t, "path"), "steps that follow find ringer in PATH")

	good, bad := mock.NewServer(mock.Config{}), mock.NewServer(mock.Config{Scenario: "status-missing"})
	t.Cleanup(func() { good.Close(); bad.Close() })
	said, code = r.step(t, "check", "RINGER="+installed, "CHECK_URL="+good.URL, "CHECK_DATASET="+dataset)
	assert.Zero(t, code, said)
	assert.Equal(t, "passed", r.output(t, "verdict"))
	assert.FileExists(t, r.output(t, "report"))
	assert.Contains(t, said, "::notice title=contract passed::")
	assert.Contains(t, r.text(t, "summary"), "Contract passed")

	said, code = r.step(t, "check", "RINGER="+installed, "CHECK_URL="+bad.URL, "CHECK_DATASET="+dataset,
		"CHECK_FAIL_ON=error", `CHECK_ARGS=--report "junit=a file.xml"  --seed 7`)
	assert.Equal(t, 1, code, said)
	assert.Equal(t, "broken", r.output(t, "verdict"))
	assert.Contains(t, said, "::error ")
	assert.Contains(t, r.text(t, "a file.xml"), "<testsuites", "words in quotes are one option")

	_, code = r.step(t, "check", "RINGER="+installed, "CHECK_URL=http://127.0.0.1:1", "CHECK_DATASET="+dataset)
	assert.Equal(t, 3, code)
	assert.Equal(t, "unexamined", r.output(t, "verdict"))

	said, code = r.step(t, "check", "RINGER="+installed, "CHECK_URL="+good.URL, "CHECK_ARGS=--sede 7")
	assert.Equal(t, 2, code)
	assert.Contains(t, said, "--seed")
	assert.Empty(t, r.output(t, "verdict"))
}

func TestTheTokenIsPassedByTheNameOfItsVariable(t *testing.T) {
	t.Parallel()
	r := newRunner(t)
	echo := r.file("echo")
	require.NoError(t, os.WriteFile(echo, []byte("#!/bin/sh\nprintf '%s\\n' \"$@\"\n"), 0o700))
	said, code := r.step(t, "check", "RINGER="+echo, "CHECK_URL=$(touch here)", "CHECK_TOKEN=s3cret", "CHECK_BASELINE=a b.yaml",
		"CHECK_API=`touch here`", "CHECK_ARGS=--header '$(touch here); touch here'")
	require.Zero(t, code, said)
	assert.Equal(t, "check\n$(touch here)\n--report\njson="+r.output(t, "report")+"\n--report\ngithub=-\n--api\n`touch here`\n"+
		"--baseline\na b.yaml\n--token-env\nCHECK_TOKEN\n--header\n$(touch here); touch here\n", said)
	assert.NoFileExists(t, r.file("here"), "no input is a command")

	said, code = r.step(t, "check", "RINGER="+echo, "CHECK_URL=")
	assert.Equal(t, 2, code)
	assert.Contains(t, said, "::error title=ringer::the input url is empty")
	said, code = r.step(t, "check", "RINGER="+echo, "CHECK_URL=x", "CHECK_ARGS=it's")
	assert.Equal(t, 2, code)
	assert.Contains(t, said, "has a quote without its end")
}

func TestTheVersionIsThatOfTheInputOrOfTheAction(t *testing.T) {
	t.Parallel()
	for from, inputs := range map[string][]string{
		"download/v1.2.3": {"VERSION=v1.2.3", "ACTION_REF=v9.9.9"}, "download/v1.2.3/": {"ACTION_REF=v1.2.3"},
		"latest/download": {"ACTION_REF=v1"}, "latest/download/": {"VERSION=latest", "ACTION_REF=v1.2.3"},
		"latest/download//": {"ACTION_REF=main"},
	} {
		r := newRunner(t, releases(t, released(t, strings.TrimRight(from, "/"))))
		said, code := r.step(t, "install", inputs...)
		assert.Zero(t, code, "%s: %s", inputs, said)
		assert.Equal(t, "hello\n", said, inputs)
	}
}

func TestWhatIsNotTheReleaseIsNotInstalled(t *testing.T) {
	t.Parallel()
	const sums, file = "download/v1.2.3/checksums.txt", "download/v1.2.3/" + name + ".tar.gz"
	for problem, c := range map[string]struct {
		spoil  func(files map[string]string)
		inputs []string
	}{
		"was not downloaded whole, or was changed":                            {spoil: func(files map[string]string) { files[file] += "x" }},
		"cannot be downloaded; is 1.2.3 a version of ringer?":                 {spoil: func(files map[string]string) { delete(files, file) }},
		"checksums.txt cannot be downloaded":                                  {spoil: func(files map[string]string) { delete(files, sums) }},
		"checksums.txt of version 1.2.3 has no archive for linux and amd64":   {spoil: func(files map[string]string) { files[sums] = "<html>sign in</html>" }},
		"checksums.txt of version 1.2.3 has several archives":                 {spoil: func(files map[string]string) { files[sums] += strings.ReplaceAll(files[sums], "1.2.3", "1.2.4") }},
		"checksums.txt of version 1.2.3 has no archive for windows and arm64": {inputs: []string{"RUNNER_OS=Windows", "RUNNER_ARCH=ARM64"}},
		"there is no ringer for Plan9":                                        {inputs: []string{"RUNNER_OS=Plan9"}},
		"there is no ringer for X86":                                          {inputs: []string{"RUNNER_ARCH=X86"}},
		`version is "../1"; want a version such as 1.2.3, or latest`:          {inputs: []string{"VERSION=../1"}},
	} {
		files := released(t, "download/v1.2.3")
		if c.spoil != nil {
			c.spoil(files)
		}
		r := newRunner(t, releases(t, files), "VERSION=1.2.3")
		said, code := r.step(t, "install", c.inputs...)
		assert.Equal(t, 3, code, problem)
		assert.Contains(t, said, "::error title=ringer::")
		assert.Contains(t, said, problem)
		assert.NotContains(t, said, "hello", "nothing of it is run")
		assert.Empty(t, r.text(t, "path")+r.text(t, "output"), problem)
	}
}
