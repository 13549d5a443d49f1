package display

import (
	"fmt"
	"unicode"
	"unicode/utf16"
)

// unseen are invisible characters outside the category Cf: fillers, and code points that
// Unicode reserves as noncharacters.
var unseen = []*unicode.RangeTable{
	unicode.Cf, unicode.Cc, unicode.Zl, unicode.Zp,
	unicode.Other_Default_Ignorable_Code_Point, unicode.Noncharacter_Code_Point,
}

// joins reports whether a character changes how the previous one looks, as in emoji and
// in Persian. Such characters are harmless after one that they may belong to.
func joins(r rune) bool { return unicode.In(r, unicode.Join_Control, unicode.Variation_Selector) }

// harmless reports whether a character can be shown as it is after the previous one. The
// signs of Arabic and Syriac numbers are of the category Cf, but visible.
func harmless(r, before rune) bool {
	switch {
	case r < 0x7F:
		return r >= ' '
	case joins(r):
		return before >= 0xA0 && (!joins(before) || unicode.Is(unicode.Variation_Selector, before) && r == '\u200D')
	}
	return !unicode.In(r, unseen...) || unicode.Is(unicode.Prepended_Concatenation_Mark, r)
}

// appendEscape appends a character as a JSON escape.
func appendEscape(dst []byte, r rune) []byte {
	switch r {
	case '\n':
		return append(dst, `\n`...)
	case '\r':
		return append(dst, `\r`...)
	case '\t':
		return append(dst, `\t`...)
	}
	if high, low := utf16.EncodeRune(r); high != unicode.ReplacementChar {
		return fmt.Appendf(dst, `\u%04x\u%04x`, high, low)
	}
	return fmt.Appendf(dst, `\u%04x`, r)
}
