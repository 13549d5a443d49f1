package reporting

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
	"github.com/ringer-api/ringer/contract"
	"github.com/ringer-api/ringer/fixtures/wholefile"
	"github.com/ringer-api/ringer/schemas/display"
)

// History is a file of what the last runs have found.
type History struct {
	name  string
	past  *contract.History
	draft *wholefile.Draft
}

// maxHistory is how long the file may be: 50 runs of 500 findings are shorter.
const maxHistory = 64 << 20

// OpenHistory reads a history, which may be missing, before any request is sent, so that a
// run whose history cannot be read or written fails early. It returns nil for no name.
func OpenHistory(name string) (*History, error) {
	if name == "" {
		return nil, nil
	}
	h := &History{name: name, past: &contract.History{}}
	err := h.read()
	if err == nil {
		h.draft, err = wholefile.New(name, wholefile.Private)
	}
	if err != nil {
		var path *fs.PathError
		if errors.As(err, &path) {
			err = path.Err
		}
		return nil, output.Usage(fmt.Sprintf("history %s: %v", name, err), "name a new file, or one that --history has written")
	}
	return h, nil
}

func (h *History) read() error {
	info, err := os.Stat(h.name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	case info.IsDir():
		return errors.New("it is a folder")
	case !info.Mode().IsRegular():
		return errors.New("it is not a regular file")
	case info.Size() > maxHistory:
		return fmt.Errorf("it is longer than %d MiB", maxHistory>>20)
	}
	file, err := os.Open(h.name)
	if err != nil {
		return err
	}
	defer file.Close()
	data, err := io.ReadAll(io.LimitReader(file, maxHistory))
	if err != nil {
		return err
	}
	h.past, err = contract.ReadHistory(data)
	return err
}

// Tell adds to a report what earlier runs say.
func (h *History) Tell(r *contract.Report) {
	if h != nil && r != nil {
		h.past.Tell(r)
	}
}

// Add adds a run to the file.
func (h *History) Add(r *contract.Report) error {
	if h == nil || r == nil {
		return nil
	}
	h.past.Add(r)
	text, err := json.MarshalIndent(h.past, "", " ")
	if err == nil {
		_, err = h.draft.Write(append(display.JSON(text), '\n'))
	}
	if err == nil {
		err = h.draft.Commit()
	}
	if err != nil {
		h.draft.Discard()
		return output.NotChecked(fmt.Sprintf("writing the history %s: %v", h.name, err))
	}
	return nil
}

// Discard removes an unfinished file.
func (h *History) Discard() {
	if h != nil {
		h.draft.Discard()
	}
}
