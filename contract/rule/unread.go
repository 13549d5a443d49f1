package rule

import (
	"fmt"
	"maps"
	"slices"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/schemas/display"
)

// unread counts the answers whose body nobody here can read, by content coding.
type unread map[string]int

// maxCodings bounds how many codings are told apart.
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

// notes say what only the status was examined of.
func (u unread) notes() (all []string) {
	for _, coding := range slices.Sorted(maps.Keys(u)) {
		all = append(all, fmt.Sprintf("%s came with the content coding %q, which was offered and cannot be undone here: "+
			"only the status was examined", exchange.Count(u[coding], "answer"), display.Excerpt(coding, 40)))
	}
	return all
}
