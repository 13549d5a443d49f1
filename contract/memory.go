package contract

import (
	"strconv"
	"strings"

	"github.com/ringer-api/ringer/schemas"
)

// maxRemembered bounds how many executions a rule remembers between exchanges.
const maxRemembered = 100_000

func number(n int) string { return strconv.Itoa(n) }

func description() *schemas.Description { return schemas.Default() }

// recordAt is the top-level record that a pointer leads into.
func recordAt(body any, pointer string) (map[string]any, bool) {
	if list, ok := body.([]any); ok {
		first, _, _ := strings.Cut(strings.TrimPrefix(pointer, "/"), "/")
		i, err := strconv.Atoi(first)
		if err != nil || i < 0 || i >= len(list) {
			return nil, false
		}
		body = list[i]
	}
	record, ok := body.(map[string]any)
	return record, ok
}
