package vocabulary

import (
	"slices"
	"strings"
	"unicode"
)

// Parts splits a name into its words in lower case: "createdAt", "created_at",
// "Created-At" and "created at" are all "created", "at".
func Parts(name string) []string {
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

// Phrase is a name as the tables write it.
func Phrase(name string) string { return strings.Join(Parts(name), " ") }

// Topic is what a name of the vocabulary is about.
type Topic int

// What names are about.
const (
	StatusNames   Topic = iota // where the state of a thing stands
	OutcomeNames               // how it ended, beside a state
	DoneNames                  // a boolean that turns true at the end
	ProgressNames              // how far it is
	ErrorNames                 // why it failed
	IDNames                    // what tells it from its like
	WebhookNames               // where to be told
	CounterNames               // what only grows
	ForeignNames               // before a status: that of something else
	OwnNames                   // before a status: that of the thing itself
	CancelVerbs
	PauseVerbs
	ResumeVerbs
	DeleteVerbs
	SearchVerbs
	FetchVerbs
	ResultNames
	RecordNames // below a resource: what is told about it, not what it made
	MoverVerbs  // what people do to a resource
	WorkNouns   // things that move by themselves
	VagueNouns  // things of any sort: no name for one
	DealNouns   // things that people move
	NextNames
	MoreNames
	TotalNames
	CursorNames
	OffsetNames
	PageNames
	LimitNames
)

// vocabulary is every English word that inference looks for in names. A name
// that is in none of them says nothing, whatever API it comes from.
func vocabulary() map[Topic]string {
	return map[Topic]string{
		StatusNames:   "status state phase stage",
		OutcomeNames:  "conclusion outcome result verdict",
		DoneNames:     "done completed complete finished ready ended",
		ProgressNames: "progress percent percentage pct",
		ErrorNames:    "error errors failure exception",
		IDNames:       "id uid uuid sid guid identifier key name number",
		WebhookNames:  "webhook callback notify notification",
		CounterNames:  "attempts attempt retries retry processed completed succeeded failed errored count counts total tries",
		ForeignNames: "last latest previous prior former next new old target desired requested http health account user " +
			"sync delivery billing verification access parent upstream",
		OwnNames:    "process processing life cycle lifecycle current overall job task run execution operation x my the",
		CancelVerbs: "cancel abort stop terminate kill dismiss",
		PauseVerbs:  "pause suspend hold",
		ResumeVerbs: "resume unpause continue unsuspend",
		DeleteVerbs: "delete remove destroy purge",
		SearchVerbs: "list filter search query find paginate",
		FetchVerbs:  "get show fetch read retrieve describe status state poll check",
		ResultNames: "result results output outputs content contents download artifact artifacts response answer answers export data report",
		RecordNames: "event events log logs history status state metadata details permission permissions parameter parameters " +
			"input inputs setting settings config configuration comment comments label labels tag tags graph dependency dependencies " +
			"link links metrics usage version versions openapi wait",
		MoverVerbs: "approve accept reject decline confirm pay capture settle refund sign publish unpublish archive close open reopen " +
			"activate deactivate enable disable ship deliver fulfill redeem verify complete resolve assign submit void",
		VagueNouns: "data content item items info name record object entry value",
		WorkNouns:  "job jobs task tasks operation operations process processes execution executions",
		DealNouns: "order orders payment payments invoice invoices invitation invitations invite invites subscription subscriptions " +
			"review reviews account accounts user users member members booking bookings refund refunds",
		NextNames:   "next cursor after last continue",
		MoreNames:   "more",
		TotalNames:  "total",
		CursorNames: "cursor after before starting continue token marker next since",
		OffsetNames: "offset skip from start",
		PageNames:   "page",
		LimitNames:  "limit size per count max top first take",
	}
}

// Names is the vocabulary made ready to be asked.
type Names map[Topic]map[string]bool

// NewNames makes the vocabulary ready to be asked.
func NewNames() Names {
	n := Names{}
	for t, words := range vocabulary() {
		n[t] = map[string]bool{}
		for _, w := range strings.Fields(words) {
			n[t][w] = true
		}
	}
	return n
}

// Last tells that the last word of a name is one of the topic.
func (n Names) Last(t Topic, name string) bool {
	p := Parts(name)
	return len(p) > 0 && n[t][p[len(p)-1]]
}

// Any tells that some word of a name is one of the topic.
func (n Names) Any(t Topic, name string) bool {
	return slices.ContainsFunc(Parts(name), func(w string) bool { return n[t][w] })
}

// First tells that the first word of a name is one of the topic.
func (n Names) First(t Topic, name string) bool {
	p := Parts(name)
	return len(p) > 0 && n[t][p[0]]
}

// Same tells that two names are one but for case and what stands between words.
func Same(a, b string) bool {
	return strings.Join(Parts(a), "") == strings.Join(Parts(b), "")
}

// Singular takes the plural's ending off an English word.
func Singular(word string) string {
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
