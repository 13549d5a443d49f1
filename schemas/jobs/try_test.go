package jobs

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/ringer-api/ringer/schemas"
)

func TestTry(t *testing.T) {
	for _, f := range filepath.SplitList(os.Getenv("TRY")) {
		start := time.Now()
		d, err := schemas.Load(os.DirFS(filepath.Dir(f)), filepath.Base(f))
		if err != nil {
			fmt.Println(f, err)
			continue
		}
		read := time.Since(start)
		start = time.Now()
		m := Infer(d)
		fmt.Printf("=== %s read %v infer %v: %d jobs %d resources %d unsure\n", filepath.Base(f), read.Round(time.Millisecond), time.Since(start).Round(time.Millisecond), len(m.Jobs), len(m.Resources), len(m.Unsure))
		for _, r := range m.All() {
			if r.Moves == "" && os.Getenv("ALL") == "" {
				continue
			}
			fmt.Printf("%s [%s %.2f] C%v L%v G%v S%v X%v D%v R%v\n   %s:", r.Name, r.Moves, r.Sure, len(r.Create), r.List, r.Get, r.StatusGet, r.Cancel, r.Delete, r.Results, r.Status)
			for i, c := range r.Create {
				if i < 4 {
					fmt.Print(" +", c)
				}
			}
			fmt.Println()
			for _, s := range r.States {
				fmt.Printf("     %s(%s)%v", s.Name, s.Kind, s.Then)
			}
			fmt.Println("\n    ", r.Times, r.ID, r.Error, r.Progress, r.Record)
			if os.Getenv("WHY") != "" {
				fmt.Println("    ", r.Inferred)
			}
		}
		for _, u := range m.Unsure {
			fmt.Println("  ?", u.Resource, u.What, "|", u.Why)
		}
		if os.Getenv("JSON") != "" {
			b, _ := json.MarshalIndent(m, "", " ")
			fmt.Println(string(b))
		}
	}
}
