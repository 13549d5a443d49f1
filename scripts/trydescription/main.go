// Command trydescription reads one API description and prints time, memory,
// numbers of operations and schemas, and problems, in one line.
// scripts/try-descriptions runs it for each file of a folder. With -decode it
// only decodes the same bytes, for comparison.
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/yaml"
)

func main() {
	decode := flag.Bool("decode", false, "only decode the bytes into Go values")
	flag.Parse()
	run := read
	if *decode {
		run = justDecode
	}
	if err := run(flag.Arg(0)); err != nil {
		fmt.Fprintln(os.Stderr, "error:", err)
		os.Exit(1)
	}
}

func justDecode(file string) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	start := time.Now()
	if strings.HasSuffix(file, ".json") {
		var v any
		err = json.Unmarshal(text, &v)
	} else {
		_, err = yaml.Parse(context.Background(), text, yaml.Bounds{
			Bytes: 64 << 20, Depth: 500, Values: 64 << 20, Time: time.Minute,
		})
	}
	fmt.Printf("%6d ms %5d MB decoded only\n", time.Since(start).Milliseconds(), peak())
	return err
}

func read(file string) error {
	start := time.Now()
	d, err := schemas.Load(os.DirFS(filepath.Dir(file)), filepath.Base(file))
	if err != nil {
		return err
	}
	ready, readyPeak := time.Since(start), peak()
	start = time.Now()
	notes := d.Lint()
	fmt.Printf("%6d ms %5d MB ready, %6d ms %5d MB more with %d schemas compiled, %4d operations; %s\n",
		ready.Milliseconds(), readyPeak, time.Since(start).Milliseconds(), peak()-readyPeak, count(d),
		len(d.Operations()), kinds(notes))
	return nil
}

// count returns the number of schemas of types and operations.
func count(d *schemas.Description) int {
	all := map[*schemas.Schema]bool{}
	for _, name := range d.Types() {
		if s, err := d.Schema(name); err == nil {
			all[s] = true
		}
	}
	media := func(list []schemas.Media) {
		for _, m := range list {
			all[m.Schema] = true
		}
	}
	for _, o := range d.Operations() {
		for _, p := range o.Parameters {
			all[p.Schema] = true
		}
		if o.Request != nil {
			media(o.Request.Content)
		}
		for _, a := range o.HasResponse {
			media(a.Content)
		}
	}
	delete(all, nil)
	return len(all)
}

func kinds(notes []schemas.Note) string {
	counts := map[string]int{}
	for _, n := range notes {
		counts[string(n.Severity)+" "+n.Kind]++
	}
	var out []string
	for kind, n := range counts {
		out = append(out, fmt.Sprintf("%d %s", n, kind))
	}
	slices.Sort(out)
	if out == nil {
		return "no problems"
	}
	return strings.Join(out, ", ")
}

// peak is the peak memory of the process, in MB; 0 where the system does not
// provide it.
func peak() int {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(status), "VmHWM:")
	var kB int
	if _, err := fmt.Sscan(rest, &kB); err != nil {
		return 0
	}
	return kB >> 10
}
