package finding

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Share says in how many responses of one operation a finding was seen.
type Share struct {
	Operation string `json:"operation"`
	// Request is the method and the path of the operation, as the description has them.
	Request string `json:"request,omitempty"`
	Seen    int    `json:"seen"`
	Of      int    `json:"of"`
	// Pattern says in which of them, as in Finding; empty when that has no pattern.
	Pattern string `json:"pattern,omitempty"`
}

// Intermittent is the pattern of what the same request shows only sometimes.
const Intermittent = "intermittent"

// Numbers are the first of some numbers of responses, and how many there are.
func Numbers(all []int) string {
	const most = 5
	texts := make([]string, 0, most)
	for _, n := range all[:min(len(all), most)] {
		texts = append(texts, strconv.Itoa(n))
	}
	text := strings.Join(texts, ", ")
	if more := len(all) - most; more > 0 {
		text += fmt.Sprintf(" and %d more", more)
	}
	return text
}

// Varies reports whether a request that showed the finding was also sent without showing it.
func Varies(examined []Moment, shown []int) bool {
	showed, without := map[string]bool{}, map[string]bool{}
	for _, m := range examined {
		if slices.Contains(shown, m.Number) {
			showed[m.Target] = true
		} else {
			without[m.Target] = true
		}
	}
	for target := range showed {
		if without[target] {
			return true
		}
	}
	return false
}

// Rhythm says that a finding was seen in every so-manieth response to the same request,
// although not each of them could have shown it: what is compared with an earlier response is
// not seen in the first, nor where the earlier one had it too. It returns "" when it has no
// rhythm.
func Rhythm(order []Moment, shown []int) string {
	order = slices.Clone(order)
	slices.SortFunc(order, func(a, b Moment) int { return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.Number, b.Number)) })
	places := map[string][]bool{} // whether each response to a request showed it
	for _, m := range order {
		places[m.Place] = append(places[m.Place], slices.Contains(shown, m.Number))
	}
	total := 0
	for place, showed := range places {
		n := count(showed)
		if n < 2 {
			delete(places, place)
			continue
		}
		total += n
	}
	if total < fewest || 2*total < len(shown) {
		return ""
	}
	for every := 2; every <= 10; every++ {
		in, possible, all := 0, 0, 0
		for _, showed := range places {
			i, p := inStep(showed, every)
			in, possible, all = in+i, possible+p, all+len(showed)
		}
		// Requests that are under way together arrive in any order, so some may be out of step.
		if exact := in == total; !exact && (in < 2*fewest || 10*in < 8*total) || 3*in < 2*possible {
			continue
		}
		text := "every " + ordinal(every) + " response"
		if in < total || in < possible {
			text = "about " + text
		}
		if len(places) > 1 {
			text += " to the same request"
		}
		return text
	}
	return ""
}

func count(showed []bool) (n int) {
	for _, s := range showed {
		if s {
			n++
		}
	}
	return n
}

// inStep is how many of the responses that showed a finding are in step, every so-manieth,
// and how many would be if each did from the first on.
func inStep(showed []bool, every int) (in, possible int) {
	for start := range every {
		n, first := 0, -1
		for i := start; i < len(showed); i += every {
			if showed[i] {
				n++
				if first < 0 {
					first = i
				}
			}
		}
		if n > in {
			in, possible = n, (len(showed)-1-first)/every+1
		}
	}
	return in, possible
}
