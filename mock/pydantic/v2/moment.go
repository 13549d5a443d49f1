package v2

import (
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/ringer-api/ringer/mock/python"
)

const exact = "Datetimes provided to dates should have zero time - e.g. be exact dates"

// date is a date, or a moment at midnight: as a text or in seconds or milliseconds since 1970.
func (c check) date() python.Value {
	switch c.v.Kind() {
	case python.String:
		text := c.v.Text()
		if _, wrong := readDate(text); wrong == "" {
			return c.yearZero("date_parsing", "Input should be a valid date in the format YYYY-MM-DD", text)
		}
		midnight, wrong := readMoment(text)
		switch {
		case wrong != "":
			return c.because("date_from_datetime_parsing", "Input should be a valid date or datetime", wrong)
		case !midnight:
			return c.wrong("date_from_datetime_inexact", exact)
		}
		return c.v
	case python.Int, python.Float:
		midnight, wrong := momentOf(c.v.Text())
		switch {
		case wrong != "":
			return c.because("date_from_datetime_parsing", "Input should be a valid date or datetime", wrong)
		case !midnight:
			return c.wrong("date_from_datetime_inexact", exact)
		}
		return c.v
	}
	return c.wrong("date_type", "Input should be a valid date")
}

// dateTime is a moment: as a text, a date alone being midnight, or as a number.
func (c check) dateTime() python.Value {
	switch c.v.Kind() {
	case python.String:
		text := c.v.Text()
		if _, wrong := readMoment(text); wrong == "" {
			return c.yearZero("datetime_parsing", "Input should be a valid datetime", text)
		}
		if _, wrong := readDate(text); wrong != "" {
			return c.because("datetime_from_date_parsing", "Input should be a valid datetime or date", wrong)
		}
		return c.yearZero("datetime_parsing", "Input should be a valid datetime", text)
	case python.Int, python.Float:
		if _, wrong := momentOf(c.v.Text()); wrong != "" {
			return c.because("datetime_parsing", "Input should be a valid datetime", wrong)
		}
		return c.v
	}
	return c.wrong("datetime_type", "Input should be a valid datetime")
}

// yearZero refuses the year 0, which the parser knows and Python does not.
func (c check) yearZero(kind, message, text string) python.Value {
	if strings.HasPrefix(text, "0000-") {
		return c.because(kind, message, "year 0 is out of range")
	}
	return c.v
}

func (c check) time() python.Value {
	const message = "Input should be in a valid time format"
	switch c.v.Kind() {
	case python.String:
		if _, wrong := readClock(c.v.Text()); wrong != "" {
			return c.because("time_parsing", message, wrong)
		}
		return c.v
	case python.Int, python.Float:
		f, _ := strconv.ParseFloat(c.v.Text(), 64)
		switch {
		case math.IsNaN(f):
			return c.because("time_parsing", message, "NaN values not permitted")
		case f < 0:
			return c.because("time_parsing", message, "time in seconds should be positive")
		case f >= 86400:
			return c.because("time_parsing", message, "numeric times may not exceed 86,399 seconds")
		}
		return c.v
	}
	return c.wrong("time_type", "Input should be a valid time")
}

// readDate reads YYYY-MM-DD. What is wrong is said in the words of pydantic's parser.
func readDate(text string) (rest, wrong string) {
	if rest, wrong = readDay(text); wrong == "" && rest != "" {
		wrong = "unexpected extra characters at the end of the input"
	}
	return rest, wrong
}

func readDay(text string) (rest, wrong string) {
	if len(text) < 10 {
		return "", "input is too short"
	}
	const separator = "invalid date separator, expected `-`"
	year, ok := digits(text[:4])
	if !ok {
		return "", "invalid character in year"
	}
	if text[4] != '-' {
		return "", separator
	}
	month, ok := digits(text[5:7])
	if !ok {
		return "", "invalid character in month"
	}
	if text[7] != '-' {
		return "", separator
	}
	day, ok := digits(text[8:10])
	switch {
	case !ok:
		return "", "invalid character in day"
	case month < 1 || month > 12:
		return "", "month value is outside expected range of 1-12"
	case day < 1 || day > time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day():
		return "", "day value is outside expected range"
	}
	return text[10:], ""
}

func digits(text string) (int, bool) {
	n := 0
	for _, d := range []byte(text) {
		if d < '0' || d > '9' {
			return 0, false
		}
		n = n*10 + int(d-'0')
	}
	return n, text != ""
}

// readMoment reads a date and a time, or a number. It reports whether the time is midnight.
func readMoment(text string) (midnight bool, wrong string) {
	rest, wrong := readDay(text)
	if wrong == "" {
		if rest == "" || !strings.ContainsAny(rest[:1], "Tt _") {
			wrong = "invalid datetime separator, expected `T`, `t`, `_` or space"
		} else {
			midnight, wrong = readClock(rest[1:])
		}
	}
	if wrong == "" || !isNumber(text) {
		return midnight, wrong
	}
	return momentOf(text)
}

// isNumber reports whether a text is a number without an exponent, or with one after a point.
func isNumber(text string) bool {
	body := strings.TrimLeft(text, "+-")
	if len(text)-len(body) > 1 || body == "" {
		return false
	}
	if strings.Contains(body, ".") {
		_, err := strconv.ParseFloat(text, 64)
		return err == nil && !strings.ContainsAny(body, "xX_")
	}
	if _, ok := digits(body); !ok {
		return false
	}
	_, err := strconv.ParseInt(text, 10, 64)
	return err == nil
}

// Seconds since 1970: from which number on they are milliseconds, and the last ones allowed.
const (
	milliseconds = 20_000_000_000
	lastSecond   = 253_402_300_799
	firstSecond  = -62_167_219_200
)

// momentOf reads a number as seconds or milliseconds since 1970.
func momentOf(number string) (midnight bool, wrong string) {
	f, _ := strconv.ParseFloat(number, 64)
	if math.IsNaN(f) {
		return false, "NaN values not permitted"
	}
	if math.Abs(f) > milliseconds {
		f /= 1000
	}
	switch {
	case f >= lastSecond+1:
		return false, "dates after 9999 are not supported as unix timestamps"
	case f < firstSecond:
		return false, "dates before 0000 are not supported as unix timestamps"
	}
	return math.Mod(f, 86400) == 0, ""
}

// readClock reads HH:MM[:SS[.F]][offset].
func readClock(text string) (midnight bool, wrong string) {
	rest, midnight, wrong := readPureClock(text)
	if wrong != "" || rest == "" {
		return midnight, wrong
	}
	return midnight, readOffset(rest)
}

func readPureClock(text string) (rest string, midnight bool, wrong string) {
	if len(text) < 5 {
		return "", false, "input is too short"
	}
	hour, ok := digits(text[:2])
	if !ok {
		return "", false, "invalid character in hour"
	}
	if text[2] != ':' {
		return "", false, "invalid time separator, expected `:`"
	}
	minute, ok := digits(text[3:5])
	switch {
	case !ok:
		return "", false, "invalid character in minute"
	case hour > 23:
		return "", false, "hour value is outside expected range of 0-23"
	case minute > 59:
		return "", false, "minute value is outside expected range of 0-59"
	}
	midnight = hour == 0 && minute == 0
	if rest = text[5:]; !strings.HasPrefix(rest, ":") {
		return rest, midnight, ""
	}
	rest, zero, wrong := readSeconds(rest[1:])
	return rest, midnight && zero, wrong
}

func readSeconds(text string) (rest string, zero bool, wrong string) {
	if len(text) < 2 {
		return "", false, "invalid character in second"
	}
	second, ok := digits(text[:2])
	switch {
	case !ok:
		return "", false, "invalid character in second"
	case second > 59:
		return "", false, "second value is outside expected range of 0-59"
	}
	rest = text[2:]
	if rest == "" || rest[0] != '.' && rest[0] != ',' {
		return rest, second == 0, ""
	}
	fraction := rest[1:]
	rest = strings.TrimLeft(fraction, "0123456789")
	fraction = fraction[:len(fraction)-len(rest)]
	if fraction == "" {
		return "", false, "second fraction digits missing after `.`"
	}
	return rest, second == 0 && strings.Trim(fraction[:min(len(fraction), 6)], "0") == "", ""
}

func readOffset(text string) (wrong string) {
	if text[0] == 'Z' || text[0] == 'z' {
		if len(text) > 1 {
			return "unexpected extra characters at the end of the input"
		}
		return ""
	}
	rest := strings.TrimPrefix(text, "−")
	if rest == text {
		if text[0] != '+' && text[0] != '-' {
			return "invalid timezone sign"
		}
		rest = text[1:]
	}
	if len(rest) < 2 {
		return "invalid timezone hour"
	}
	hour, ok := digits(rest[:2])
	if !ok {
		return "invalid timezone hour"
	}
	rest = strings.TrimPrefix(rest[2:], ":")
	if len(rest) < 2 {
		return "invalid timezone minute"
	}
	minute, ok := digits(rest[:2])
	switch {
	case !ok:
		return "invalid timezone minute"
	case minute > 59:
		return "timezone minute value is outside expected range of 0-59"
	case hour > 23:
		return "timezone offset must be less than 24 hours"
	case len(rest) > 2:
		return "unexpected extra characters at the end of the input"
	}
	return ""
}
