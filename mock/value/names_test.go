package value

import (
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/schemas/jobs/vocabulary"
)

// textLines is what each line of textNames makes, by the line's first name.
var textLines = map[string]string{
	"id":                `^([a-z]+_[a-z0-9]{20}|[0-9a-f-]{36})$`,
	"uuid":              `^[0-9a-f]{8}-[0-9a-f]{4}-4`,
	"key":               `^[a-z]+-[a-z]+$`,
	"token":             `^example-[a-z0-9]{24}$`,
	"hash":              `^[0-9a-f]{40}$`,
	"cursor":            `^[a-z0-9]{24}$`,
	"email":             `^[a-z]+\.[a-z]+@example\.com$`,
	"first name":        `^[A-Z]\S+$`,
	"last name":         `^[A-Z]\S+$`,
	"full name":         `^\S+ \S+$`,
	"username":          `^[a-z]+\d\d$`,
	"display name":      `^[A-Z][a-z]+ [a-z]+$`,
	"company":           `^.{3,}$`,
	"job title":         `^[A-Z].+$`,
	"phone":             `^\+1555\d{7}$`,
	"gender":            `^(female|male|other)$`,
	"birthday":          `^(19|20)\d\d-\d\d-\d\d$`,
	"address":           `^\d+ .+$`,
	"line2":             `^Apt\. \d\d$`,
	"city":              `^[A-Z].+$`,
	"region":            `^[a-z]+-[a-z]+$`,
	"state name":        `^[A-Z].+$`,
	"zip":               `^\d{5}$`,
	"country":           `^[A-Z]{2}$`,
	"country name":      `^[A-Z].+$`,
	"timezone":          `^([A-Z][a-z]+/[A-Z].+|UTC)$`,
	"language":          `^[a-z]{2}$`,
	"locale":            `^[a-z]{2}-[A-Z]{2}$`,
	"coordinates":       `^[\d.]+,[\d.]+$`,
	"url":               `^https://example\.com/[a-z]+-[a-z]+$`,
	"avatar":            `^https://example\.com/images/.*\.png$`,
	"domain":            `^[a-z-]+\.example\.com$`,
	"ip":                `^192\.0\.2\.\d+$`,
	"ipv6":              `^2001:db8::`,
	"cidr":              `^10\.\d\.0\.0/16$`,
	"mac":               `^([0-9a-f]{2}:){5}[0-9a-f]{2}$`,
	"user agent":        `^Mozilla`,
	"protocol":          `^(https?|tcp)$`,
	"method":            `^[A-Z]+$`,
	"port":              `^\d+$`,
	"api version":       `^\d{4}-\d\d-01$`,
	"file name":         `^[a-z-]+\.(pdf|txt|csv|json)$`,
	"path":              `^/.*\.(pdf|txt|csv|json)$`,
	"mime type":         `^[a-z]+/[a-z]+$`,
	"extension":         `^[a-z]{3}$`,
	"version":           `^\d\.\d\.\d$`,
	"branch":            `^[a-z]+$`,
	"code":              `^[A-Z]{3}-\d{4}$`,
	"script":            `^[a-z]+ [a-z]+$`,
	"command":           `^\{".*"\}$`,
	"model":             `^[a-z]+-(small|large|mini)$`,
	"image name":        `^registry\.example\.com/`,
	"cron":              `^\S+ \S+ \S+ \S+ \S+$`,
	"platform":          `^(linux|windows|macos)$`,
	"device":            `^[a-z]+$`,
	"color":             `^#[0-9a-f]{6}$`,
	"json":              `^\{.*\}$`,
	"image data":        `^[A-Za-z0-9+/]+=*$`,
	"size name":         `^\d+x\d+$`,
	"format":            `^(json|text|csv)$`,
	"loc":               `^[a-z]+$`,
	"description":       `^The .*\.$`,
	"message":           `^The .*\.$`,
	"reason":            `^The .*\.$`,
	"text":              `^The .*\.$`,
	"input":             `\?$`,
	"html body":         `^<p>.*</p>$`,
	"word":              `^[a-z]+$`,
	"currency":          `^[A-Z]{3}$`,
	"price":             `^\d+\.\d\d$`,
	"iban":              `^GB00TEST\d+$`,
	"card":              `^\d{4}$`,
	"brand":             `^.{3,}$`,
	"type":              `^[a-z_0-9]+$`,
	"status":            `^(active|ready|available)$`,
	"role":              `^(member|admin|viewer)$`,
	"priority":          `^(low|normal|high)$`,
	"unit":              `^(requests|seconds|items)$`,
	"field":             `^(name|created_at|status)$`,
	"voice":             `^\S+$`,
	"bucket":            `^[a-z]+-[a-z]+$`,
	"prefix":            `^[a-z]+$`,
	"seconds":           `^\d\d$`,
	"completion window": `^\d+s$`,
	"quantity":          `^\d+$`,
	"day":               `day$`,
	"month":             `^[A-Z]`,
	"year":              `^202\d$`,
	"proxy":             `^http://`,
	"hour":              `^\d\d:30$`,
	"license":           `^\S+$`,
	"species":           `^.+$`,
	"sentiment":         `^[a-z]+$`,
	"specialty":         `^.+$`,
	"sequence":          `^\d$`,
	"pattern":           `^\^`,
	"emoji":             `^👍$`,
}

// numberLines are the least and the most of each line of numberNames, by its first name.
var numberLines = map[string][2]float64{
	"count":           {0, 9},
	"id":              {1, 99999},
	"index":           {0, 3},
	"limit":           {10, 100},
	"total pages":     {1, 5},
	"tokens":          {10, 900},
	"bytes":           {1024, 250000},
	"memory":          {1, 64},
	"duration":        {1, 600},
	"microseconds":    {20, 5000},
	"minutes":         {1, 59},
	"hours":           {0, 23},
	"days":            {1, 30},
	"months":          {1, 12},
	"weeks":           {1, 4},
	"day":             {1, 28},
	"year":            {2015, 2025},
	"age":             {18, 80},
	"percent":         {0, 100},
	"score":           {0, 1},
	"temperature":     {0, 1},
	"logprob":         {-2, 0},
	"loss":            {0, 2},
	"rate":            {1, 5},
	"top k":           {1, 5},
	"price":           {1, 400},
	"latitude":        {-60, 60},
	"longitude":       {-120, 120},
	"width":           {10, 1000},
	"dimension":       {64, 1024},
	"r":               {0, 1},
	"port":            {1024, 49151},
	"status code":     {200, 204},
	"code":            {0, 9},
	"version":         {1, 9},
	"seed":            {1, 99999},
	"value":           {1, 100},
	"embedding":       {-1, 1},
	"sample rate":     {8000, 48000},
	"start":           {0, 60},
	"vlan":            {100, 4000},
	"traffic":         {1000, 100000},
	"batch index":     {1, 999},
	"user id numeric": {1, 99999},
	"width ratio":     {1, 2},
	"days ago":        {1, 30},
	"mode":            {0, 3},
}

func namesOf(line string) []string {
	var out []string
	for name := range strings.SplitSeq(line, ",") {
		out = append(out, strings.TrimSpace(name))
	}
	return out
}

// spotOf is the place of a property; "user.name" is that of an object that is a user.
func spotOf(name string) spot {
	owner, name, found := strings.Cut(name, ".")
	if !found {
		owner, name = "thing", owner
	}
	return spot{name: name, phrase: vocabulary.Phrase(name), owner: owner, depth: 1, born: newBuilder(New(), Options{}, 0).now}
}

func TestEachTextName(t *testing.T) {
	t.Parallel()
	seen := map[string]string{}
	for _, line := range textNames {
		names := namesOf(line.names)
		like, tested := textLines[names[0]]
		require.True(t, tested, "no test of the line %q", line.names)
		for _, name := range names {
			require.Empty(t, seen[name], "%q is in two lines", name)
			seen[name] = line.names
			for seed := range uint64(10) {
				w := words{draw: newDraw(seed), at: spotOf(name), now: newBuilder(New(), Options{}, 0).now, s: &shape{}}
				text, known := w.named()
				assert.True(t, known, name)
				if !isTime(w.at.phrase) {
					assert.Regexp(t, regexp.MustCompile(like), text, name)
				}
			}
		}
	}
	assert.Len(t, textLines, len(textNames))
}

func TestEachNumberName(t *testing.T) {
	t.Parallel()
	seen := map[string]string{}
	for _, line := range numberNames {
		names := namesOf(line.names)
		bounds, tested := numberLines[names[0]]
		require.True(t, tested, "no test of the line %q", line.names)
		for _, name := range names {
			require.Empty(t, seen[name], "%q is in two lines", name)
			seen[name] = line.names
			if isTime(spotOf(name).phrase) {
				continue
			}
			b := newBuilder(New(), Options{}, 0)
			for seed := range uint64(10) {
				for _, whole := range []bool{true, false} {
					made := b.numeric(spotOf(name), &shape{}, newDraw(seed), whole)
					n, err := strconv.ParseFloat(string(made.json), 64)
					require.NoError(t, err)
					assert.Equal(t, Name, made.by, name)
					assert.True(t, bounds[0] <= n && n <= bounds[1], "%s: %v", name, n)
				}
			}
		}
	}
	assert.Len(t, numberLines, len(numberNames))
}

func TestNamesOfOtherStyles(t *testing.T) {
	t.Parallel()
	for name, like := range map[string]string{
		"fileName": `\.`, "customer_email": `@`, "emailAddress": `@`, "callback-url": `^https://`, "created_by": `^[a-z]+\d\d$`,
		"vector_store_ids": `^store_`, "user.name": `^\S+ \S+$`, "created_at": `^2026-01-1`, "start_date": `^20\d\d-\d\d-\d\d$`,
		"avatarUrl": `images`, "CountryCode": `^[A-Z]{2}$`, "file_name": `\.`,
	} {
		w := words{draw: newDraw(1), at: spotOf(name), now: newBuilder(New(), Options{}, 0).now, s: &shape{}}
		if strings.HasSuffix(name, "ids") {
			w.at.phrase = singular(w.at.phrase)
		}
		text, known := w.named()
		assert.True(t, known, name)
		assert.Regexp(t, like, text, name)
	}
}

func TestDescriptions(t *testing.T) {
	t.Parallel()
	for description, like := range map[string]string{
		"The object type, which is always `batch`.": `^batch$`, "The zone, e.g. \"eu-1\"": `^eu-1$`,
		"An ISO 8601 timestamp": `^2026-.*Z$`, "A link to the thing": `^https://`,
		"Unique identifier of the thing": `_`, "The e-mail of the owner": `@`,
		"A human-readable explanation": `^The .*\.$`, "One of: `red`, `green`": `^red$`,
	} {
		w := words{draw: newDraw(1), at: spotOf("zzz"), now: newBuilder(New(), Options{}, 0).now, s: &shape{description: description}}
		text, known := w.said()
		if !known {
			text, known = w.named()
		}
		assert.True(t, known, description)
		assert.Regexp(t, like, text, description)
	}
	for description, most := range map[string]float64{"The number of things.": 9, "A probability.": 1, "The delay in seconds": 600} {
		b := newBuilder(New(), Options{}, 0)
		line, by := b.numberFor(spotOf("zzz"), &shape{description: description}, newDraw(1), true)
		assert.Equal(t, Name, by)
		assert.Equal(t, most, line.high, description)
	}
	w := words{draw: newDraw(1), at: spotOf("zzz"), s: &shape{description: "Anything."}}
	_, known := w.named()
	assert.False(t, known)
}
