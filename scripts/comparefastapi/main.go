// Command comparefastapi compares the mock's responses with those of FastAPI itself, byte for
// byte. scripts/compare-fastapi fetches the frameworks and runs it.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
)

// Files of the comparison.
const (
	folder       = "testdata"
	application  = "service.py"
	requestsFile = "requests.txt"
	randomApp    = "random_service.py"
)

func main() {
	cache := flag.String("frameworks", "", "`folder` that scripts/fetch-fastapi has filled")
	update := flag.Bool("update", false, "record the frameworks' documents and responses in testdata")
	seeds := flag.Int("random", 0, "compare this `number` of random applications, too")
	first := flag.Int("seed", 1, "the first `seed` of the random applications")
	verbose := flag.Bool("v", false, "show each response that is not equal")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	c := comparison{folder: filepath.Join("scripts", "comparefastapi", folder), update: *update, verbose: *verbose, shown: 40}
	failed := false
	for _, f := range []framework{{"pydantic1", filepath.Join(*cache, "bookworm")}, {"pydantic2", filepath.Join(*cache, "trixie")}} {
		counts, err := c.list(ctx, f)
		if err == nil {
			fmt.Printf("%s, list: %s\n", f.name, counts)
			failed = failed || counts[different] > 0
		}
		for seed := *first; err == nil && seed < *first+*seeds; seed++ {
			var some counted
			some, err = c.random(ctx, f, seed)
			for v := range some {
				c.randoms[v] += some[v]
			}
		}
		if *seeds > 0 && err == nil {
			fmt.Printf("%s, %d random applications: %s\n", f.name, *seeds, c.randoms)
			failed = failed || c.randoms[different] > 0
			c.randoms = counted{}
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, "error:", err)
			os.Exit(1)
		}
	}
	if failed {
		os.Exit(1)
	}
}

// counted are the numbers of responses by verdict.
type counted [different + 1]int

func (c counted) String() string {
	return fmt.Sprintf("%d equal, %d equal but for documented places, %d different", c[equal], c[alike], c[different])
}
