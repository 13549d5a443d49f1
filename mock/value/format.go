package value

import (
	"encoding/base64"
	"fmt"
	"slices"
	"strings"
	"time"
)

// format makes a text of a format; false if the format is not known, or says nothing
// about texts.
func (w words) format(format string) (string, bool) {
	make := formats[format]
	if make == nil {
		return "", false
	}
	return make(w), true
}

// formats makes texts, by format: those of JSON Schema, of OpenAPI's registry, and others
// that are often used.
var formats = map[string]func(w words) string{
	"date-time":             func(w words) string { return w.moment().Format(time.RFC3339) },
	"datetime":              func(w words) string { return w.moment().Format(time.RFC3339) },
	"iso-date-time":         func(w words) string { return w.moment().Format(time.RFC3339) },
	"date-time-rfc-2822":    func(w words) string { return w.moment().Format(time.RFC1123Z) },
	"date-time-local":       func(w words) string { return w.moment().Format("2006-01-02T15:04:05") },
	"http-date":             func(w words) string { return w.moment().Format("Mon, 02 Jan 2006 15:04:05 GMT") },
	"unix-time":             func(w words) string { return fmt.Sprint(w.moment().Unix()) },
	"date":                  date,
	"full-date":             date,
	"time":                  func(w words) string { return w.moment().Format("15:04:05Z") },
	"partial-time":          func(w words) string { return w.moment().Format("15:04:05") },
	"time-local":            func(w words) string { return w.moment().Format("15:04:05") },
	"duration":              func(w words) string { return fmt.Sprintf("PT%dM%dS", w.between(1, 59), w.between(0, 59)) },
	"email":                 email,
	"idn-email":             email,
	"hostname":              hostname,
	"idn-hostname":          hostname,
	"domain":                hostname,
	"ipv4":                  ipv4,
	"ip":                    ipv4,
	"ip-address":            ipv4,
	"ipv6":                  ipv6,
	"cidr":                  func(w words) string { return fmt.Sprintf("10.%d.%d.0/24", w.IntN(256), w.IntN(256)) },
	"mac":                   func(w words) string { return w.fake.MacAddress() },
	"uri":                   url,
	"url":                   url,
	"iri":                   url,
	"uri-reference":         func(w words) string { return "/" + w.slug() },
	"iri-reference":         func(w words) string { return "/" + w.slug() },
	"uri-template":          func(w words) string { return "https://example.com/" + w.slug() + "/{id}" },
	"uuid":                  uuid,
	"uuid4":                 uuid,
	"guid":                  uuid,
	"ulid":                  func(w words) string { return "01" + w.from("0123456789ABCDEFGHJKMNPQRSTVWXYZ", 24) },
	"json-pointer":          func(w words) string { return "/" + w.slug() },
	"relative-json-pointer": func(w words) string { return "0/" + w.slug() },
	"regex":                 func(words) string { return "^[a-z]+$" },
	"byte":                  encoded,
	"base64":                encoded,
	"base64url":             encoded,
	"binary":                sentence,
	"password":              secret,
	"phone":                 phone,
	"decimal":               func(w words) string { return fmt.Sprintf("%d.%02d", w.between(1, 400), w.between(0, 99)) },
	"char":                  func(w words) string { return w.from("ABCDEFGHIJKLMNOPQRSTUVWXYZ", 1) },
	"html":                  func(w words) string { return "<p>" + sentence(w) + "</p>" },
	"markdown":              sentence,
	"commonmark":            sentence,
	"color":                 color,
	"semver":                version,
	"slug":                  words.slug,
	"currency":              func(w words) string { return pick(w.draw, currencies) },
	"country":               func(w words) string { return pick(w.draw, countries) },
	"country-code":          func(w words) string { return pick(w.draw, countries) },
	"language":              func(w words) string { return pick(w.draw, languages) },
	"locale":                func(w words) string { return pick(w.draw, locales) },
	"timezone":              func(w words) string { return pick(w.draw, timezones) },
	"int64":                 func(w words) string { return fmt.Sprint(w.between(1, 99999)) },
	"int32":                 func(w words) string { return fmt.Sprint(w.between(1, 99999)) },
	"hex":                   func(w words) string { return w.from(hexDigits, 32) },
	"jwt":                   secret,
	"period": func(w words) string {
		return w.moment().Format(time.RFC3339) + "/PT1H"
	},
}

// checked are the formats that validators check: a text made from a name has to keep
// them, too.
var checked = strings.Fields(`date-time date time duration period hostname email ip-address ipv4 ipv6 uri iri
	uri-reference uriref iri-reference uri-template regex json-pointer relative-json-pointer uuid`)

func needsCheck(format string) bool { return slices.Contains(checked, format) }

func encoded(w words) string { return base64.StdEncoding.EncodeToString([]byte(sentence(w))) }

func date(w words) string {
	if strings.Contains(w.at.phrase, "birth") {
		return fmt.Sprintf("%d-%02d-%02d", w.between(1960, 2004), w.between(1, 12), w.between(1, 28))
	}
	return w.moment().Format(time.DateOnly)
}

func ipv4(w words) string { return fmt.Sprintf("192.0.2.%d", w.between(1, 254)) }

func ipv6(w words) string {
	return fmt.Sprintf("2001:db8::%x:%x", w.between(1, 0xffff), w.between(1, 0xffff))
}

func uuid(w words) string {
	return w.from(hexDigits, 8) + "-" + w.from(hexDigits, 4) + "-4" + w.from(hexDigits, 3) + "-" +
		w.from("89ab", 1) + w.from(hexDigits, 3) + "-" + w.from(hexDigits, 12)
}

const hexDigits = "0123456789abcdef"
