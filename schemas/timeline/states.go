package timeline

import (
	"bytes"
	"fmt"
	"slices"
)

// State is a state of a job model, for a diagram.
type State struct {
	Name string
	Kind Kind
	// For is how long it lasts, in words; empty if it is not known.
	For string
	// Then are the states that follow, the likely ones first.
	Then []string
}

// Measures of a diagram, in pixels.
const (
	boxWidth, boxHeight = 160, 46
	gapAcross, gapDown  = 64, 22
	margin              = 14
)

// DrawStates draws states and their transitions, from left to right: each as far from the first
// as the longest way without repetition needs steps, the final ones at the end.
func DrawStates(title string, states []State) []byte {
	column := columns(states)
	high, wide := map[int]int{}, 0
	place := make([][2]int, len(states))
	for i := range states {
		c := column[i]
		place[i] = [2]int{margin + c*(boxWidth+gapAcross), margin + high[c]*(boxHeight+gapDown)}
		high[c]++
		wide = max(wide, c+1)
	}
	rows := 1
	for _, n := range high {
		rows = max(rows, n)
	}
	width, height := 2*margin+wide*(boxWidth+gapAcross)-gapAcross, 2*margin+rows*(boxHeight+gapDown)-gapDown
	var b bytes.Buffer
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" class="tl st" width="%d" height="%d" viewBox="0 0 %d %d" role="img" aria-label=%s>`,
		width, height, width, height, quoted(title))
	b.WriteString(`<defs><marker id="st-head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path class="st-head" d="M0 0L8 4L0 8z"/></marker></defs>`)
	for i := range states {
		for _, then := range states[i].Then {
			if to := slices.IndexFunc(states, func(s State) bool { return s.Name == then }); to >= 0 {
				arrow(&b, place[i], place[to])
			}
		}
	}
	for i := range states {
		box(&b, place[i], &states[i])
	}
	b.WriteString(`</svg>`)
	return b.Bytes()
}

// columns returns the column of each state.
func columns(states []State) []int {
	all := make([]int, len(states))
	index := map[string]int{}
	for i := range states {
		index[states[i].Name] = i
	}
	for range states { // longest ways, at most as many steps as there are states
		for i := range states {
			for _, then := range states[i].Then {
				to, known := index[then]
				if known && to > i && all[to] <= all[i] { // a way back does not count
					all[to] = all[i] + 1
				}
			}
		}
	}
	last := 0
	for i := range states {
		if !states[i].Kind.Final() {
			last = max(last, all[i]+1)
		}
	}
	for i := range states {
		if states[i].Kind.Final() {
			all[i] = last
		}
	}
	return all
}

// arrow draws a transition; one to the same state or back goes below.
func arrow(b *bytes.Buffer, from, to [2]int) {
	x1, y1, x2, y2 := from[0]+boxWidth, from[1]+boxHeight/2, to[0], to[1]+boxHeight/2
	if to[0] <= from[0] {
		x1, y1, x2, y2 = from[0]+boxWidth/2, from[1]+boxHeight, to[0]+boxWidth/2, to[1]+boxHeight
		if from == to {
			x1, x2 = x1+20, x2-20
		}
		fmt.Fprintf(b, `<path class="st-arrow" d="M%d %dC%d %d %d %d %d %d" marker-end="url(#st-head)"/>`, x1, y1, x1, y1+24, x2, y2+24, x2, y2+1)
		return
	}
	fmt.Fprintf(b, `<path class="st-arrow" d="M%d %dC%d %d %d %d %d %d" marker-end="url(#st-head)"/>`, x1, y1, x1+gapAcross/2, y1, x2-gapAcross/2, y2, x2-1, y2)
}

func box(b *bytes.Buffer, at [2]int, s *State) {
	fmt.Fprintf(b, `<rect class="st-box" x="%d" y="%d" width="%d" height="%d" rx="8"/><rect class="tl-bar %s" x="%d" y="%d" width="5" height="%d" rx="2.5"/>`,
		at[0], at[1], boxWidth, boxHeight, s.Kind.class(), at[0]+7, at[1]+9, boxHeight-18)
	about := string(s.Kind)
	if s.For != "" {
		about += ", " + s.For
	}
	fmt.Fprintf(b, `<text class="st-name" x="%d" y="%d">%s</text><text class="tl-state %s" x="%d" y="%d">%s</text>`,
		at[0]+20, at[1]+19, escaped(clip(s.Name, 19)), s.Kind.class(), at[0]+20, at[1]+35, escaped(clip(about, 24)))
}
