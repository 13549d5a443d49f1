package output

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// Count is "no thing", "1 thing" or "2 things".
func Count(n int, thing string) string {
	switch n {
	case 0:
		return "no " + thing
	case 1:
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}

// OneOf is "a", "a or b", "a, b or c".
func OneOf(words []string) string {
	last := len(words) - 1
	if last < 1 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:last], ", ") + " or " + words[last]
}

// OneLine is an error whose message fits behind "error:".
func OneLine(err error) error {
	return errors.New(strings.Join(strings.Fields(err.Error()), " "))
}

// Pace describes in words how fast a clock runs.
func Pace(speed float64) string {
	switch speed {
	case 0:
		return "is frozen"
	case 1:
		return "runs with real time"
	}
	return "runs at " + strconv.FormatFloat(speed, 'g', -1, 64) + " times real time"
}
