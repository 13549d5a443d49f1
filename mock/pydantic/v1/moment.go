package v1

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/ringer-api/ringer/mock/python"
)

// The forms of times, as pydantic reads them.
const (
	dayForm   = `(\d{4})-(\d{1,2})-(\d{1,2})`
	clockForm = `(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.\d{1,12})?)?(Z|[+-]\d{2}(?::?\d{2})?)?`
	end       = `\n?\z`
)

var (
	dateForm     = regexp.MustCompile(`\A` + dayForm + end)
	timeForm     = regexp.MustCompile(`\A` + clockForm + end)
	dateTimeForm = regexp.MustCompile(`\A` + dayForm + `[T ]` + clockForm + end)

	plainDuration = regexp.MustCompile(`\A(?:-?\d+ (?:days?, )?)?(?:-?\d+:\d+:\d+|(?:-?\d+:)?-?\d+)(?:\.\d{1,12})?` + end)
	isoDuration   = regexp.MustCompile(`\A[-+]?P(?:\d+(?:.\d+)?D)?(?:T(?:\d+(?:.\d+)?H)?(?:\d+(?:.\d+)?M)?(?:\d+(?:.\d+)?S)?)?` + end)
)

// numeric returns a value as a number if it is one, whatever its form. It returns false if that
// has settled it: a list or an object is an error.
func (c check) numeric(expected string) (number *float64, ok bool) {
	f := 0.0
	switch c.v.Kind() {
	case python.Int, python.Float:
		f, _ = strconv.ParseFloat(c.v.Text(), 64)
	case python.Bool:
		if c.v.Text() == "true" {
			f = 1
		}
	case python.String:
		var isNumber bool
		if f, isNumber = python.ParseFloat(strings.TrimSpace(c.v.Text())); !isNumber {
			return nil, true
		}
	default:
		c.wrong("type_error", "invalid type; expected "+expected+", string, bytes, int or float")
		return nil, false
	}
	if math.IsNaN(f) {
		c.wrong("value_error", "cannot convert float NaN to integer")
		return nil, false
	}
	return &f, true
}

func (c check) date() python.Value {
	number, ok := c.numeric("date")
	if !ok || number != nil {
		return c.v
	}
	if m := dateForm.FindStringSubmatch(c.v.Text()); m == nil || !isDay(m[1:4]) {
		return c.wrong("value_error.date", "invalid date format")
	}
	return c.v
}

func (c check) dateTime() python.Value {
	number, ok := c.numeric("datetime")
	if !ok || number != nil {
		return c.v
	}
	if m := dateTimeForm.FindStringSubmatch(c.v.Text()); m == nil || !isDay(m[1:4]) || !isClock(m[4:8]) {
		return c.wrong("value_error.datetime", "invalid datetime format")
	}
	return c.v
}

func (c check) time() python.Value {
	const message = "invalid time format"
	number, ok := c.numeric("time")
	switch {
	case !ok:
		return c.v
	case number != nil && *number >= 86400:
		return c.wrong("value_error.time", message)
	case number != nil && *number < 0:
		return c.crash()
	case number != nil:
		return c.v
	}
	if m := timeForm.FindStringSubmatch(c.v.Text()); m == nil || !isClock(m[1:5]) {
		return c.wrong("value_error.time", message)
	}
	return c.v
}

func isDay(parts []string) bool {
	year, month, day := whole(parts[0]), whole(parts[1]), whole(parts[2])
	return year > 0 && month >= 1 && month <= 12 && day >= 1 &&
		day <= time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// isClock judges hour, minute, second and offset.
func isClock(parts []string) bool {
	if whole(parts[0]) > 23 || whole(parts[1]) > 59 || whole(parts[2]) > 59 {
		return false
	}
	offset := strings.Trim(parts[3], "Z+-")
	minutes := 0
	if len(offset) > 2 {
		minutes = whole(offset[len(offset)-2:])
	}
	return offset == "" || whole(offset[:2])*60+minutes < 24*60
}

// whole returns a number of at most four digits; 0 for none.
func whole(digits string) int {
	n, _ := strconv.Atoi(digits)
	return n
}

// maxDuration is from how many seconds on Python has no duration.
const maxDuration = 86400 * 1e9

func (c check) duration() python.Value {
	text := c.v.Text()
	switch c.v.Kind() {
	case python.String:
	case python.Bool:
		return c.v
	case python.Int, python.Float:
		f, _ := strconv.ParseFloat(text, 64)
		if math.Abs(f) >= maxDuration && !math.IsInf(f, 0) {
			return c.crash()
		}
		text = strconv.FormatFloat(f, 'f', 6, 64)
	default:
		return c.wrong("type_error", "invalid type; expected timedelta, string, bytes, int or float")
	}
	if !plainDuration.MatchString(text) && !isoDuration.MatchString(text) {
		return c.wrong("value_error.duration", "invalid duration format")
	}
	return c.v
}
