// Command makesite writes the documentation as a site of static pages: the README, docs/ and what
// they link to at the top of the repository, with navigation. The pages need no network and no script.
//
//	go run ./scripts/makesite [FOLDER]
package main

import (
	"fmt"
	"os"
)

func main() {
	to := "dist/site"
	if len(os.Args) > 1 {
		to = os.Args[1]
	}
	n, err := build(".", to)
	if err != nil {
		fmt.Fprintln(os.Stderr, "error:", err)
		os.Exit(1)
	}
	fmt.Printf("%d pages in %s; open %s/index.html\n", n, to, to)
}
