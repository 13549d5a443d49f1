package mock

import (
	"net/http"
	"slices"
	"sync"
	"time"
)

// maxJournalBody bounds how much of a body the journal keeps.
const maxJournalBody = 64 << 10

// Entry is one exchange in the journal. Credentials and cookies are replaced.
type Entry struct {
	Trace    Trace         `json:"trace"`
	At       time.Time     `json:"at"` // by the session's clock
	Took     time.Duration `json:"took"`
	Method   string        `json:"method"`
	URL      string        `json:"url"`
	Header   http.Header   `json:"header"`
	Body     []byte        `json:"body,omitempty"`
	Status   int           `json:"status"`
	Answered http.Header   `json:"answered"`
	Answer   []byte        `json:"answer,omitempty"`
	// AnswerSize is the whole answer's size in bytes; Answer may hold less.
	AnswerSize int `json:"answerSize"`
}

// journal keeps the last exchanges of a session, bounded in number and bytes.
type journal struct {
	maxEntries int
	maxBytes   int64

	mu      sync.Mutex
	entries []Entry
	bytes   int64
}

func newJournal(c Config) *journal {
	return &journal{maxEntries: c.JournalEntries, maxBytes: c.JournalBytes}
}

// add writes a finished call down and lets the oldest go.
func (j *journal) add(c *call, took time.Duration) {
	e := Entry{Trace: c.trace, At: c.now, Took: took, Method: c.request.Method, URL: redactURL(c.request.URL),
		Header: redact(c.request.Header), Body: clip(c.body), Status: c.answer.Status,
		Answered: redact(c.answer.Header), Answer: clip(c.answer.Body), AnswerSize: len(c.answer.Body)}
	j.mu.Lock()
	defer j.mu.Unlock()
	j.entries = append(j.entries, e)
	j.bytes += e.size()
	for len(j.entries) > j.maxEntries || j.bytes > j.maxBytes && len(j.entries) > 1 {
		j.bytes -= j.entries[0].size()
		j.entries[0] = Entry{}
		j.entries = j.entries[1:]
	}
}

// size is what an entry weighs, roughly.
func (e *Entry) size() int64 {
	const fixed = 512
	n := fixed + len(e.URL) + len(e.Body) + len(e.Answer)
	for _, h := range []http.Header{e.Header, e.Answered} {
		for name, values := range h {
			for _, v := range values {
				n += len(name) + len(v)
			}
		}
	}
	return int64(n)
}

// all gives the entries, oldest first.
func (j *journal) all() []Entry {
	j.mu.Lock()
	defer j.mu.Unlock()
	return slices.Clone(j.entries)
}

func (j *journal) clear() {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.entries, j.bytes = nil, 0
}

func clip(b []byte) []byte {
	return slices.Clone(b[:min(len(b), maxJournalBody)])
}

// Journal gives the session's last exchanges, oldest first.
func (s *Session) Journal() []Entry { return s.journal.all() }

// ClearJournal forgets the session's exchanges.
func (s *Session) ClearJournal() { s.journal.clear() }
