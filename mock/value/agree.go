package value

import (
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/ringer-api/ringer/schemas/jobs/vocabulary"
)

// agree makes the values of one record agree: a total is the sum of its parts, or the
// length of the list beside it; times are in order; a record ends once, and only one that
// failed has an error. What the schema does not allow is left as it is.
func (b *builder) agree(t *tree, at spot) {
	r := record{builder: b, at: at, tree: t}
	for _, name := range t.names {
		r.phrases = append(r.phrases, vocabulary.Phrase(name))
	}
	r.ends()
	r.times()
	r.pairs()
	r.totals()
	r.progress()
	r.edges()
}

type record struct {
	*builder
	*tree
	at      spot
	phrases []string // of the members
}

var dictionary = sync.OnceValue(vocabulary.NewDictionary)

// kindOfWord is what a word means as a state; empty if it is none.
func kindOfWord(phrase string) vocabulary.Kind {
	m := dictionary().Meaning(vocabulary.Word{Text: phrase}, phrase, nil)
	if vocabulary.IsUnknown(m) {
		return ""
	}
	return m.Kind
}

// set changes a scalar, if its schema allows the new value.
func (r *record) set(i int, json string) {
	kid := r.kids[i]
	if string(kid.json) == json || !kid.shape.admits([]byte(json)) {
		return
	}
	kid.json = []byte(json)
	if kid.by == Filler {
		kid.by = Name
	}
}

// clear makes a member absent, or null; false if it has to be there.
func (r *record) clear(i int) bool {
	name := r.names[i]
	if r.optional[r.builder.member(r.at, name, "").pointer] {
		r.names = slices.Delete(r.names, i, i+1)
		r.kids = slices.Delete(r.kids, i, i+1)
		r.phrases = slices.Delete(r.phrases, i, i+1)
		return true
	}
	if kid := r.kids[i]; kid.shape.admits([]byte("null")) {
		r.kids[i] = &tree{kind: 'n', json: []byte("null"), shape: kid.shape}
	}
	return false
}

// state is what the record's status means; empty if it has none.
func (r *record) state() vocabulary.Kind {
	for i, phrase := range r.phrases {
		if phrase == "status" || phrase == "state" {
			return kindOfWord(vocabulary.Phrase(r.kids[i].text()))
		}
	}
	return ""
}

// ends leaves the time of one ending, that of the record's state, and an error only of a
// record that may have failed.
func (r *record) ends() {
	state := r.state()
	kept := false
	if state.Final() { // is there a time of this very end?
		kept = !slices.ContainsFunc(r.phrases, func(p string) bool { return endOf(p) == state })
	}
	for i := 0; i < len(r.phrases); i++ {
		kind := endOf(r.phrases[i])
		isError := slices.Contains(strings.Fields(r.phrases[i]), "error") && state != "" && state != vocabulary.Failed &&
			r.kids[i].kind != '0' && r.kids[i].kind != 't' && r.kids[i].kind != 'f'
		if kind == "" && !isError || r.kids[i].kind == 'n' {
			continue
		}
		switch {
		case isError:
		case state == "" && !kept, state.Final() && kind == state:
			kept = true
			continue
		case state.Final() && kept && !slices.ContainsFunc(r.phrases, func(p string) bool { return endOf(p) == state }):
			kept = false // the only one that there is, such as finished_at of a failed record
			if kind == vocabulary.Succeeded {
				continue
			}
		}
		if r.clear(i) {
			i--
		}
	}
}

// endOf is the final state whose time a name is, such as failed_at; empty if none.
func endOf(phrase string) vocabulary.Kind {
	words, ok := strings.CutSuffix(phrase, " at")
	if !ok {
		return ""
	}
	if kind := kindOfWord(words); kind.Final() {
		return kind
	}
	return ""
}

// times puts the times in order: those of the document that contradict others, are before
// 2000 or in the future are replaced.
func (r *record) times() {
	type instant struct {
		i, rank int
		t       time.Time
		write   func(time.Time) string
	}
	var all []instant
	good := true
	for i, phrase := range r.phrases {
		rank := rankOf(phrase)
		if rank < 0 || r.kids[i].shape == nil || !isTime(phrase) && r.kids[i].shape.format != "date-time" {
			continue
		}
		t, write := instantOf(r.kids[i])
		if write == nil {
			continue
		}
		good = good && t.Year() >= 2000 && (rank == future || !t.After(r.now))
		for _, other := range all {
			good = good && (other.rank >= rank || !other.t.After(t)) && (other.rank <= rank || !t.After(other.t))
		}
		all = append(all, instant{i, rank, t, write})
	}
	if good {
		return
	}
	for _, in := range all {
		d := newDraw(mixText(r.at.hash, r.names[in.i]))
		r.set(in.i, in.write(momentOf(d, in.rank, r.at.born, r.now)))
	}
}

// instantOf reads a time, and returns how it is written; nil if it is none.
func instantOf(t *tree) (time.Time, func(time.Time) string) {
	if t.kind == '0' {
		n, err := strconv.ParseInt(string(t.json), 10, 64)
		switch {
		case err != nil || n < 0:
			return time.Time{}, nil
		case n > 100_000_000_000:
			return time.UnixMilli(n), func(t time.Time) string { return strconv.FormatInt(t.UnixMilli(), 10) }
		}
		return time.Unix(n, 0), func(t time.Time) string { return strconv.FormatInt(t.Unix(), 10) }
	}
	text := t.text()
	for _, layout := range []string{time.RFC3339, time.DateOnly, time.RFC1123Z} {
		if at, err := time.Parse(layout, text); err == nil {
			return at, func(t time.Time) string { return strconv.Quote(t.UTC().Format(layout)) }
		}
	}
	return time.Time{}, nil
}

// pairWords are the words of two numbers of which the first is not above the second.
var pairWords = map[string]string{
	"start": "end", "begin": "end", "from": "to", "min": "max", "minimum": "maximum", "lower": "upper",
	"low": "high", "gt": "lt", "gte": "lte", "soft": "hard",
}

// pairs exchanges two numbers of which the first should not be above the second.
func (r *record) pairs() {
	for i, phrase := range r.phrases {
		words := strings.Fields(phrase)
		for at, word := range words {
			other, paired := pairWords[word]
			if !paired {
				continue
			}
			words[at] = other
			j := slices.Index(r.phrases, strings.Join(words, " "))
			words[at] = word
			if j < 0 || r.kids[i].kind != '0' || r.kids[j].kind != '0' {
				continue
			}
			first, second := string(r.kids[i].json), string(r.kids[j].json)
			a, errA := strconv.ParseFloat(first, 64)
			b, errB := strconv.ParseFloat(second, 64)
			if errA == nil && errB == nil && a > b && r.kids[i].shape.admits([]byte(second)) && r.kids[j].shape.admits([]byte(first)) {
				r.kids[i].json, r.kids[j].json = []byte(second), []byte(first)
			}
		}
	}
}

// whole returns an integer member; false if it is none.
func (r *record) whole(i int) (int64, bool) {
	if r.kids[i].kind != '0' || r.kids[i].shape == nil {
		return 0, false
	}
	n, err := strconv.ParseInt(string(r.kids[i].json), 10, 64)
	return n, err == nil && n >= 0 && n < 1<<40
}

// progress of what has succeeded is complete.
func (r *record) progress() {
	if r.state() != vocabulary.Succeeded {
		return
	}
	for i, phrase := range r.phrases {
		words := strings.Fields(phrase)
		if n, ok := r.whole(i); ok && n > 1 && len(words) > 0 && (words[0] == "progress" || slices.Contains(words, "percent")) {
			r.set(i, "100")
		}
	}
}

// edges makes first_id and last_id those of the list beside them.
func (r *record) edges() {
	list := r.list()
	if list == nil {
		return
	}
	for name, item := range map[string]*tree{"first id": list.kids[0], "last id": list.kids[len(list.kids)-1]} {
		i, id := slices.Index(r.phrases, name), item.member("id")
		if i >= 0 && id != nil && r.kids[i].shape.admits(id.json) {
			r.kids[i] = &tree{kind: id.kind, json: id.json, by: id.by, shape: r.kids[i].shape}
		}
	}
}

// totals makes totals agree with what is beside them.
func (r *record) totals() {
	for i, phrase := range r.phrases {
		total, ok := r.whole(i)
		if !ok || !isTotal(phrase) {
			continue
		}
		var sum, most int64
		parts := 0
		for j, other := range r.phrases {
			n, ok := r.whole(j)
			if j == i || !ok || !isPart(phrase, other) {
				continue
			}
			sum += n
			parts++
			if isFinalWord(other) {
				most = max(most, n)
			}
		}
		switch list := r.list(); {
		case parts >= 2:
			total = sum
		case list != nil:
			total = int64(len(list.kids))
		}
		r.set(i, strconv.FormatInt(max(total, most), 10))
	}
}

func isTotal(phrase string) bool {
	words := strings.Fields(phrase)
	return phrase == "count" || len(words) > 0 && len(words) <= 3 && slices.Contains(words, "total") &&
		!slices.Contains(words, "pages") && !slices.Contains(words, "price")
}

// notParts are the words of the names of integers that are not part of a total.
var notParts = strings.Fields(`total page pages limit size offset per id index code version port count number at on time
	date ms seconds duration milliseconds bytes skip cursor start end position year max min created updated timestamp
	amount price attempt attempts retries cached reasoning current last first next width height`)

// isPart reports whether an integer beside a total is a part of it: of total_tokens, what
// ends with tokens.
func isPart(total, other string) bool {
	words := strings.Fields(other)
	if slices.ContainsFunc(words, func(w string) bool { return slices.Contains(notParts, w) }) || total == "count" {
		return false
	}
	rest := strings.TrimSpace(strings.Replace(" "+total+" ", " total ", " ", 1))
	if rest == "" || rest == "count" {
		return true
	}
	return strings.HasSuffix(other, rest)
}

func isFinalWord(phrase string) bool {
	first, _, _ := strings.Cut(phrase, " ")
	return kindOfWord(phrase).Final() || kindOfWord(first).Final()
}

// list is the only list of objects beside a total; nil if there is none.
func (r *record) list() *tree {
	var found *tree
	for _, kid := range r.kids {
		if kid.kind == '[' && len(kid.kids) > 0 && kid.kids[0].kind == '{' {
			if found != nil {
				return nil
			}
			found = kid
		}
	}
	return found
}
