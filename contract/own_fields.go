package contract

import (
	"fmt"
	"mime"
	"net/http"
	"net/url"
	"strings"

	"github.com/ringer-api/ringer/schemas/display"
)

// ownField is what becomes of a header field that a check sets itself when a
// target names it too: it replaces ours, or is refused. Two fields of one name
// would be the check's own fault, which services are right to refuse.
type ownField struct {
	// replaces tells that the target's value goes out instead of ours.
	replaces bool
	// valid, when not nil, tells a value that may replace ours.
	valid func(value string) bool
	// hint says what to do instead, or what would be a right value.
	hint string
}

// ownFieldOf gives the rule for a field; false for one that is sent as it is.
func ownFieldOf(name string) (ownField, bool) {
	const framing = "leave it out: the check frames each request itself, on a connection of its own"
	const whole = "leave it out: answers are judged whole, and not by what a client has already"
	switch name := http.CanonicalHeaderKey(name); name {
	case "Host":
		return ownField{true, isHost, "a host name, with a port if need be, such as api.example.com:8080"}, true
	case "Accept":
		return ownField{true, isMediaList, "media types, such as application/json"}, true
	case "Accept-Encoding":
		return ownField{replaces: true}, true
	case "Content-Type":
		return ownField{true, isJSONType, "a type of JSON, such as application/json; charset=utf-8: what is sent is JSON"}, true
	case "User-Agent":
		return ownField{replaces: true}, true
	case "Connection", "Keep-Alive", "Proxy-Connection", "Content-Length", "Transfer-Encoding", "Expect", "Te",
		"Trailer", "Upgrade", "Http2-Settings", "Content-Encoding":
		return ownField{hint: framing}, true
	case "Range", "If-Match", "If-None-Match", "If-Modified-Since", "If-Unmodified-Since", "If-Range":
		return ownField{hint: whole}, true
	case "Proxy-Authorization":
		return ownField{hint: "name the proxy's user in its address: http://USER:PASSWORD@HOST:PORT"}, true
	}
	return ownField{}, false
}

func isHost(value string) bool {
	u, err := url.Parse("http://" + value)
	return err == nil && u.Host == value && value != "" && u.User == nil && u.Hostname() != ""
}

func isMediaList(value string) bool { return strings.Contains(value, "/") }

func isJSONType(value string) bool {
	media, _, err := mime.ParseMediaType(value)
	return err == nil && (media == "application/json" || strings.HasSuffix(media, "+json"))
}

// validateOwnField tells what is wrong with a header whose field is ours too, or
// is sent by another setting.
func (t Target) validateOwnField(i int) *UsageError {
	h, field := t.Headers[i], fmt.Sprintf("Headers[%d]", i)
	for _, other := range []struct {
		name, setting string
		secret        Secret
	}{{"Authorization", "Token (--token-env)", t.Token}, {"Cookie", "Session (--cookie-env)", t.Session}} {
		if strings.EqualFold(h.Name, other.name) && other.secret.Value != "" {
			return &UsageError{field, h.Name, "is sent twice, as " + other.setting + " sends it too", "name one of them"}
		}
	}
	own, ours := ownFieldOf(h.Name)
	if !ours {
		return nil
	}
	for _, before := range t.Headers[:i] {
		if strings.EqualFold(before.Name, h.Name) {
			return &UsageError{field, h.Name, "is given twice, and can be sent once", "name it once"}
		}
	}
	switch {
	case !own.replaces:
		return &UsageError{field, h.Name, "is set by the check itself", own.hint}
	case own.valid != nil && !own.valid(h.Value):
		return &UsageError{field, h.Name, fmt.Sprintf("cannot be %q", display.Excerpt(h.Value, 80)), own.hint}
	}
	return nil
}

// instead is the target's value for a field that a check sets itself; false when
// it has none.
func (t Target) instead(name string) (string, bool) {
	for _, h := range t.Headers {
		if strings.EqualFold(h.Name, name) {
			return h.Value, true
		}
	}
	return "", false
}

// header is what a probe's request shows: secrets by their names, ours where
// the target has nothing of its own for it, and each field of ours once.
func (w *transport) header(p Probe) []Field {
	var fields []Field
	for _, s := range w.secretHeader(p) {
		fields = append(fields, Field{s.Name, w.shown(s)})
	}
	for _, h := range w.target.Headers {
		if _, secret := h.secret(); secret || strings.EqualFold(h.Name, "Content-Type") {
			continue // a type belongs to a body, and stands where ours would
		}
		fields = append(fields, Field{h.Name, h.Value})
	}
	if _, given := w.target.instead("Accept"); !given {
		fields = append(fields, Field{"Accept", "application/json"})
	}
	for _, f := range p.Header {
		value, given := w.target.instead(f.Name)
		switch _, ours := ownFieldOf(f.Name); {
		case !given || !ours:
			fields = append(fields, f)
		case strings.EqualFold(f.Name, "Content-Type"):
			fields = append(fields, Field{f.Name, value})
		}
	}
	return fields
}

// host is what the request names as its host.
func (r Request) host(otherwise string) string {
	for _, f := range r.Header {
		if strings.EqualFold(f.Name, "Host") {
			return f.Value
		}
	}
	return otherwise
}

// offers tells whether a request offered a content coding (RFC 9110, section
// 12.5.3); otherwise says what it means when it names none at all.
func (r Request) offers(coding string, otherwise bool) bool {
	named, all := false, false
	for _, f := range r.Header {
		if !strings.EqualFold(f.Name, "Accept-Encoding") {
			continue
		}
		otherwise = false
		for _, element := range strings.Split(strings.ToLower(f.Value), ",") {
			name, weight, _ := strings.Cut(element, ";")
			weight = strings.ReplaceAll(weight, " ", "")
			wanted := !strings.HasPrefix(weight, "q=0") || strings.Trim(weight, "q=0.") != ""
			switch strings.TrimSpace(name) {
			case coding:
				return wanted
			case "*":
				named, all = true, wanted
			}
		}
	}
	return otherwise || named && all
}
