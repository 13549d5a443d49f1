package schemas

import (
	"embed"
	"fmt"
	"io/fs"
	"sync"
)

//go:embed *.json
var files embed.FS

// Files returns the files of the built-in description; the document is openapi.json.
func Files() fs.FS { return files }

// Default returns the built-in description of the eval dataset executions API. It is
// loaded once, at first use, and safe for concurrent use.
func Default() *Description { return loadDefault() }

var loadDefault = sync.OnceValue(func() *Description {
	d, err := Load(files, "openapi.json")
	if err == nil {
		err = d.readSources(files)
	}
	if err != nil {
		panic(fmt.Sprintf("the embedded description is broken: %v", err))
	}
	return d
})
