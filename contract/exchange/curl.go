package exchange

import (
	"bytes"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"unicode/utf8"

	"github.com/ringer-api/ringer/schemas/display"
)

// CurlOptions are what a command line says of the connection.
type CurlOptions struct {
	Insecure bool
	CAFile   string
	HTTP2    bool // without asking, on a plain connection
}

// Curl is a command line that asks the same again, in a shell that has the
// secrets in their variables.
func (r Request) Curl(o CurlOptions, secrets []Secret) string {
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
	if o.Insecure {
		words = append(words, "-k")
	}
	if o.CAFile != "" {
		words = append(words, "--cacert", literal(o.CAFile))
	}
	if o.HTTP2 && strings.HasPrefix(r.URL, "http:") {
		words = append(words, "--http2-prior-knowledge")
	}
	for _, f := range r.Header {
		if r.curlSetsField(f) {
			continue
		}
		if strings.EqualFold(f.Name, "Accept-Encoding") {
			words = append(words, "--compressed") // undoes what the next word asks for
		}
		known := secrets
		if strings.Contains(f.Value, Secret{}.String()) { // of a request that is not ours
			known = append(slices.Clone(known), Secret{Value: "hidden"})
		}
		words = append(words, "-H", quoted(f.Name+": "+f.Value, known))
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

// curlSetsField tells the fields that curl sets by itself, right for what it sends: as
// they were, they would have it wait for what does not come.
func (r Request) curlSetsField(f Field) bool {
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
