// Ringer-diff compares two OpenAPI documents for ringer diff, which runs it. It is a program
// and a module of its own, because the library that compares is a third of ringer's size and
// most of the time that ringer takes to start, whatever is to be done.
//
// It reads one JSON object from stdin and writes one to stdout: input and result. Nothing is
// fetched, and no file is read. It exits with 1 after an error, which is on stderr.
package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
)

// protocol is the version of the objects that are read and written.
const protocol = 1

// input is what to compare.
type input struct {
	Version int      `json:"version"`
	Old     document `json:"old"`
	New     document `json:"new"`
}

// document is one of the two: an OpenAPI document in one piece, and its name for errors.
type document struct {
	Name string          `json:"name"`
	Text json.RawMessage `json:"document"`
}

// result lists the changes, by decreasing weight.
type result struct {
	Version int      `json:"version"`
	Changes []change `json:"changes"`
}

func main() {
	if err := run(os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(stdin io.Reader, stdout io.Writer) error {
	var in input
	if err := json.NewDecoder(stdin).Decode(&in); err != nil {
		return fmt.Errorf("ringer-diff is run by ringer diff, which gives it two documents; reading them: %w", err)
	}
	if in.Version != protocol {
		return fmt.Errorf("ringer-diff is of another version than ringer: it reads version %d, and was given version %d", protocol, in.Version)
	}
	changes, err := compare(in.Old, in.New)
	if err != nil {
		return err
	}
	return json.NewEncoder(stdout).Encode(result{protocol, changes})
}
