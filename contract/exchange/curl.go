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

// CurlOptions are the options of a curl command for the connection.
type CurlOptions struct {
	Insecure bool
	CAFile   string
	HTTP2    bool // without negotiation, on a plain connection
}

// Curl returns a curl command that repeats the request, for a shell that has the secrets
// in their variables; empty when the URL is unknown.
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
			words = append(words, "--compressed") // decodes what the next option requests
		}
		known := secrets
		if strings.Contains(f.Value, Secret{}.String()) { // of a request that the check has not sent
			known = append(slices.Clone(known), Secret{Value: "hidden"})
		}
		words = append(words, "-H", quoted(f.Name+": "+f.Value, known))
	}
	if body := r.curlBody(); body != "" {
		words = append(words, "--data-binary", body)
	}
	return strings.Join(append(words, literal(r.URL)), " ")
}

// maxCurlBody is how long a body in a command line may be.
const maxCurlBody = 8 << 10

// bodyFile replaces, in a command line, a body that cannot be written there. curl reports
// that there is no such file, and does not wait.
const bodyFile = "@FILE-WITH-THE-BODY"

// sendsBody reports whether the request had a body, kept or not.
func (r Request) sendsBody() bool { return len(r.Body) > 0 || r.unkept }

// curlBody returns the body as a word of the shell; empty when there was none.
func (r Request) curlBody() string {
	switch {
	case !r.sendsBody():
		return ""
	case r.unkept, len(r.Body) > maxCurlBody, r.Body[0] == '@', !utf8.Valid(r.Body), bytes.IndexByte(r.Body, 0) >= 0:
		return literal(bodyFile)
	}
	return literal(string(r.Body))
}

// curlSetsField reports whether curl sets the field itself, as it fits what it sends: the
// original value could make it wait for what is never received.
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

// quoted quotes s so that the shell expands the variables of secrets, and nothing else.
func quoted(s string, secrets []Secret) string {
	for _, secret := range secrets {
		if before, after, found := strings.Cut(s, secret.String()); found && secret.Value != "" {
			escape := strings.NewReplacer(`\`, `\\`, `"`, `\"`, "`", "\\`", "$", `\$`).Replace
			return `"` + escape(before) + secret.String() + escape(after) + `"`
		}
	}
	return literal(s)
}

// literal quotes s as one word of the shell, whatever it contains.
func literal(s string) string {
	if display.Line(s) != s {
		return bashLiteral(s)
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}

// bashLiteral quotes s with escapes for characters that cannot be shown.
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
