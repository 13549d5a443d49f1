package value

import (
	"regexp"
	"strings"
	"time"
)

// literal finds a value that a description shows: "always `batch`", "e.g. \"eu-1\"".
var literal = regexp.MustCompile("(?i)(?:\\balways|\\be\\.?g\\.?,?|for example,?|examples?:|such as|(?:one|any) of:?|either|can be|must be)" +
	"\\s*(?:set to |the value )?(?:`([^`\\s]{1,60})`|\"([^\"\\s]{1,60})\"|'([^'\\s]{1,60})')")

// said returns a value that the description shows, if it is one.
func (w words) said() (string, bool) {
	if w.s == nil || w.s.description == "" {
		return "", false
	}
	m := literal.FindStringSubmatch(w.s.description[:min(len(w.s.description), 2000)])
	if m == nil {
		return "", false
	}
	text := m[1] + m[2] + m[3]
	switch strings.Trim(text, `"'`) {
	case "", "null", "true", "false", "None", "undefined":
		return "", false
	}
	return strings.Trim(text, `"'`), !strings.ContainsAny(text, "<>{}*")
}

// clue is a line of the tables of descriptions: words in the first sentence, and what a
// value is whose description has them. The first line that fits counts.
type clue[T any] struct {
	words string
	is    T
}

// textClues has a line for each sort of text that is known by its description.
var textClues = []clue[func(w words) string]{
	{"email address, e-mail", email},
	{"uuid", uuid},
	{"rfc 2822", func(w words) string { return w.moment().Format(time.RFC1123Z) }},
	{"iso 8601, rfc 3339, rfc3339, iso8601, timestamp, date and time, point in time", func(w words) string { return w.moment().Format(time.RFC3339) }},
	{"the date", func(w words) string { return w.moment().Format(time.DateOnly) }},
	{"file name, filename, name of the file", fileName},
	{"url, uri, hyperlink, link to", url},
	{"phone number", phone},
	{"ip address", ipv4},
	{"hostname, host name, domain name", hostname},
	{"base64", encoded},
	{"currency", func(w words) string { return pick(w.draw, currencies) }},
	{"country", func(w words) string { return pick(w.draw, countries) }},
	{"language", func(w words) string { return pick(w.draw, languages) }},
	{"time zone, timezone", func(w words) string { return pick(w.draw, timezones) }},
	{"identifier, unique id, the id of, the sid of, id of the, ids of, unique string", id},
	{"path of, path to, file path", func(w words) string { return "/" + w.slug() + "/" + fileName(w) }},
	{"name of, display name, named", title},
	{"description of, explanation, message, the reason, details about, human-readable, human readable", sentence},
	{"text of, the text, content of, the content, transcript", sentence},
	{"token, secret, password, api key", secret},
	{"version", version},
	{"color", color},
	{"type of, kind of, the type", typeWord},
	{"prompt, instructions, question", question},
	{"list of, names of", words.slug},
}

// numberClues has a line for each sort of number that is known by its description.
var numberClues = []clue[numberName]{
	{"milliseconds, in ms", numberName{"", 20, 5000, 0}},
	{"in seconds, number of seconds, seconds", numberName{"", 1, 600, 0}},
	{"in minutes, number of minutes", numberName{"", 1, 59, 0}},
	{"in hours, number of hours", numberName{"", 1, 23, 0}},
	{"in days, number of days", numberName{"", 1, 30, 0}},
	{"in bytes, number of bytes", numberName{"", 1024, 250000, 0}},
	{"percentage, percent", numberName{"", 0, 100, 0}},
	{"tokens", numberName{"", 10, 900, 0}},
	{"probability, confidence, between 0 and 1", numberName{"", 0, 1, 3}},
	{"number of, count of, total number, how many, amount of", numberName{"", 0, 9, 0}},
	{"price, cost, amount", numberName{"", 1, 400, 2}},
	{"the id of, identifier, unique id, id of the", numberName{"", 1, 99999, 0}},
	{"index, position", numberName{"", 0, 3, 0}},
	{"pixels, coordinate, width, height", numberName{"", 10, 1000, 0}},
	{"maximum, minimum, limit", numberName{"", 1, 100, 0}},
}

// byDescription finds the first line of a table of which the first sentence of a
// description, or a title, has a word.
func byDescription[T any](table []clue[T], s *shape) (found T, ok bool) {
	if s == nil {
		return found, false
	}
	text := s.description
	if text == "" {
		text = s.title
	}
	text = strings.ToLower(text[:min(len(text), 300)])
	if i := strings.Index(text, ". "); i > 0 {
		text = text[:i]
	}
	if text == "" {
		return found, false
	}
	for _, line := range table {
		for word := range strings.SplitSeq(line.words, ", ") {
			if hasWords(text, word) {
				return line.is, true
			}
		}
	}
	return found, false
}

// hasWords reports whether a text has words, and not as parts of others.
func hasWords(text, words string) bool {
	for at := 0; ; {
		i := strings.Index(text[at:], words)
		if i < 0 {
			return false
		}
		i += at
		end := i + len(words)
		if (i == 0 || !isLetter(text[i-1])) && (end == len(text) || !isLetter(text[end]) || text[end] == 's') {
			return true
		}
		at = end
	}
}

func isLetter(c byte) bool { return 'a' <= c && c <= 'z' }

// numberFor is the range that a number's place suggests.
func (b *builder) numberFor(at spot, s *shape, d draw, whole bool) (wanted, By) {
	w := words{draw: d, at: at, now: b.now, s: s}
	text := strings.ToLower(s.description)
	isUnix := s.format == "unix-time" || s.format == "timestamp" || strings.Contains(text, "unix time") ||
		strings.Contains(text, "epoch time") || strings.Contains(text, "unix epoch")
	if isUnix || isTime(at.phrase) && s.format != "float" {
		t := float64(w.moment().Unix())
		if strings.Contains(text, "millisecond") || strings.HasSuffix(at.phrase, " ms") {
			t = float64(w.moment().UnixMilli())
		}
		by := Name
		if s.format == "unix-time" {
			by = Format
		}
		return wanted{low: t, high: t}, by
	}
	phrase := at.phrase
	if at.invented {
		phrase = at.owner
	}
	line, ok := lookUp(tables().numbers, phrase, at.owner)
	if !ok {
		line, ok = byPrefix(phrase)
	}
	if !ok {
		line, ok = byDescription(numberClues, s)
	}
	if !ok {
		return wanted{low: 0, high: 100, decimals: 2 * truth(!whole)}, Filler
	}
	if !whole && line.decimals == 0 && line.high <= 100 && s.format != "" {
		line.decimals = 1
	}
	return wanted{line.low, line.high, line.decimals}, Name
}

// byPrefix knows a number by the first word of its name.
func byPrefix(phrase string) (numberName, bool) {
	first, _, more := strings.Cut(phrase, " ")
	if !more {
		return numberName{}, false
	}
	switch first {
	case "num", "number", "n", "total", "count":
		return numberName{"", 0, 9, 0}, true
	case "max", "min", "maximum", "minimum", "limit":
		return numberName{"", 1, 100, 0}, true
	case "avg", "average", "mean":
		return numberName{"", 1, 50, 1}, true
	}
	return numberName{}, false
}
