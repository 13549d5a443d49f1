package jobs

import (
	"slices"
	"strings"
	"unicode"
)

// parts splits a name into its words in lower case: "createdAt", "created_at",
// "Created-At" and "created at" are all "created", "at".
func parts(name string) []string {
	var out []string
	var word []rune
	end := func() {
		if len(word) > 0 {
			out = append(out, strings.ToLower(string(word)))
		}
		word = word[:0]
	}
	runes := []rune(name)
	for i, r := range runes {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			end()
			continue
		}
		// A capital begins a word after a small letter, and so does the last of
		// several capitals: "HTTPStatus" is "http", "status".
		if i > 0 && unicode.IsUpper(r) && (unicode.IsLower(runes[i-1]) ||
			unicode.IsUpper(runes[i-1]) && i+1 < len(runes) && unicode.IsLower(runes[i+1])) {
			end()
		}
		word = append(word, r)
	}
	end()
	return out
}

// phrase is a name as the tables write it.
func phrase(name string) string { return strings.Join(parts(name), " ") }

// topic is what a name of the vocabulary is about.
type topic int

const (
	statusNames   topic = iota // where the state of a thing stands
	outcomeNames               // how it ended, beside a state
	doneNames                  // a boolean that turns true at the end
	progressNames              // how far it is
	errorNames                 // why it failed
	idNames                    // what tells it from its like
	webhookNames               // where to be told
	counterNames               // what only grows
	foreignNames               // before a status: that of something else
	ownNames                   // before a status: that of the thing itself
	cancelVerbs
	pauseVerbs
	resumeVerbs
	deleteVerbs
	searchVerbs
	fetchVerbs
	resultNames
	recordNames // below a resource: what is told about it, not what it made
	moverVerbs  // what people do to a resource
	workNouns   // things that move by themselves
	dealNouns   // things that people move
	nextNames
	moreNames
	totalNames
	cursorNames
	offsetNames
	pageNames
	limitNames
)

// vocabulary is every English word that inference looks for in names. A name
// that is in none of them says nothing, whatever API it comes from.
var vocabulary = map[topic]string{
	statusNames:   "status state phase stage",
	outcomeNames:  "conclusion outcome result verdict",
	doneNames:     "done completed complete finished ready ended",
	progressNames: "progress percent percentage pct",
	errorNames:    "error errors failure exception",
	idNames:       "id uid uuid sid guid identifier key name number",
	webhookNames:  "webhook callback notify notification",
	counterNames:  "attempts attempt retries retry processed completed succeeded failed errored count counts total tries",
	foreignNames: "last latest previous prior former next new old target desired requested http health account user " +
		"sync delivery billing verification access parent upstream",
	ownNames:    "process processing life cycle lifecycle current overall job task run execution operation x my the",
	cancelVerbs: "cancel abort stop terminate kill dismiss",
	pauseVerbs:  "pause suspend hold",
	resumeVerbs: "resume unpause continue unsuspend",
	deleteVerbs: "delete remove destroy purge",
	searchVerbs: "list filter search query find paginate",
	fetchVerbs:  "get show fetch read retrieve describe status state poll check",
	resultNames: "result results output outputs content contents download artifact artifacts response answer answers export data report",
	recordNames: "event events log logs history status state metadata details permission permissions parameter parameters " +
		"input inputs setting settings config configuration comment comments label labels tag tags graph dependency dependencies " +
		"link links metrics usage version versions openapi wait",
	moverVerbs: "approve accept reject decline confirm pay capture settle refund sign publish unpublish archive close open reopen " +
		"activate deactivate enable disable ship deliver fulfill redeem verify complete resolve assign submit void",
	workNouns: "job jobs task tasks operation operations process processes execution executions",
	dealNouns: "order orders payment payments invoice invoices invitation invitations invite invites subscription subscriptions " +
		"review reviews account accounts user users member members booking bookings refund refunds",
	nextNames:   "next cursor after last continue",
	moreNames:   "more",
	totalNames:  "total",
	cursorNames: "cursor after before starting continue token marker next since",
	offsetNames: "offset skip from start",
	pageNames:   "page",
	limitNames:  "limit size per count max top first take",
}

// names is the vocabulary made ready to be asked.
type names map[topic]map[string]bool

func newNames() names {
	n := names{}
	for t, words := range vocabulary {
		n[t] = map[string]bool{}
		for _, w := range strings.Fields(words) {
			n[t][w] = true
		}
	}
	return n
}

// last tells that the last word of a name is one of the topic.
func (n names) last(t topic, name string) bool {
	p := parts(name)
	return len(p) > 0 && n[t][p[len(p)-1]]
}

// any tells that some word of a name is one of the topic.
func (n names) any(t topic, name string) bool {
	return slices.ContainsFunc(parts(name), func(w string) bool { return n[t][w] })
}

// first tells that the first word of a name is one of the topic.
func (n names) first(t topic, name string) bool {
	p := parts(name)
	return len(p) > 0 && n[t][p[0]]
}

// same tells that two names are one but for case and what stands between words.
func same(a, b string) bool {
	return strings.Join(parts(a), "") == strings.Join(parts(b), "")
}

// singular takes the plural's ending off an English word.
func singular(word string) string {
	switch {
	case strings.HasSuffix(word, "ies") && len(word) > 4:
		return strings.TrimSuffix(word, "ies") + "y"
	case strings.HasSuffix(word, "sses"), strings.HasSuffix(word, "uses"), strings.HasSuffix(word, "xes"), strings.HasSuffix(word, "ches"), strings.HasSuffix(word, "shes"):
		return strings.TrimSuffix(word, "es")
	case strings.HasSuffix(word, "ss"), strings.HasSuffix(word, "us"), strings.HasSuffix(word, "is"):
		return word
	case strings.HasSuffix(word, "s") && len(word) > 3:
		return strings.TrimSuffix(word, "s")
	}
	return word
}
