package contract_test

import (
	"maps"
	"slices"
)

// sampled returns the names in their order, or of a sample (oneIn) every nth of them: their
// cases differ little.
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
