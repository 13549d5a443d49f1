// Command tryserve serves an API description as the mock does, sends one request to each of
// its operations with generated input, and prints how many responses are documented and
// valid, in one line. Then it moves a job of each resource to each of its final states by
// the clock. scripts/try-serve runs it for each file of a folder. With -bodies it prints the
// JSON bodies, one a line, each with its schema, for another validator.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"

	"github.com/ringer-api/ringer/fixtures"
)

func main() {
	bodies := flag.Bool("bodies", false, "print the JSON bodies with their schemas")
	failures := flag.Bool("failures", false, "print each operation without a documented, valid 2xx")
	seed := flag.Uint64("seed", 1, "the seed of the mock and of the input")
	flag.Parse()
	if err := run(flag.Arg(0), *seed, *bodies, *failures); err != nil {
		fmt.Fprintln(os.Stderr, "error:", err)
		os.Exit(1)
	}
}

func run(file string, seed uint64, bodies, failures bool) error {
	t := &trial{seed: seed, failures: failures}
	if bodies {
		t.out = json.NewEncoder(os.Stdout)
	}
	if err := t.start(file); err != nil {
		return err
	}
	defer t.server.Close()
	if bodies {
		if err := t.out.Encode(map[string]any{"components": components(t.api)}); err != nil {
			return err
		}
	}
	for _, op := range t.order() {
		t.try(op)
	}
	t.runJobs()
	t.print()
	return nil
}

// components are those of the description with its schemas converted to JSON Schema 2020-12.
func components(api *fixtures.API) json.RawMessage {
	var bundle struct{ Components json.RawMessage }
	_ = json.Unmarshal(api.Description.OpenAPI(), &bundle)
	return bundle.Components
}
