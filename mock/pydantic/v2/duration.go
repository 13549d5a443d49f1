package v2

import (
	"math"
	"strconv"
	"strings"

	"github.com/ringer-api/ringer/mock/python"
)

func (c check) duration() python.Value {
	const message = "Input should be a valid timedelta"
	wrong := ""
	switch c.v.Kind() {
	case python.String:
		wrong = durationProblem(c.v.Text())
	case python.Int, python.Float:
		f, _ := strconv.ParseFloat(c.v.Text(), 64)
		switch {
		case math.IsNaN(f):
			wrong = "NaN values not permitted"
		case math.Abs(f) >= 86400*1e9:
			wrong = tooManyDays
		}
	case python.Bool:
	default:
		return c.wrong("time_delta_type", message)
	}
	if wrong != "" {
		return c.because("time_delta_parsing", message, wrong)
	}
	return c.v
}

// What is wrong with a duration, in the words of pydantic's parser.
const (
	tooShort    = "input is too short"
	tooManyDays = "durations may not exceed 999,999,999 days"
	tooLarge    = "a numeric value in the duration is too large"
	noDigit     = "invalid digit in duration"
	noDays      = `"day" identifier in duration not correctly formatted`
)

// durationProblem says why a text is not a duration; "" if it is one.
func durationProblem(text string) string {
	if text == "" {
		return tooShort
	}
	body := text
	if text[0] == '+' || text[0] == '-' {
		body = text[1:]
	}
	switch {
	case strings.HasPrefix(body, "P"):
		return isoProblem(body)
	case len(body) < 5 || strings.ContainsAny(body, "dD"):
		return daysProblem(body)
	}
	return clockProblem(body)
}

// isoProblem is about PnYnMnDTnHnMnS.
func isoProblem(text string) string {
	inTime, fraction := false, false
	rest := text[1:]
	for rest != "" {
		if rest[0] == 'T' {
			if inTime {
				return "`t` character repeated in duration"
			}
			inTime, rest = true, rest[1:]
			continue
		}
		number := rest[:len(rest)-len(strings.TrimLeft(rest, "0123456789"))]
		if number == "" {
			return noDigit
		}
		if _, err := strconv.ParseUint(number, 10, 32); err != nil {
			return tooLarge
		}
		rest = rest[len(number):]
		if fraction {
			return "quantity fraction invalid in duration"
		}
		if rest != "" && (rest[0] == '.' || rest[0] == ',') {
			fraction = true
			rest = strings.TrimLeft(rest[1:], "0123456789")
		}
		switch {
		case inTime && (rest == "" || !strings.ContainsAny(rest[:1], "HMS")):
			return "quantity invalid in time part of duration"
		case !inTime && (rest == "" || !strings.ContainsAny(rest[:1], "YMWD")):
			return "quantity invalid in date part of duration"
		}
		rest = rest[1:]
	}
	if len(text) < 3 {
		return tooShort
	}
	return ""
}

// daysProblem is about a number of days, which a time may follow.
func daysProblem(text string) string {
	rest := strings.TrimLeft(text, "0123456789")
	number := text[:len(text)-len(rest)]
	switch {
	case text == "":
		return tooShort
	case number == "":
		return noDigit
	case len(number) > 9:
		return tooManyDays
	}
	rest = strings.ToLower(strings.TrimPrefix(rest, " "))
	if !strings.HasPrefix(rest, "d") {
		return noDays
	}
	rest = rest[1:]
	if strings.HasPrefix(rest, "a") {
		if !strings.HasPrefix(rest, "ay") {
			return noDays
		}
		rest = strings.TrimPrefix(rest[2:], "s")
	}
	rest = strings.TrimPrefix(strings.TrimPrefix(rest, ","), " ")
	if rest == "" {
		return ""
	}
	_, wrong := readClock(rest)
	return wrong
}

// clockProblem is about H:MM[:SS[.F]] with any number of hours.
func clockProblem(text string) string {
	hours, rest, ok := strings.Cut(text, ":")
	if _, digits := digits(hours); !digits || !ok || len(hours) > 9 {
		return "invalid character in hour"
	}
	rest, _, wrong := readPureClock("00:" + rest)
	if wrong == "" && rest != "" {
		wrong = "unexpected extra characters at the end of the input"
	}
	return wrong
}
