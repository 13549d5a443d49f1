package contract

import (
	"fmt"
	"time"
)

// orders are the pairs of times of which the first must not be later.
var orders = [][2]string{
	{"created_at", "started_at"}, {"created_at", "updated_at"}, {"started_at", "ended_at"},
	{"created_at", "ended_at"},
}

// tolerance is by how much the clocks of one service's machines may differ.
const tolerance = time.Second

func timesInOrder(_ *observation, r Record) (Break, verdict) {
	v := silent
	for _, pair := range orders {
		earlier, ok := r.Time(pair[0])
		later, also := r.Time(pair[1])
		if !ok || !also {
			continue
		}
		if earlier.Sub(later) > tolerance {
			return Break{
				Expected: fmt.Sprintf("%s not before %s", pair[1], pair[0]),
				Got:      fmt.Sprintf("%s %s, %s %s", pair[0], stamp(earlier), pair[1], stamp(later)),
				Pointer:  "/" + pair[1], Key: pair[0] + " " + pair[1],
			}, broken
		}
		v = kept
	}
	return Break{}, v
}

func stamp(t time.Time) string { return t.UTC().Format(time.RFC3339Nano) }

func uniqueIDs(x *observation, say *ruling) {
	records := x.records()
	if len(records) < 2 {
		return
	}
	first := map[string]string{}
	unique := true
	for _, r := range records {
		id := r.ID()
		if place, seen := first[id]; seen && id != "" {
			unique = false
			say.broke(Break{
				Expected: "an id of its own", Got: fmt.Sprintf("%s, which %s has", id, place),
				Pointer: r.Pointer + "/id", Record: id, Key: "id",
			})
			continue
		}
		first[id] = r.Pointer
	}
	if unique {
		say.kept()
	}
}

// recordIDs gives the id of the record that a pointer of the body leads into.
func recordIDs(r *reading) func(pointer string) string {
	return func(pointer string) string {
		v, ok := recordAt(r.value, pointer)
		if !ok {
			return ""
		}
		id, _ := v["id"].(string)
		return id
	}
}
