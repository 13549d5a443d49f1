package rule

import (
	"fmt"
	"strings"

	"github.com/ringer-api/ringer/contract/finding"
	"github.com/ringer-api/ringer/contract/observation"
	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/jobs"
)

// keepsSchema reports each schema violation as one break. The same keyword violated in
// many records, or in several operations that share the type, is one finding. An unknown
// value of a closed enum violates the schema and is not drift: unlike an additional
// property, a client cannot ignore it.
func keepsSchema(x *observation.Observation, say *Recorder) {
	r := x.Reading
	if r.Response == nil || len(r.Syntax) > 0 {
		return
	}
	if len(r.Schema) == 0 {
		say.Kept()
		return
	}
	ids := recordIDs(r)
	for _, v := range r.Schema {
		b := Break{
			Expected: v.Expected, Got: v.Found, Pointer: v.Pointer, Record: ids(v.Pointer),
			Where: r.Origins.Documented(v), Key: r.Origins.Key(v), At: v.At,
			Causes: causesOf(v, r.Origins.Key(v)), Fix: fixOf(v, r.Jobs),
		}
		switch {
		case v.Missing != "":
			b.missing(v, r)
		case v.Keyword == "type" && v.Expected == "a string" && isTime(lastToken(v.Pointer), r.Jobs):
			b.Expected += ", for a time"
		}
		say.Broke(b)
	}
}

// missing says of a property that is not there which other one seems to be there instead.
func (b *Break) missing(v schemas.Violation, r *observation.Reading) {
	b.Pointer = v.Pointer + "/" + step.Replace(v.Missing)
	for _, u := range r.Unknown {
		if u.Like != v.Missing || u.Pointer != v.Pointer+"/"+step.Replace(u.Name) {
			continue
		}
		b.Got = fmt.Sprintf("no such property, but %q, which the API description does not have", u.Name)
		b.Mark = u.Pointer
		b.Causes = append(b.Causes, finding.Renamed+u.Owner)
		b.Fix = fmt.Sprintf("the service seems to have renamed it to %q, so clients that look for %q find nothing: change what writes the response "+
			"(a serializer, or the release that was deployed last) so that it sends the old name; if the new one is wanted, change the API description, and tell the clients",
			u.Name, v.Missing)
		return
	}
}

// step escapes a name as a step of a JSON pointer.
var step = strings.NewReplacer("~", "~0", "/", "~1")

// fixOf is where to look first for some violations; empty when there is nothing to add to
// what the rule says.
func fixOf(v schemas.Violation, j *observation.Jobs) string {
	name := lastToken(v.Pointer)
	number := kindOfJSON(v.Found) == "0"
	switch expected := strings.TrimSuffix(v.Expected, " or null"); {
	case v.Keyword != "type":
		return ""
	case expected == "a string" && number && isTime(name, j):
		return "the time is written as a number, seconds or milliseconds since 1970: look at how the service writes times as JSON, and write " +
			"text as in \"2024-10-01T12:00:00Z\" (RFC 3339); if numbers are wanted, change the API description, and tell the clients"
	case expected == "a string" && number:
		return "the service writes a number where the API description has text: convert it where the response is made, or change the type in " +
			"the API description, and tell the clients"
	case (expected == "an integer" || expected == "a number") && kindOfJSON(v.Found) == `"`:
		return "the service writes text where the API description has a number: write it without quotes where the response is made (look for a " +
			"column, or a conversion, that makes it text); or change the type in the API description, and tell the clients"
	}
	return ""
}

// isTime reports whether a property is a time, by the job model or by its name.
func isTime(name string, j *observation.Jobs) bool {
	for _, at := range []jobs.Pointer{j.Created, j.Started, j.Updated, j.Ended} {
		if at != "" && lastToken(at) == name {
			return true
		}
	}
	return strings.HasSuffix(name, "_at") || strings.HasSuffix(name, "At")
}

// causesOf names what violations of several properties of one type have in common when one
// mistake may have made them all: times in another format, values of another type, or
// properties that are missing together.
func causesOf(v schemas.Violation, key string) []string {
	of, _, inProperty := strings.Cut(key, "/properties/")
	expected := strings.TrimSuffix(v.Expected, " or null")
	switch {
	case v.Keyword == schemas.More:
		return []string{finding.Rest}
	case v.Keyword == "required":
		of, _, _ = strings.Cut(key, "/required")
		return []string{of + " required"}
	case inProperty && (v.Keyword == "format" || v.Keyword == "type"):
		return []string{of + " " + v.Keyword + " " + expected + " " + kindOfJSON(v.Found)}
	}
	return nil
}

// kindOfJSON is the first character of a JSON text, which tells texts, objects and arrays
// apart; the same for all numbers.
func kindOfJSON(text string) string {
	if text == "" {
		return ""
	}
	if c := text[0]; c == '-' || c >= '0' && c <= '9' {
		return "0"
	}
	return text[:1]
}
