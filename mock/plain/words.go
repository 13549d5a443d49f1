package plain

import (
	"cmp"
	"net/http"
	"strings"
)

// meaning is what a property of an error says.
type meaning int

const (
	noMeaning    meaning = iota
	says                 // what is wrong, in words
	saysTitle            // the status code in words, beside a property that says what is wrong
	saysCode             // a word for programs: not_found
	saysType             // a word for the class of errors, or a URI
	saysStatus           // the status code
	saysInput            // the name of the input
	saysPlace            // the path to the input, as a list
	saysSuccess          // false
	saysFailure          // true
	containsMore         // an object or a list of errors
)

// meanings are the properties of errors by name, in lower case without separators. They are
// those of RFC 9457, RFC 6749, JSON:API, JSend, Google's and Microsoft's guidelines for APIs,
// and of the errors that common frameworks write.
var meanings = map[string][]meaning{
	"message": {says}, "msg": {says}, "errormessage": {says}, "errormsg": {says}, "errordescription": {says},
	"description": {says}, "err": {says}, "usermessage": {says}, "developermessage": {says}, "text": {says},
	"reason": {says, saysCode}, "detail": {says, containsMore}, "details": {says, containsMore},
	"title": {saysTitle}, "statustext": {saysTitle}, "summary": {saysTitle},
	"error":     {says, saysFailure, containsMore, saysStatus},
	"iserror":   {saysFailure},
	"haserror":  {saysFailure},
	"success":   {saysSuccess},
	"succeeded": {saysSuccess},
	"ok":        {saysSuccess},
	"code":      {saysCode, saysStatus}, "errorcode": {saysCode, saysStatus}, "kind": {saysCode},
	"type": {saysType}, "errortype": {saysType},
	"status": {saysStatus, saysCode, containsMore}, "statuscode": {saysStatus, saysCode}, "httpstatus": {saysStatus},
	"httpcode": {saysStatus}, "httpstatuscode": {saysStatus}, "responsecode": {saysStatus},
	"param": {saysInput}, "parameter": {saysInput}, "field": {saysInput}, "fieldname": {saysInput}, "target": {saysInput},
	"property": {saysInput}, "pointer": {saysInput}, "attribute": {saysInput}, "location": {saysInput},
	"loc": {saysPlace}, "path": {saysPlace}, "propertypath": {saysPlace, saysInput}, "source": {saysInput, containsMore},
	"errors": {containsMore}, "errorresponse": {containsMore}, "fault": {containsMore}, "issues": {containsMore},
	"violations": {containsMore}, "fielderrors": {containsMore}, "validationerrors": {containsMore},
	"messages": {containsMore}, "problems": {containsMore}, "errormessages": {containsMore}, "contexterrors": {containsMore},
}

// meaningOf returns the first meaning of a name that a value of one of the kinds can have.
func meaningOf(name string, kinds []string) meaning {
	name = plainName(name)
	known := meanings[name]
	if known == nil && strings.HasSuffix(name, "errors") {
		known = meanings["errors"]
	}
	for _, m := range known {
		for _, kind := range kinds {
			if m.fits(kind) {
				return m
			}
		}
	}
	return noMeaning
}

func (m meaning) fits(kind string) bool {
	switch m {
	case says, saysTitle, saysCode, saysType, saysInput:
		return kind == "string"
	case saysStatus:
		return kind == "integer" || kind == "number" || kind == "string"
	case saysPlace:
		return kind == "array"
	case saysSuccess, saysFailure:
		return kind == "boolean"
	case containsMore:
		return kind == "object" || kind == "array"
	}
	return false
}

// plainName returns a name in lower case without separators.
func plainName(name string) string { return strings.ToLower(separators.Replace(name)) }

var separators = strings.NewReplacer("_", "", "-", "", ".", "", " ", "")

// codesOf are words for a status code, the most common first, then parts of such words.
var codesOf = map[int][]string{
	http.StatusBadRequest:           {"invalid_request", "invalid_request_error", "bad_request", "invalid_argument", "validation_error", "invalid", "bad", "valid", "malformed"},
	http.StatusUnauthorized:         {"unauthorized", "unauthenticated", "authentication_error", "invalid_api_key", "auth"},
	http.StatusForbidden:            {"forbidden", "permission_denied", "access_denied", "permission_error", "permission", "denied"},
	http.StatusNotFound:             {"not_found", "resource_not_found", "not_found_error", "resource_missing", "missing", "unknown"},
	http.StatusMethodNotAllowed:     {"method_not_allowed", "not_allowed", "unsupported"},
	http.StatusConflict:             {"conflict", "already_exists", "failed_precondition", "invalid_state", "exists"},
	http.StatusGone:                 {"gone", "expired", "not_found"},
	http.StatusUnsupportedMediaType: {"unsupported_media_type", "invalid_content_type", "unsupported"},
	http.StatusUnprocessableEntity:  {"validation_error", "unprocessable_entity", "invalid_request", "invalid", "valid"},
	http.StatusTooManyRequests:      {"rate_limit_exceeded", "too_many_requests", "rate_limit_error", "resource_exhausted", "limit"},
	http.StatusInternalServerError:  {"internal_error", "internal_server_error", "server_error", "api_error", "internal", "server"},
	http.StatusServiceUnavailable:   {"service_unavailable", "unavailable", "overloaded", "server_error"},
}

// codes returns words for a status code.
func codes(status int) []string {
	if words, ok := codesOf[status]; ok {
		return words
	}
	word := strings.ReplaceAll(strings.ToLower(http.StatusText(status)), " ", "_")
	if word == "" {
		word = "error"
	}
	if status >= 500 {
		return append([]string{word}, codesOf[http.StatusInternalServerError]...)
	}
	return append([]string{word}, codesOf[http.StatusBadRequest]...)
}

// choose returns the word of a closed set that is nearest to a status code; empty if none is.
func choose(known []string, status int) string {
	plain := make([]string, len(known))
	for i, k := range known {
		plain[i] = plainName(k)
	}
	find := func(words []string, fits func(k, word string) bool) string {
		for _, word := range words {
			for i, k := range plain {
				if fits(k, plainName(word)) {
					return known[i]
				}
			}
		}
		return ""
	}
	same := func(k, word string) bool { return k == word }
	general := []string{"invalid_request_error", "invalid_request", "error", "fail", "failed", "failure"}
	return cmp.Or(find(codes(status), same), find(codes(status), strings.Contains),
		find(general, same), find(general, strings.Contains))
}

// isCode reports whether a word says what went wrong, and not only that something did.
func isCode(word string) bool {
	word = plainName(word)
	for _, words := range codesOf {
		for _, known := range words {
			if strings.Contains(word, plainName(known)) {
				return true
			}
		}
	}
	return false
}

// like writes a word such as not_found in the case of another word of the same property.
func like(example, word string) string {
	switch {
	case strings.ToUpper(example) == example && strings.ToLower(example) != example:
		return strings.ToUpper(word)
	case strings.Contains(example, "-") && !strings.Contains(example, "_"):
		return strings.ReplaceAll(word, "_", "-")
	case example != "" && example[0] >= 'A' && example[0] <= 'Z' && !strings.ContainsAny(example, " _"):
		var out strings.Builder
		for part := range strings.SplitSeq(word, "_") {
			out.WriteString(strings.ToUpper(part[:1]) + part[1:])
		}
		return out.String()
	}
	return word
}
