package report

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/contract/finding"
	"github.com/ringer-api/ringer/schemas/display"
)

// Lines returns everything about a finding as lines of a label and a text each. Text from
// outside is escaped, so that it can neither begin a line nor end one.
func (r *Report) Lines(f *finding.Finding) []string {
	return slices.Concat([]string{f.Sentence}, facts(f, false), r.background(f))
}

// lines is a list of labels and texts.
type lines []string

func (l *lines) add(label, text string) {
	if text != "" {
		*l = append(*l, fmt.Sprintf("%-10s%s", label, display.Line(text)))
	}
}

// facts are what a reader needs to believe a finding, and to see it again. colour marks the
// place in the response by colour.
func facts(f *finding.Finding, colour bool) []string {
	var l lines
	if len(f.Differences) == 0 {
		l.add("expected", display.Excerpt(f.Expected, exchange.ExcerptLength))
		l.add("got", display.Excerpt(f.Got, exchange.ExcerptLength))
	}
	for _, d := range f.Differences {
		l.add("differs", difference(d))
	}
	for i, a := range f.Alike {
		if i == maxAlike {
			l.add("also", fmt.Sprintf("%d more of that kind", len(f.Alike)-maxAlike))
			break
		}
		l.add("also", alike(f, a))
	}
	l.add("values", f.Values)
	l.add("at", where(f))
	l.add("in", f.Exchange.From)
	l.add("seen", seen(f))
	for _, share := range f.In {
		l.add("", ofShare(share))
	}
	l.add("history", f.Past.String())
	if len(f.Consequences) > 0 {
		l.add("fails too", strings.Join(f.Consequences, ", ")+", for the same reason")
	}
	l.add("request", oddity(f))
	l.add("minimized", f.Shrunk.String())
	if f.Excerpt != "" {
		l = append(l, fmt.Sprintf("%-10s%s", "response", marked(f, colour)))
	}
	if f.Known != nil {
		l.add("known", accepted(f.Known))
	}
	if f.Against != nil {
		l.add("first", fmt.Sprintf("response %d, %s: %s", f.Against.Exchange, f.Against.When(), cmp.Or(f.Against.Curl, f.Against.Request)))
		l.add("then", fmt.Sprintf("response %d%s", f.Exchange.Number, again(f)))
	} else {
		l.add("reproduce", f.Curl)
	}
	l.add("", repeating(f))
	l.add("fix", f.Fix)
	return l
}

// background is where a finding comes from, and why it matters.
func (r *Report) background(f *finding.Finding) []string {
	var l lines
	l.add("why", f.Why)
	l.add("source", r.source(f.Source))
	if name := f.Source.Schema(); name != "" {
		l.add("schema", "ringer schema "+name+" prints it; with --sources where it comes from")
	}
	l.add("key", f.Key)
	return l
}

// source is where a requirement comes from, with the name of the page whose lines it has.
func (r *Report) source(s finding.Source) string {
	if r.Docs != "" && strings.Contains(s.Where, "docs line") {
		return s.String() + ", of " + r.Docs
	}
	return s.String()
}

// numbered returns a finding as text with its number, by which others refer to it, for
// formats that do not show the findings in their order.
func (r *Report) numbered(number int, f *finding.Finding) string {
	return strings.Join(append(r.Lines(f), fmt.Sprintf("%-10s%d", "finding", number)), "\n")
}

// maxAlike is how many findings with the same cause are shown.
const maxAlike = 10

func alike(f *finding.Finding, a finding.Alike) string {
	if a.Place.Pointer == "" && a.Rule == f.Rule && strings.HasSuffix(a.Got, " more") {
		return a.Got + " violations in " + a.Place.String() + ", which are not shown one by one"
	}
	text := a.Got + " at " + a.Place.String()
	if a.Rule != f.Rule {
		text = a.Rule + ": " + text
	}
	if a.Expected != f.Expected && a.Severity >= f.Severity {
		text += "; expected " + a.Expected
	}
	return display.Excerpt(text, exchange.ExcerptLength)
}

func difference(d finding.Difference) string {
	text := "expected " + cmp.Or(d.Expected, "nothing") + ", got " + cmp.Or(d.Got, "nothing")
	if d.Pointer == "" {
		return text
	}
	return d.Pointer + ": " + text
}

// spot is where a finding is, in a few words: the property and the operations.
func spot(f *finding.Finding) string {
	text := ""
	names := []string{property(f.Places[0].Pointer)}
	for _, a := range f.Alike {
		if name := property(a.Place.Pointer); name != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	if names[0] != "" {
		text = " at " + display.Excerpt(strings.Join(names, ", "), 60)
	}
	if len(f.Operations) > 0 {
		text += " in " + strings.Join(f.Operations, ", ")
	}
	return text
}

// property is a JSON pointer without the indexes of its elements.
func property(pointer string) string {
	var steps []string
	for _, step := range strings.Split(pointer, "/")[min(1, len(pointer)):] {
		if _, err := strconv.Atoi(step); err != nil && step != "" {
			steps = append(steps, step)
		}
	}
	return strings.Join(steps, "/")
}

// where returns the first places, and how many there are.
func where(f *finding.Finding) string {
	if f.Places[0].Pointer == "" && f.Places[0].Record == "" {
		return ""
	}
	text := f.Places[0].String()
	var more []string
	same := false // another job has it at the same place
	for _, p := range f.Places[1:] {
		switch {
		case p.Pointer == f.Places[0].Pointer:
		case property(p.Pointer) == property(f.Places[0].Pointer):
			same = true
		case !slices.Contains(more, p.Pointer):
			more = append(more, p.Pointer)
		}
	}
	if same {
		text += ", and in other elements"
	}
	if len(more) > 0 {
		text += ", and " + strings.Join(more, ", ")
	}
	if f.Count > 1 {
		text += fmt.Sprintf("; %d times in total", f.Count)
	}
	return text + affected(f)
}

// affected says how many jobs showed a finding.
func affected(f *finding.Finding) string {
	noun := cmp.Or(f.Places[0].Noun, "job")
	compared := ""
	if f.Against != nil {
		compared = " compared"
	}
	switch {
	case f.Jobs == 0:
		return ""
	case f.Jobs == f.JobsOf && f.Jobs > 1:
		noun = fmt.Sprintf("all %d %s", f.Jobs, exchange.Plural(noun)) + compared
	case f.Jobs == f.JobsOf:
		noun = "the only " + noun
	default:
		noun = fmt.Sprintf("%d of %s", f.Jobs, exchange.Count(f.JobsOf, noun)) + compared
	}
	if f.Throughout && f.Count > 1 {
		return ", in " + noun + ", in each response that shows " + them(f.Jobs)
	}
	return ", in " + noun
}

func them(n int) string {
	if n == 1 {
		return "it"
	}
	return "them"
}

// again is the later of two requests, unless it is the same as the earlier one.
func again(f *finding.Finding) string {
	curl := cmp.Or(f.Curl, f.Request())
	switch a := f.Against; {
	case a.Same:
		return ": the same request again"
	case a.Other != "":
		return " (the same request, but " + a.Other + "): " + curl
	}
	return ": " + curl
}

// repeating says that a single request may not show a finding.
func repeating(f *finding.Finding) string {
	if f.OneIn < 2 {
		return ""
	}
	return fmt.Sprintf("repeat it: about 1 in %d shows it", f.OneIn)
}

func seen(f *finding.Finding) string {
	text := fmt.Sprintf("in %d of %s", f.Responses, exchange.Count(f.Of, examinedNoun(f)))
	if len(f.Operations) > 0 && len(f.In) == 0 {
		text += " of " + strings.Join(f.Operations, ", ")
	}
	if f.Of > 1 && f.Pattern != "" {
		text += ": " + f.Pattern
		if f.Against != nil && f.Pattern == "every response" {
			text = strings.TrimSuffix(text, "every response") + "each time"
		}
	}
	return text
}

// examinedNoun is what the finding counts.
func examinedNoun(f *finding.Finding) string {
	switch {
	case f.Exchange != nil && f.Exchange.Response == nil:
		return "request" // none got a response
	case f.Against != nil:
		return "comparison"
	}
	return "response"
}

// ofShare says in how many responses of an operation a finding was seen.
func ofShare(s finding.Share) string {
	text := s.Operation
	if s.Request != "" {
		text += " (" + s.Request + ")"
	}
	text += fmt.Sprintf(": %d of %d", s.Seen, s.Of)
	if s.Pattern != "" {
		text += ", " + s.Pattern
	}
	return text
}

// oddities say what is unusual about a request, by the kind of response that it should get.
var oddities = map[exchange.Kind]string{
	exchange.Refused: "with an invalid input", exchange.Either: "with an id in an unusual spelling",
	exchange.Hostile: "with an id that may confuse a proxy", exchange.Unknown: "with an id that the service may not know",
	exchange.WellFormed:   "that the service may refuse",
	exchange.Unauthorized: "without a valid credential", exchange.NoMethod: "by a method that is not documented",
	exchange.NoRoute: "for a path that is not documented",
}

// oddity says what is unusual about the request of a finding; empty for an ordinary one.
func oddity(f *finding.Finding) string {
	p := f.Exchange.Probe
	text := oddities[p.Expect.Kind]
	if text == "" {
		return ""
	}
	for i, wrong := range p.Expect.Wrong {
		value := p.Inputs.Get(wrong.Name)
		if wrong.In != "path" || i > 2 {
			continue
		}
		text += fmt.Sprintf(", %s = %s", wrong.Name, strconv.Quote(display.Excerpt(value, 60)))
	}
	if kind := p.Expect.Kind; p.Why != "" && kind != exchange.NoMethod && kind != exchange.NoRoute { // they say the same
		text += " (" + p.Why + ")"
	}
	return text
}

// marked is the excerpt of a finding with marks around the place.
func marked(f *finding.Finding, colour bool) string {
	begin, end := ">>", "<<"
	if colour {
		begin, end = "\x1b[7m", "\x1b[0m"
	}
	text := []rune(display.Line(f.Excerpt))
	m := f.Mark
	if m == nil || m.Start < 0 || m.Length <= 0 || m.Start > len(text)-m.Length {
		return string(text)
	}
	return string(text[:m.Start]) + begin + string(text[m.Start:m.Start+m.Length]) + end + string(text[m.Start+m.Length:])
}
