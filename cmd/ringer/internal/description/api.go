package description

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"

	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/jobs"
)

// API loads an API: an OpenAPI document or a folder, with overlays, or the built-in one by
// its name. Its error is a usage error.
func API(name string, overlays []string) (*fixtures.API, error) {
	if name == fixtures.BuiltIn {
		if len(overlays) > 0 {
			return nil, output.Usage("an overlay changes an API of your own; the responses of "+fixtures.BuiltIn+" do not depend on its description",
				"name your document as well: --api openapi.yaml --overlay "+overlays[0])
		}
		return fixtures.Default(), nil
	}
	if name == "-" {
		return nil, output.Usage("an API cannot be read from standard input", "save the document as a file, and name that")
	}
	if _, err := os.Stat(name); err != nil {
		return nil, noAPI(name, err)
	}
	api, err := fixtures.LoadAPIFile(name, overlays...)
	if err != nil {
		return nil, wrongAPI(name, overlays, err)
	}
	return api, nil
}

// Parse makes an API of the text of a document, which has a name, and applies overlays to it.
// Its error is a usage error.
func Parse(name string, text []byte, overlays []string, stdin io.Reader) (*fixtures.API, error) {
	options, err := overlaid(overlays, stdin)
	if err != nil {
		return nil, err
	}
	d, err := schemas.Read(apiFile{name: name, text: text}, name, options)
	if err != nil {
		return nil, wrongAPI(name, overlays, err)
	}
	api, err := fixtures.OpenAPI(name, d, nil)
	if err != nil {
		return nil, wrongAPI(name, overlays, err)
	}
	return api, nil
}

// noAPI is the error for a name that is neither that of an API nor of a file.
func noAPI(name string, err error) error {
	known := "want an OpenAPI document, a folder, or " + fixtures.BuiltIn + ", the built-in API"
	switch {
	case strings.Contains(name, "://"):
		return output.Usage(fmt.Sprintf("there is no API %q", name), "URLs are not fetched: download the document with curl, and give its name")
	case !errors.Is(err, fs.ErrNotExist):
		return output.Usage(err.Error(), known)
	case strings.ContainsAny(name, "./\\"):
		return output.Usage(fmt.Sprintf("there is no file or folder %q", name), known)
	case schemas.Nearest(name, []string{fixtures.BuiltIn}) != "":
		return output.Usage(fmt.Sprintf("there is no API %q", name), "did you mean "+fixtures.BuiltIn+"?")
	}
	return output.Usage(fmt.Sprintf("there is no API %q, and no such file or folder", name), known)
}

// wrongAPI is the error for files that are not an API.
func wrongAPI(name string, overlays []string, err error) error {
	var broken *fixtures.Error
	var problems jobs.Problems
	switch {
	case errors.As(err, &broken) && broken.Hint != "":
		return output.Usage(broken.Error(), broken.Hint)
	case errors.As(err, &broken):
		return output.Usage(broken.Error())
	case errors.As(err, &problems) && len(problems) > 0:
		return wrongJobs(name, problems)
	}
	var path *fs.PathError
	text := output.OneLine(err).Error()
	if errors.As(err, &path) || strings.HasPrefix(text, "reading ") {
		return output.Usage(text, "--api names an OpenAPI document or the folder of an API, --overlay an OpenAPI Overlay document")
	}
	if slices.ContainsFunc(overlays, func(o string) bool { return strings.HasPrefix(text, o+":") }) {
		return output.Usage("reading "+text, "want an OpenAPI Overlay document, in JSON or YAML")
	}
	return output.Usage("reading "+text,
		"want an OpenAPI document, 3.0 or later, in JSON or YAML", "ringer lint "+name+" lists what cannot be used")
}

// wrongJobs is the error for mistakes in x-ringer-jobs: the first one.
func wrongJobs(name string, problems jobs.Problems) error {
	first := problems[0]
	var hints []string
	if first.Hint != "" {
		hints = append(hints, first.Hint)
	}
	if more := len(problems) - 1; more > 0 {
		hints = append(hints, fmt.Sprintf("ringer jobs %s lists this and %s", name, output.Count(more, "more mistake")))
	}
	return output.Usage(fmt.Sprintf("%s: %s", first.Place, first.Text), hints...)
}

// HasOwnModel reports whether an API may have a job model apart from its description: it
// is a folder, or the built-in one.
func HasOwnModel(name string, overlays []string) bool {
	return isFolder(name) || name == fixtures.BuiltIn && len(overlays) == 0
}

func isFolder(name string) bool {
	if name == "-" || name == fixtures.BuiltIn {
		return false
	}
	info, err := os.Stat(name)
	return err == nil && info.IsDir()
}
