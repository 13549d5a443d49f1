package value

import (
	"regexp"
	"regexp/syntax"
	"strings"
	"unicode/utf8"
)

// maxMatch is the maximum length of a match in characters.
const maxMatch = 5000

// match makes a text that matches a pattern, of a length near the bounds; most < 0 means
// any. Not every text that it makes matches, because of \b and the like: the caller
// checks. It is false if there is no such text.
func match(d draw, text string, least, most int) (string, bool) {
	tree, err := syntax.Parse(text, syntax.Perl)
	if err != nil {
		return "", false
	}
	re, err := regexp.Compile(text)
	if err != nil {
		return "", false
	}
	for try := range 12 {
		w := matcher{d: d, left: maxMatch, long: least, short: most >= 0 && most < 12 || try > 8}
		if most >= 0 {
			w.left = min(w.left, most+1)
		}
		w.write(tree)
		out := w.out.String()
		if n := utf8.RuneCountInString(out); n < least {
			out = padded(d, re, out, least)
		}
		n := utf8.RuneCountInString(out)
		if re.MatchString(out) && n >= least && (most < 0 || n <= most) {
			return out, true
		}
	}
	return "", false
}

// padded lengthens a match whose ends are open.
func padded(d draw, re *regexp.Regexp, text string, least int) string {
	more := letters(d, min(least, maxMatch)-utf8.RuneCountInString(text))
	for _, out := range []string{text + more, more + text} {
		if re.MatchString(out) {
			return out
		}
	}
	return text
}

func letters(d draw, n int) string {
	out := make([]byte, max(n, 0))
	for i := range out {
		out[i] = byte('a' + d.IntN(26))
	}
	return string(out)
}

type matcher struct {
	d     draw
	out   strings.Builder
	left  int // characters
	long  int // the length that is wanted
	short bool
	depth int
}

func (w *matcher) write(re *syntax.Regexp) {
	if w.left <= 0 || w.depth > 200 {
		return
	}
	w.depth++
	defer func() { w.depth-- }()
	switch re.Op {
	case syntax.OpLiteral:
		for _, r := range re.Rune {
			w.put(r)
		}
	case syntax.OpCharClass:
		if r, ok := oneOf(w.d, re.Rune); ok {
			w.put(r)
		}
	case syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		w.put(rune('a' + w.d.IntN(26)))
	case syntax.OpCapture, syntax.OpConcat:
		for _, sub := range re.Sub {
			w.write(sub)
		}
	case syntax.OpAlternate:
		w.write(pick(w.d, re.Sub))
	case syntax.OpStar:
		w.repeat(re.Sub[0], 0, -1)
	case syntax.OpPlus:
		w.repeat(re.Sub[0], 1, -1)
	case syntax.OpQuest:
		w.repeat(re.Sub[0], 0, 1)
	case syntax.OpRepeat:
		w.repeat(re.Sub[0], re.Min, re.Max)
	}
}

func (w *matcher) put(r rune) {
	w.out.WriteRune(r)
	w.left--
}

// repeat repeats a part a few times, or until the text is long enough.
func (w *matcher) repeat(re *syntax.Regexp, least, most int) {
	want := least + 8
	if least == 0 {
		want = 6
	}
	if most >= 0 {
		want = min(want, most)
	}
	n := w.d.between(max(least, min(1, want)), want)
	if w.short {
		n = least + w.d.IntN(2)
		if most >= 0 {
			n = min(n, most)
		}
	}
	for i := 0; (i < n || most != 1 && (most < 0 || i < most) && w.out.Len() < w.long) && w.left > 0; i++ {
		before := w.out.Len()
		w.write(re)
		if w.out.Len() == before && i >= least {
			return
		}
	}
}

// oneOf draws a character of a class: a letter or a digit if it has one.
func oneOf(d draw, class []rune) (rune, bool) {
	for _, within := range [][]rune{{'0', '9', 'A', 'Z', 'a', 'z'}, {' ', '~'}, {0xa1, 0xd7ff}} {
		total := 0
		each := func(do func(low, high rune)) {
			for i := 0; i+1 < len(class); i += 2 {
				for j := 0; j+1 < len(within); j += 2 {
					if low, high := max(class[i], within[j]), min(class[i+1], within[j+1]); low <= high {
						do(low, high)
					}
				}
			}
		}
		each(func(low, high rune) { total += int(high-low) + 1 })
		if total == 0 {
			continue
		}
		n, found := d.IntN(total), rune(-1)
		each(func(low, high rune) {
			if size := int(high-low) + 1; n >= 0 && n < size {
				found, n = low+rune(n), -1
			} else {
				n -= size
			}
		})
		return found, found >= 0
	}
	if len(class) > 1 && class[0] <= class[1] {
		return class[0], true
	}
	return 0, false
}
