package description

import (
	"io"
	"os"
	"strings"

	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
)

// Open opens a file, or standard input for "-".
func Open(file string, stdin io.Reader) (io.ReadCloser, error) {
	if file == "-" {
		return io.NopCloser(stdin), nil
	}
	f, err := os.Open(file)
	switch {
	case err != nil && strings.Contains(file, "://"):
		return nil, output.NotChecked(err.Error(), "URLs are not fetched: download the file with curl, and give its name")
	case err != nil:
		return nil, output.NotChecked(err.Error())
	}
	if info, err := f.Stat(); err == nil && info.IsDir() {
		f.Close()
		return nil, output.NotChecked("reading "+file+": it is a folder", "name a file in it")
	}
	return f, nil
}

// InWords is a file's name for messages.
func InWords(file string) string {
	if file == "-" {
		return "standard input"
	}
	return file
}
