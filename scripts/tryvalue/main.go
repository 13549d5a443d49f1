// Command tryvalue makes a value for each documented JSON response and request body of an
// API description, and prints what their strings and numbers were made from, how many keep
// their schema, and the time it took, in one line. scripts/try-values runs it for each
// file of a folder. With -fillers it lists the names that only a filler was found for;
// with -bodies it prints the values, one a line, each with its schema.
package main

import (
	"cmp"
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/ringer-api/ringer/mock/value"
	"github.com/ringer-api/ringer/schemas"
)

func main() {
	fillers := flag.Bool("fillers", false, "list the names that only a filler was found for")
	bodies := flag.Bool("bodies", false, "print the values, one a line: operation, status, value")
	seed := flag.Uint64("seed", 1, "the seed of the values")
	dynamic := flag.Bool("dynamic", false, "without the examples of the document")
	flag.Parse()
	d, err := schemas.Load(os.DirFS(filepath.Dir(flag.Arg(0))), filepath.Base(flag.Arg(0)))
	if err != nil {
		fmt.Fprintln(os.Stderr, "error:", err)
		os.Exit(1)
	}
	t := trial{
		maker: value.New(), bodies: *bodies, by: map[value.By]int{}, unknown: map[string]int{}, notes: map[value.Note]bool{},
		options: value.Options{Seed: *seed, Now: time.Now(), Dynamic: *dynamic},
	}
	t.run(d)
	t.print(*fillers)
}

type trial struct {
	maker              *value.Maker
	options            value.Options
	bodies             bool
	by                 map[value.By]int
	unknown            map[string]int
	made, valid, bytes int
	spent              time.Duration
	slowest            time.Duration
	slow               string
	notes              map[value.Note]bool
}

func (t *trial) run(d *schemas.Description) {
	for _, o := range d.Operations() {
		if o.Request != nil {
			t.media(o.ID, "request", o.Request.Content, true)
		}
		for _, a := range o.HasResponse {
			t.media(o.ID, a.Statuses, a.Content, false)
		}
	}
}

func (t *trial) media(id, what string, content []schemas.Media, request bool) {
	for _, m := range content {
		if m.Schema == nil || !schemas.IsJSON(m.Type) && !request {
			continue
		}
		options := t.options
		options.Request = request
		options.Observe = func(by value.By, pointer string) {
			t.by[by]++
			if by == value.Filler {
				t.unknown[pointer[strings.LastIndexByte(pointer, '/')+1:]]++
			}
		}
		start := time.Now()
		body, notes := t.maker.Body(m, options)
		took := time.Since(start)
		t.spent += took
		if took > t.slowest {
			t.slowest, t.slow = took, id+" "+what
		}
		t.made++
		t.bytes += len(body)
		for _, n := range notes {
			t.notes[n] = true
		}
		if found := m.Schema.Validate(body); len(found) == 0 {
			t.valid++
		} else {
			fmt.Fprintf(os.Stderr, "  broken: %s %s: %v\n", id, what, found[0])
		}
		if t.bodies {
			line, err := json.Marshal([]any{id, what, m.Type, body})
			if err == nil {
				fmt.Println(string(line))
			}
		}
	}
}

func (t *trial) print(fillers bool) {
	all := 0
	for _, n := range t.by {
		all += n
	}
	var shares []string
	for _, by := range value.Sources() {
		shares = append(shares, fmt.Sprintf("%s %d (%d%%)", by, t.by[by], 100*t.by[by]/max(all, 1)))
	}
	fmt.Fprintf(os.Stderr, "%d values, %d valid, %d KB, %d ms (slowest %d ms: %s), %d notes; %s\n", t.made, t.valid, t.bytes/1024,
		t.spent.Milliseconds(), t.slowest.Milliseconds(), t.slow, len(t.notes), strings.Join(shares, ", "))
	if fillers {
		names := slices.SortedFunc(maps.Keys(t.unknown), func(a, b string) int {
			return cmp.Or(t.unknown[b]-t.unknown[a], strings.Compare(a, b))
		})
		for _, name := range names[:min(len(names), 60)] {
			fmt.Fprintf(os.Stderr, "    %4d %s\n", t.unknown[name], name)
		}
	}
}
