package setting

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
)

// Value parses a setting's text. It is a pflag.Value, so that the file and the
// environment are parsed exactly as flags are. An error of Set describes a valid
// value, and begins with "want".
type Value interface {
	Set(text string) error
	String() string
	Type() string
}

// scalar is a value of one T at a place.
type scalar[T any] struct {
	at    *T
	kind  string
	parse func(text string) (T, error)
	print func(T) string
	words []string // all that is allowed; nil where that is no list
}

func (s scalar[T]) String() string { return s.print(*s.at) }
func (s scalar[T]) Type() string   { return s.kind }

func (s scalar[T]) Set(text string) error {
	parsed, err := s.parse(text)
	if err == nil {
		*s.at = parsed
	}
	return err
}

func printText(text string) string { return text }

// text is any text; empty is allowed and means unset.
func text(at *string) Value {
	parse := func(text string) (string, error) { return text, nil }
	return scalar[string]{at, "text", parse, printText, nil}
}

// someText is a non-empty text.
func someText(at *string, what string) Value {
	parse := func(text string) (string, error) {
		if text == "" {
			return "", fmt.Errorf("want %s", what)
		}
		return text, nil
	}
	return scalar[string]{at, "text", parse, printText, nil}
}

// word is one of a few words, or nothing where nothing is the default.
func word(at *string, words ...string) Value {
	optional := *at == ""
	parse := func(text string) (string, error) {
		if slices.Contains(words, text) || text == "" && optional {
			return text, nil
		}
		return "", fmt.Errorf("want %s", output.OneOf(words))
	}
	return scalar[string]{at, "word", parse, printText, words}
}

var variableName = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*$`)

// variable is the name of the environment variable that holds a secret.
func variable(at *string) Value {
	parse := func(text string) (string, error) {
		if text == "" || variableName.MatchString(text) {
			return text, nil
		}
		return "", fmt.Errorf("want the name of an environment variable that holds the secret, not the secret itself")
	}
	return scalar[string]{at, "variable", parse, printText, nil}
}

// Number is a whole number from least to most.
func Number(at *int, least, most int) Value {
	parse := func(text string) (int, error) {
		n, err := strconv.Atoi(text)
		if err != nil || n < least || n > most {
			return 0, fmt.Errorf("want a whole number from %d to %d", least, most)
		}
		return n, nil
	}
	return scalar[int]{at, "number", parse, strconv.Itoa, nil}
}

// Seed is any unsigned number of 64 bits.
func Seed(at *uint64) Value {
	parse := func(text string) (uint64, error) {
		n, err := strconv.ParseUint(text, 10, 64)
		if err != nil {
			return 0, fmt.Errorf("want a whole number from 0 to 18446744073709551615")
		}
		return n, nil
	}
	return scalar[uint64]{at, "number", parse,
		func(n uint64) string { return strconv.FormatUint(n, 10) }, nil}
}

// Factor is a number from 0 to most, written 60 or 60x.
func Factor(at *float64, most float64) Value {
	parse := func(text string) (float64, error) {
		f, err := strconv.ParseFloat(strings.TrimSuffix(text, "x"), 64)
		if err != nil || !(f >= 0 && f <= most) {
			return 0, fmt.Errorf("want a factor from 0 to %.0f, such as 60x", most)
		}
		return f, nil
	}
	return scalar[float64]{at, "factor", parse, func(f float64) string {
		if f == 0 {
			return "0"
		}
		return strconv.FormatFloat(f, 'f', -1, 64) + "x"
	}, nil}
}

// yesNo is a switch, in the spellings of YAML 1.2.2 section 10.3.2.
func yesNo(at *bool) Value {
	parse := func(text string) (bool, error) {
		switch text {
		case "true", "True", "TRUE":
			return true, nil
		case "false", "False", "FALSE":
			return false, nil
		}
		return false, fmt.Errorf("want true or false")
	}
	return scalar[bool]{at, "bool", parse, strconv.FormatBool, nil}
}

// Instant is an RFC 3339 time, or "" for none.
func Instant(at *time.Time) Value {
	parse := func(text string) (time.Time, error) {
		if text == "" {
			return time.Time{}, nil
		}
		t, err := time.Parse(time.RFC3339Nano, text)
		if year := t.UTC().Year(); err != nil || year < 1970 || year > 9999 {
			return t, fmt.Errorf("want an RFC 3339 time from 1970 to 9999, such as 2024-10-01T12:00:00Z")
		}
		return t.UTC(), nil
	}
	return scalar[time.Time]{at, "time", parse, func(t time.Time) string {
		if t.IsZero() {
			return ""
		}
		return t.Format(time.RFC3339Nano)
	}, nil}
}

// duration is a span of time from least to most.
func duration(at *time.Duration, least, most time.Duration) Value {
	parse := func(text string) (time.Duration, error) {
		d, err := time.ParseDuration(text)
		if err != nil || d < least || d > most {
			return 0, fmt.Errorf("want a duration from %s to %s, such as 90s or 1h30m",
				ShortDuration(least), ShortDuration(most))
		}
		return d, nil
	}
	return scalar[time.Duration]{at, "duration", parse, ShortDuration, nil}
}

// ShortDuration is the duration without units that are zero: 1h, not 1h0m0s.
func ShortDuration(d time.Duration) string {
	text := d.String()
	if strings.HasSuffix(text, "m0s") {
		text = strings.TrimSuffix(text, "0s")
	}
	if strings.HasSuffix(text, "h0m") {
		text = strings.TrimSuffix(text, "0m")
	}
	return text
}

var sizeUnits = []struct {
	suffix string
	bytes  int64
}{{"GiB", 1 << 30}, {"MiB", 1 << 20}, {"KiB", 1 << 10}, {"B", 1}}

// size is a number of bytes up to most, written 512, 64KiB or 1MiB.
func size(at *int64, most int64) Value {
	parse := func(text string) (int64, error) {
		digits, unit := text, int64(1)
		for _, u := range sizeUnits {
			if rest, ok := strings.CutSuffix(text, u.suffix); ok {
				digits, unit = rest, u.bytes
				break
			}
		}
		n, err := strconv.ParseInt(digits, 10, 64)
		if err != nil || n < 1 || n > most/unit {
			return 0, fmt.Errorf("want a size from 1B to %s, such as 64KiB", printSize(most))
		}
		return n * unit, nil
	}
	return scalar[int64]{at, "size", parse, printSize, nil}
}

func printSize(n int64) string {
	for _, u := range sizeUnits {
		if n >= u.bytes && n%u.bytes == 0 {
			return strconv.FormatInt(n/u.bytes, 10) + u.suffix
		}
	}
	return strconv.FormatInt(n, 10) + "B"
}

// perSecond is a rate.
func perSecond(at *float64) Value {
	parse := func(text string) (float64, error) {
		f, err := strconv.ParseFloat(text, 64)
		if err != nil || !(f > 0 && f <= 100_000) {
			return 0, fmt.Errorf("want a number above 0, up to 100000")
		}
		return f, nil
	}
	return scalar[float64]{at, "number", parse, func(f float64) string {
		return strconv.FormatFloat(f, 'f', -1, 64)
	}, nil}
}
