package vocabulary

import (
	"slices"
	"strings"
	"unicode"
)

// Parts splits a name into its words, in lower case: "createdAt", "created_at",
// "Created-At" and "created at" all become "created", "at".
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
		// A capital after a small letter begins a word, and so does the last of several
		// capitals: "HTTPStatus" is "http", "status".
		if i > 0 && unicode.IsUpper(r) && (unicode.IsLower(runes[i-1]) ||
			unicode.IsUpper(runes[i-1]) && i+1 < len(runes) && unicode.IsLower(runes[i+1])) {
			end()
		}
		word = append(word, r)
	}
	end()
	return out
}

// Phrase returns a name in the form that the tables use.
func Phrase(name string) string { return strings.Join(Parts(name), " ") }

// Topic is the topic of a name.
type Topic int

// The topics of names.
const (
	StatusNames   Topic = iota // the state of a resource
	OutcomeNames               // how it ended, in addition to a state
	DoneNames                  // a boolean that becomes true at the end
	ProgressNames              // how much is done
	ErrorNames                 // why it failed
	IDNames                    // what identifies it
	WebhookNames               // where to send notifications
	CounterNames               // numbers that only grow
	ForeignNames               // before a status: the status of something else
	OwnNames                   // before a status: the resource's own status
	CancelVerbs
	PauseVerbs
	ResumeVerbs
	DeleteVerbs
	SearchVerbs
	FetchVerbs
	ResultNames
	RecordNames // below a resource: information about it, not its results
	MoverVerbs  // what people do with a resource
	CopyVerbs   // what makes another resource of the same type
	WorkNouns   // things that change state by themselves
	VagueNouns  // words that fit anything, so no names
	DealNouns   // things whose state people change
	NextNames
	MoreNames
	TotalNames
	CursorNames
	OffsetNames
	PageNames
	LimitNames
)

// vocabulary returns all English words that inference looks for in names. Other words
// have no influence on inference.
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
		CopyVerbs:  "copy clone duplicate fork remix rerun derive",
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

// Names is the vocabulary, indexed by topic and word.
type Names map[Topic]map[string]bool

// NewNames builds the index of the vocabulary.
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

// Last reports whether the last word of a name belongs to the topic.
func (n Names) Last(t Topic, name string) bool {
	p := Parts(name)
	return len(p) > 0 && n[t][p[len(p)-1]]
}

// Any reports whether a word of a name belongs to the topic.
func (n Names) Any(t Topic, name string) bool {
	return slices.ContainsFunc(Parts(name), func(w string) bool { return n[t][w] })
}

// First reports whether the first word of a name belongs to the topic.
func (n Names) First(t Topic, name string) bool {
	p := Parts(name)
	return len(p) > 0 && n[t][p[0]]
}

// Same reports whether two names are equal except for case and separators.
func Same(a, b string) bool {
	return strings.Join(Parts(a), "") == strings.Join(Parts(b), "")
}

// Singular removes the plural ending of an English word.
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
