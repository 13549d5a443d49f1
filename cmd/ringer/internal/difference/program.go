package difference

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"

	"github.com/ringer-api/ringer/cmd/ringer/internal/description"
	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
	"github.com/ringer-api/ringer/schemas"
)

// program is the name of the one that compares.
const program = "ringer-diff"

// protocol is the version of what it reads and writes.
const protocol = 1

// Limits of what it writes.
const (
	mostResult = 64 << 20
	mostError  = 4 << 10
)

type input struct {
	Version int      `json:"version"`
	Old     document `json:"old"`
	New     document `json:"new"`
}

type document struct {
	Name string          `json:"name"`
	Text json.RawMessage `json:"document"`
}

type result struct {
	Version int `json:"version"`
	Changes []struct {
		Change
		Section string `json:"section"`
	} `json:"changes"`
}

// Between returns the changes between two descriptions, by decreasing weight, then
// by path.
func Between(ctx context.Context, from, to *schemas.Description) ([]Change, error) {
	older, err := plain(from, nil)
	if err != nil {
		return nil, err
	}
	newer, err := plain(to, from)
	if err != nil {
		return nil, err
	}
	name, err := find()
	if err != nil {
		return nil, err
	}
	text, err := json.Marshal(input{protocol, older, newer})
	if err != nil {
		return nil, err
	}
	return run(ctx, name, text)
}

// plain is a description in its plainest form, in one document.
func plain(d, like *schemas.Description) (document, error) {
	text, err := d.Plain(like)
	return document{description.Name(d), text}, err
}

// find returns the program: beside ringer or, where only ringer is linked to another folder,
// beside the file that it is, or in PATH.
func find() (string, error) {
	name := program
	if runtime.GOOS == "windows" {
		name += ".exe"
	}
	if own, err := os.Executable(); err == nil {
		if real, err := filepath.EvalSymlinks(own); err == nil {
			own = real
		}
		beside := filepath.Join(filepath.Dir(own), name)
		if info, err := os.Stat(beside); err == nil && info.Mode().IsRegular() {
			return beside, nil
		}
	}
	if inPath, err := exec.LookPath(program); err == nil {
		return inPath, nil
	}
	return "", output.NotChecked("comparing descriptions needs the program "+program+", which is neither beside ringer nor in PATH",
		"in a clone, make build builds it; archives and packages of ringer contain it",
		"go install github.com/ringer-api/ringer/cmd/"+program+"@latest")
}

// run gives the program its input, and reads its result.
func run(ctx context.Context, name string, text []byte) ([]Change, error) {
	cmd := exec.CommandContext(ctx, name)
	out, problem := &bounded{most: mostResult}, &bounded{most: mostError, clip: true}
	cmd.Stdin, cmd.Stdout, cmd.Stderr = bytes.NewReader(text), out, problem
	err := cmd.Run()
	if out.over != nil {
		err = out.over // it was stopped by that
	}
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) && problem.kept.Len() > 0 {
		return nil, output.OneLine(errors.New(problem.kept.String()))
	}
	if err != nil {
		return nil, fmt.Errorf("running %s: %w", name, err)
	}
	var r result
	if err := json.Unmarshal(out.kept.Bytes(), &r); err != nil || r.Version != protocol {
		return nil, output.NotChecked(fmt.Sprintf("%s is of another version than ringer", name), "install both from the same place")
	}
	changes := make([]Change, len(r.Changes))
	for i, c := range r.Changes {
		changes[i] = c.Change
		changes[i].Section = c.Section
	}
	return changes, nil
}

// bounded keeps what is written, up to a number of bytes; more is an error, or is dropped.
type bounded struct {
	kept bytes.Buffer
	most int
	clip bool
	over error
}

// Write keeps p.
func (b *bounded) Write(p []byte) (int, error) {
	room := b.most - b.kept.Len()
	if len(p) <= room {
		return b.kept.Write(p)
	}
	if !b.clip {
		b.over = fmt.Errorf("it has written more than %d bytes", b.most)
		return 0, b.over
	}
	b.kept.Write(p[:room])
	return len(p), nil
}
