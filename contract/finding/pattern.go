package finding

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/ringer-api/ringer/contract/exchange"
)

// Moment is when an exchange took place: its number, and what orders its beginning and its
// end among those of others (see exchange.Exchange); 0 when that is unknown.
type Moment struct {
	Number     int
	Status     int // status code; 0 without a response
	Start, End int64
	// Kind is the kind of the request, Target its method and path.
	// Place is the same for requests for the same, however their ids are written.
	Kind          RequestKind
	Target, Place string
}

// MomentOf returns the moment of an exchange.
func MomentOf(x *exchange.Exchange) Moment {
	return Moment{x.Number, x.Status(), x.Start, x.End, RequestKindOf(x), x.Request.Method + " " + x.Request.Path, ""}
}

// MaxMoments is how many moments are kept to find a pattern in.
const MaxMoments = 4096

// fewest is how many responses must follow a pattern until it is told: fewer do so by chance.
const fewest = 4

// Pattern says in which responses a finding was seen, when that has a pattern. examined are
// those that could have shown it, shown the numbers of those that have, and all every
// exchange of the run. byStatus allows patterns among the responses with one status code. It
// returns "" when no pattern is found.
func Pattern(examined []Moment, shown []int, all []Moment, byStatus bool) string {
	order := slices.Clone(examined)
	slices.SortFunc(order, func(a, b Moment) int { return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.Number, b.Number)) })
	order = slices.CompactFunc(order, func(a, b Moment) bool { return a.Number == b.Number })
	showed, statuses := map[int]bool{}, map[int]bool{}
	for _, n := range shown {
		showed[n] = true
	}
	for _, m := range order {
		if showed[m.Number] && m.Status > 0 {
			statuses[m.Status] = true
		}
	}
	if text := pattern(order, showed, all, "response"); text != "" || !byStatus || len(statuses) != 1 {
		return text
	}
	// Refusals in between may have nothing to show.
	alike := slices.DeleteFunc(order, func(m Moment) bool { return !statuses[m.Status] })
	return pattern(alike, showed, all, fmt.Sprintf("response with status %d", alike[0].Status))
}

// pattern is Pattern for responses in their order, which a noun describes.
func pattern(order []Moment, showed map[int]bool, all []Moment, noun string) string {
	var at []int // where in the order it was seen
	for i, m := range order {
		if showed[m.Number] {
			at = append(at, i)
		}
	}
	if len(at) < fewest || len(at) < len(showed) {
		return "" // too few, or not all of them are known
	}
	first, last := at[0], at[len(at)-1]
	missed := len(order) - first - len(at) // since the first
	switch {
	case len(at) == len(order):
		return "every " + noun
	case first >= 2 && missed == 0:
		return fmt.Sprintf("every %s since number %d", noun, order[first].Number)
	case first >= 2 && missed <= slack && at[slack] < first+2*slack && at[len(at)-fewest] == len(order)-fewest:
		return fmt.Sprintf("every %s since about number %d", noun, order[first].Number)
	case last <= len(order)-3 && len(at) == last+1:
		return fmt.Sprintf("every %s until number %d", noun, order[last].Number)
	case onlyOverlapping(order, showed, all):
		return "only when several requests are under way"
	}
	return rhythm(at, len(order), noun)
}

// slack is how many responses may be out of order where several requests are under way.
const slack = 3

// onlyOverlapping reports whether each response that showed it overlapped with another
// exchange, and no response did that stood alone, of which there are some.
func onlyOverlapping(examined []Moment, showed map[int]bool, all []Moment) bool {
	alone := 0
	for _, m := range examined {
		if m.End == 0 {
			return false
		}
		overlaps := slices.ContainsFunc(all, func(o Moment) bool {
			return o.Number != m.Number && o.Start < m.End && m.Start < o.End
		})
		switch {
		case overlaps:
		case showed[m.Number]:
			return false
		default:
			alone++
		}
	}
	return alone >= fewest
}

// rhythm says that every so-manieth response showed it. What overlaps reaches a service in
// another order than it was sent, so distances may be off by one: then it says about.
func rhythm(at []int, of int, noun string) string {
	steps := len(at) - 1
	every := (at[len(at)-1] - at[0] + steps/2) / steps
	if every < 2 || at[0] >= every+1 || of-at[len(at)-1] > every+1 {
		return ""
	}
	exact := true
	for i := 1; i < len(at); i++ {
		off := at[i] - at[i-1] - every
		if off < -1 || off > 1 {
			return ""
		}
		exact = exact && off == 0
	}
	if exact {
		return "every " + ordinal(every) + " " + noun
	}
	if every < 3 || len(at) < 2*fewest-2 {
		return "" // chance looks like that too often
	}
	return "about every " + ordinal(every) + " " + noun
}

// ordinal is "second", "third", "4th".
func ordinal(n int) string {
	if words := []string{2: "second", 3: "third"}; n < len(words) {
		return words[n]
	}
	if n%10 == 1 && n%100 != 11 {
		return fmt.Sprintf("%dst", n)
	}
	if n%10 == 2 && n%100 != 12 {
		return fmt.Sprintf("%dnd", n)
	}
	if n%10 == 3 && n%100 != 13 {
		return fmt.Sprintf("%drd", n)
	}
	return fmt.Sprintf("%dth", n)
}
