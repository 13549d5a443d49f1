package rule

import (
	"fmt"
	"maps"
	"slices"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/schemas/display"
)

// unread counts the responses whose body the check cannot decode, by Content-Encoding.
type unread map[string]int

// maxCodings limits how many encodings are counted separately.
const maxCodings = 10

func (u *unread) see(x *exchange.Exchange) {
	if x.Origin.Coding == "" {
		return
	}
	if *u == nil {
		*u = unread{}
	}
	if _, known := (*u)[x.Origin.Coding]; known || len(*u) < maxCodings {
		(*u)[x.Origin.Coding]++
	}
}

// notes returns a note for each encoding.
func (u unread) notes() (all []string) {
	for _, coding := range slices.Sorted(maps.Keys(u)) {
		have := "have"
		if u[coding] == 1 {
			have = "has"
		}
		all = append(all, fmt.Sprintf("%s %s Content-Encoding %q, which the request accepts but the check cannot decode: "+
			"only the status was checked", exchange.Count(u[coding], "response"), have, display.Excerpt(coding, 40)))
	}
	return all
}
