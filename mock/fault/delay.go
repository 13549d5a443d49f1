package fault

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/go-json-experiment/json/jsontext"
)

// longest is the limit of every delay.
const longest = 10 * time.Minute

// Delay is how long something takes: always the same, or drawn. Exactly one of its forms
// is active: the first that is set, in the order of the fields. The zero Delay is no
// delay.
type Delay struct {
	// Fixed is a constant duration.
	Fixed time.Duration
	// Min and Max are the limits of a uniform distribution.
	Min, Max time.Duration
	// Mean and Deviation are those of a normal distribution; a negative result counts
	// as zero.
	Mean, Deviation time.Duration
	// Percentiles are the durations that shares of the draws do not exceed, in ascending
	// order; between them the distribution is linear.
	Percentiles []Percentile
}

// Percentile is a share of all draws and the duration that they do not exceed.
type Percentile struct {
	Percent float64
	Value   time.Duration
}

// Draw returns a duration, at most ten minutes.
func (d Delay) Draw(r *rand.Rand) time.Duration {
	switch {
	case d.Fixed > 0:
		return min(d.Fixed, longest)
	case d.Max > 0:
		return min(d.Min+time.Duration(r.Float64()*float64(d.Max-d.Min)), longest)
	case d.Mean > 0 || d.Deviation > 0:
		drawn := float64(d.Mean) + r.NormFloat64()*float64(d.Deviation)
		return time.Duration(math.Min(math.Max(drawn, 0), float64(longest)))
	case len(d.Percentiles) > 0:
		return d.percentile(r.Float64() * 100)
	}
	return 0
}

// percentile returns the duration at a share of all draws; above the last known share it
// is the last known duration.
func (d Delay) percentile(percent float64) time.Duration {
	var below Percentile
	for _, p := range d.Percentiles {
		if percent <= p.Percent {
			share := (percent - below.Percent) / (p.Percent - below.Percent)
			return below.Value + time.Duration(share*float64(p.Value-below.Value))
		}
		below = p
	}
	return below.Value
}

// String returns the delay in the short form, without a name where none is needed.
func (d Delay) String() string {
	switch {
	case d.Fixed > 0:
		return brief(d.Fixed)
	case d.Max > 0:
		return brief(d.Min) + ".." + brief(d.Max)
	case d.Mean > 0 || d.Deviation > 0:
		return brief(d.Mean) + "~" + brief(d.Deviation)
	case len(d.Percentiles) > 0:
		return "percentiles=" + d.percentiles()
	}
	return "0s"
}

func (d Delay) percentiles() string {
	texts := make([]string, len(d.Percentiles))
	for i, p := range d.Percentiles {
		texts[i] = plain(p.Percent) + "/" + brief(p.Value)
	}
	return strings.Join(texts, ",")
}

var delayParameters = []Parameter{
	{"fixed", "duration", "1s", "always this long"},
	{"uniform", "range", "", "any duration of a range, such as 100ms..3s"},
	{"normal", "mean~deviation", "", "normally distributed, such as 300ms~50ms"},
	{"percentiles", "percent: duration", "",
		"measured values, such as {50: 80ms, 95: 400ms, 99: 3s}; in the short form 50/80ms,95/400ms"},
}

// unnamedDelay returns which parameter of a delay a value without a name is for.
func unnamedDelay(value string) string {
	switch {
	case strings.Contains(value, ".."):
		return "uniform"
	case strings.Contains(value, "~"):
		return "normal"
	case strings.Contains(value, "/"):
		return "percentiles"
	}
	return "fixed"
}

// delay reads the parameters of a delay.
func (p *params) delay() Delay {
	p.atMostOne("fixed", "uniform", "normal", "percentiles")
	switch {
	case p.has("uniform"):
		least, most := p.pair("uniform", "..", "a range such as 100ms..3s, at most 10m")
		if least > most || most == 0 {
			p.wrong("uniform", "a range from the shorter to the longer, such as 100ms..3s")
		}
		return Delay{Min: least, Max: most}
	case p.has("normal"):
		mean, deviation := p.pair("normal", "~", "a mean and a deviation such as 300ms~50ms, at most 10m")
		return Delay{Mean: mean, Deviation: deviation}
	case p.has("percentiles"):
		return Delay{Percentiles: p.percentiles()}
	}
	return Delay{Fixed: p.duration("fixed", time.Second, 0, longest)}
}

// pair reads two durations with a separator between them.
func (p *params) pair(name, between, want string) (a, b time.Duration) {
	left, right, ok := strings.Cut(p.text(name, "", want), between)
	a, errA := time.ParseDuration(left)
	b, errB := time.ParseDuration(right)
	if !ok || errA != nil || errB != nil || a < 0 || b < 0 || a > longest || b > longest {
		p.wrong(name, want)
		return 0, 0
	}
	return a, b
}

// percentiles reads shares and durations: an object, or a text in the short form.
func (p *params) percentiles() []Percentile {
	const want = "shares with durations, both ascending, such as {50: 80ms, 99: 3s}, at most 10m"
	pairs, ok := percentilePairs(p.values["percentiles"])
	var list []Percentile
	for _, pair := range pairs {
		percent, err := strconv.ParseFloat(pair[0], 64)
		value, err2 := time.ParseDuration(pair[1])
		if err != nil || err2 != nil || !(percent > 0 && percent <= 100) || value < 0 || value > longest {
			ok = false
			break
		}
		list = append(list, Percentile{percent, value})
	}
	slices.SortFunc(list, func(a, b Percentile) int { return int(math.Copysign(1, a.Percent-b.Percent)) })
	for i := 1; i < len(list); i++ {
		ok = ok && list[i].Percent > list[i-1].Percent && list[i].Value >= list[i-1].Value
	}
	if !ok || len(list) == 0 || len(list) > 100 {
		p.wrong("percentiles", want)
		return nil
	}
	return list
}

// percentilePairs splits the value into pairs of texts, which it does not parse.
func percentilePairs(value jsontext.Value) (pairs [][2]string, ok bool) {
	if value.Kind() == '"' {
		text, err := jsontext.AppendUnquote(nil, value)
		for _, part := range strings.Split(string(text), ",") {
			percent, duration, _ := strings.Cut(part, "/")
			pairs = append(pairs, [2]string{percent, duration})
		}
		return pairs, err == nil
	}
	if value.Kind() != '{' {
		return nil, false
	}
	p, err := readParams(value)
	if err != nil {
		return nil, false
	}
	for _, percent := range p.order {
		pairs = append(pairs, [2]string{strings.TrimPrefix(percent, "p"), p.text(percent, "", "")})
	}
	return pairs, p.err == nil
}

// note returns what was drawn, and from which distribution unless the delay is fixed.
func (d Delay) note(kind string, drawn time.Duration) string {
	if d.Fixed > 0 {
		return kind + " " + brief(drawn)
	}
	return fmt.Sprintf("%s %s (%s)", kind, brief(drawn), d)
}
