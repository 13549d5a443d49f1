package value

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/ringer-api/ringer/schemas/jobs/vocabulary"
)

// words makes the text of one place.
type words struct {
	draw
	at  spot
	now time.Time
	s   *shape
}

// tables are the tables of names, by name.
var tables = sync.OnceValue(func() (out struct {
	texts   map[string]func(words) string
	numbers map[string]numberName
	longest int
}) {
	out.texts, out.numbers = map[string]func(words) string{}, map[string]numberName{}
	add := func(names string, do func(string)) {
		for name := range strings.SplitSeq(names, ",") {
			name = strings.Join(strings.Fields(name), " ")
			out.longest = max(out.longest, len(strings.Fields(name)))
			do(name)
		}
	}
	for _, line := range textNames {
		add(line.names, func(name string) { out.texts[name] = line.make })
	}
	for _, line := range numberNames {
		add(line.names, func(name string) { out.numbers[name] = line })
	}
	return out
})

// lookUp finds the longest end of a name in a table, first together with what the object
// is, then in singular too.
func lookUp[T any](table map[string]T, phrase, owner string) (found T, ok bool) {
	list := strings.Fields(phrase)
	if of := strings.Fields(owner); len(of) > 0 {
		if found, ok = table[of[len(of)-1]+"."+phrase]; ok {
			return found, true
		}
	}
	for i := range list {
		if len(list)-i > tables().longest {
			continue
		}
		end := strings.Join(list[i:], " ")
		if found, ok = table[end]; ok {
			return found, true
		}
		if found, ok = table[singular(end)]; ok {
			return found, true
		}
	}
	return found, false
}

// named makes a text by the name of its place, else by its description.
func (w words) named() (string, bool) {
	phrase := w.at.phrase
	if w.at.invented {
		phrase = w.at.owner
	}
	if phrase == "" && w.s != nil && len(w.s.names) > 0 {
		phrase = vocabulary.Phrase(w.s.names[0])
	}
	if isTime(phrase) {
		if strings.HasSuffix(phrase, "date") || strings.HasSuffix(phrase, "on") {
			return w.moment().Format(time.DateOnly), true
		}
		return w.moment().Format(time.RFC3339), true
	}
	if make, ok := lookUp(tables().texts, phrase, w.at.owner); ok {
		return make(w), true
	}
	if make, ok := byDescription(textClues, w.s); ok {
		return make(w), true
	}
	return "", false
}

// isRare reports whether a name is that of something that a healthy record does not have.
func isRare(phrase string) bool {
	list := strings.Fields(phrase)
	return slices.ContainsFunc(list, func(word string) bool { return slices.Contains(rareNames, word) }) &&
		!slices.Contains(list, "count") && !slices.Contains(list, "counts")
}

const (
	letterDigits = "abcdefghijklmnopqrstuvwxyz0123456789"
	letterCodes  = "abcdefghjkmnpqrstuvwxyz"
)

func (w words) from(alphabet string, n int) string {
	out := make([]byte, n)
	for i := range out {
		out[i] = alphabet[w.IntN(len(alphabet))]
	}
	return string(out)
}

// slug is two words with a hyphen.
func (w words) slug() string {
	return w.adjective() + "-" + w.noun()
}

// plain is a word in small letters without anything else.
func plain(word string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' {
			return r
		}
		return -1
	}, strings.ToLower(word))
}

// vague are words before an id that do not say what it is the id of.
var vague = strings.Fields("deleted by used new last first next previous external internal other old current default original my")

// id is the id of what the name says, else of what the object is.
func id(w words) string {
	list := strings.Fields(w.at.phrase)
	if w.at.invented {
		list = nil
	}
	of := strings.Fields(w.at.owner)
	if len(list) > 1 {
		of = list[:len(list)-1]
	}
	of = append(strings.Fields(meaningful(w.at.owner)), of...)
	of = slices.DeleteFunc(of, func(word string) bool { return slices.Contains(vague, word) || slices.Contains(wrappers, word) })
	if len(of) == 0 {
		return uuid(w)
	}
	prefix := plain(vocabulary.Singular(of[len(of)-1]))
	if prefix == "" || len(prefix) > 12 {
		return uuid(w)
	}
	return prefix + "_" + w.from(letterDigits, 20)
}

func email(w words) string {
	return strings.ToLower(plain(w.fake.FirstName())+"."+plain(w.fake.LastName())) + "@example.com"
}

func person(w words) string { return w.fake.FirstName() + " " + w.fake.LastName() }

func username(w words) string { return plain(w.fake.FirstName()) + w.from("123456789", 2) }

func phone(w words) string { return "+1555" + w.from("0123456789", 7) }

func hostname(w words) string { return w.slug() + ".example.com" }

func url(w words) string { return "https://example.com/" + w.slug() }

func picture(w words) string { return "https://example.com/images/" + w.slug() + ".png" }

func secret(w words) string { return "example-" + w.from(letterDigits, 24) }

func color(w words) string { return "#" + w.from(hexDigits, 6) }

func version(w words) string {
	return fmt.Sprintf("%d.%d.%d", w.between(1, 4), w.between(0, 9), w.between(0, 9))
}

func fileName(w words) string {
	return w.slug() + "." + pick(w.draw, []string{"pdf", "txt", "csv", "json"})
}

func title(w words) string {
	a, b := w.adjective(), w.noun()
	return strings.ToUpper(a[:min(1, len(a))]) + a[min(1, len(a)):] + " " + b
}

func typeWord(w words) string {
	if of := strings.Fields(w.at.owner); len(of) > 0 {
		return strings.Join(of, "_")
	}
	return w.noun()
}

func query(w words) string { return w.noun() + " " + w.noun() }

func sentence(w words) string {
	return "The " + w.adjective() + " " + w.noun() + " is " +
		pick(w.draw, []string{"ready", "on its way", "part of the plan", "in the archive"}) + "."
}

func message(w words) string {
	return "The " + w.noun() + " " +
		pick(w.draw, []string{"was not found", "took too long", "cannot be read", "was refused"}) + "."
}

func question(w words) string {
	return "What does the " + w.noun() + " say about the " + w.noun() + "?"
}
