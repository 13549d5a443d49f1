package schemas

import (
	"embed"
	"fmt"
	"sync"
)

//go:embed *.json
var files embed.FS

// Default gives the description of the eval dataset executions API that is
// built into the program. It is loaded and compiled once, at first use, and
// safe for concurrent use.
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
