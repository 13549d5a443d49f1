package contract

import (
	"bytes"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"unicode/utf8"

	"github.com/ringer-api/ringer/schemas/display"
)

// curl is a command line that asks the same again, in a shell that has the
// secrets in their variables.
func (r Request) curl(t Target) string {
	if r.URL == "" {
		return ""
	}
	words := []string{"curl", "-sS", "-i", "-g", "--path-as-is"}
	switch {
	case r.Method == http.MethodHead:
		words = append(words, "-I") // with -X it would wait for a body
	case r.Method != http.MethodGet || r.sendsBody():
		words = append(words, "-X", r.Method)
	}
	if t.TLS.Insecure {
		words = append(words, "-k")
	}
	if t.TLS.CAFile != "" {
		words = append(words, "--cacert", literal(t.TLS.CAFile))
	}
	if t.HTTP == "2" && strings.HasPrefix(r.URL, "http:") {
		words = append(words, "--http2-prior-knowledge")
	}
	for _, f := range r.Header {
		if r.curlsOwn(f) {
			continue
		}
		if strings.EqualFold(f.Name, "Accept-Encoding") {
			words = append(words, "--compressed") // undoes what the next word asks for
		}
		secrets := t.secrets()
		if strings.Contains(f.Value, Secret{}.String()) { // of a request that is not ours
			secrets = append(secrets, Secret{Value: "hidden"})
		}
		words = append(words, "-H", quoted(f.Name+": "+f.Value, secrets))
	}
	if body := r.curlBody(); body != "" {
		words = append(words, "--data-binary", body)
	}
	return strings.Join(append(words, literal(r.URL)), " ")
}

// maxCurlBody is how long a body may be that stands in a command line.
const maxCurlBody = 8 << 10

// bodyFile stands in a command line for a body that has no place there. A curl that
// finds no such file says so, and does not wait.
const bodyFile = "@FILE-WITH-THE-BODY"

// sendsBody tells whether the request had a body, kept or not.
func (r Request) sendsBody() bool { return len(r.Body) > 0 || r.unkept }

// curlBody is the body as a word of the shell; empty when there was none.
func (r Request) curlBody() string {
	switch {
	case !r.sendsBody():
		return ""
	case r.unkept, len(r.Body) > maxCurlBody, r.Body[0] == '@', !utf8.Valid(r.Body), bytes.IndexByte(r.Body, 0) >= 0:
		return literal(bodyFile)
	}
	return literal(string(r.Body))
}

// curlsOwn tells the fields that curl sets by itself, right for what it sends: as
// they were, they would have it wait for what does not come.
func (r Request) curlsOwn(f Field) bool {
	switch http.CanonicalHeaderKey(f.Name) {
	case "Content-Length", "Transfer-Encoding", "Connection", "Keep-Alive", "Proxy-Connection", "Expect", "Te",
		"Trailer", "Upgrade", "Http2-Settings":
		return true
	case "Host":
		u, err := url.Parse(r.URL)
		return err == nil && strings.EqualFold(u.Host, f.Value)
	}
	return false
}

// quoted lets the shell put in the variables of secrets, and nothing else.
func quoted(s string, secrets []Secret) string {
	for _, secret := range secrets {
		if before, after, found := strings.Cut(s, secret.String()); found && secret.Value != "" {
			escape := strings.NewReplacer(`\`, `\\`, `"`, `\"`, "`", "\\`", "$", `\$`).Replace
			return `"` + escape(before) + secret.String() + escape(after) + `"`
		}
	}
	return literal(s)
}

// literal is one word to the shell, whatever it holds.
func literal(s string) string {
	if display.Line(s) != s {
		return bashLiteral(s)
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}

// bashLiteral writes what cannot be shown as escapes.
func bashLiteral(s string) string {
	var b strings.Builder
	b.WriteString("$'")
	for i := range len(s) {
		switch c := s[i]; {
		case c == '\'' || c == '\\':
			b.WriteString(`\` + string(c))
		case c < ' ' || c >= 0x7F:
			fmt.Fprintf(&b, `\x%02x`, c)
		default:
			b.WriteByte(c)
		}
	}
	return b.String() + "'"
}

// maxFoundFields is how many lines of a header a finding shows.
const maxFoundFields = 100

// redacted is a copy without secrets, for what leaves the run. It is made once:
// many findings may be about one exchange.
func (x *Exchange) redacted(r redactor) *Exchange {
	if x.clean == nil {
		x.clean = x.cleaned(r)
	}
	c := *x.clean
	return &c
}

func (x *Exchange) cleaned(r redactor) *Exchange {
	c := *x
	c.Request.Body = r.body("", x.Request.Body)
	if x.Answer != nil {
		a := *x.Answer
		media := a.Get("Content-Type")
		a.Body, a.Content = r.body(media, a.Body), r.body(media, a.Content)
		a.Header = nil
		for _, f := range x.Answer.Header[:min(len(x.Answer.Header), maxFoundFields)] {
			if strings.EqualFold(f.Name, "Set-Cookie") {
				f.Value = "(not kept)"
			} else {
				f = r.field(f)
			}
			a.Header = append(a.Header, f)
		}
		c.Answer = &a
	}
	if x.Fault != nil {
		c.Fault = &Fault{Kind: x.Fault.Kind, Detail: r.text(x.Fault.Detail)}
	}
	return &c
}
