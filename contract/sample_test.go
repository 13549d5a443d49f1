package contract_test

import (
	"maps"
	"slices"
)

// sampled returns the names in their order, or under the race detector every nth of them:
// there the cases of one test differ little, and each takes ten times as long.
func sampled[V any](all map[string]V, nth int) []string {
	names := slices.Sorted(maps.Keys(all))
	if oneIn == 1 {
		return names
	}
	var some []string
	for i := 0; i < len(names); i += nth {
		some = append(some, names[i])
	}
	return some
}
