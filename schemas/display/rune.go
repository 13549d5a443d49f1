package display

import (
	"fmt"
	"unicode"
	"unicode/utf16"
)

// unseen are the characters that show nothing by themselves, besides those of
// the category Cf: fillers, and what Unicode keeps for no character at all.
var unseen = []*unicode.RangeTable{
	unicode.Cf, unicode.Cc, unicode.Zl, unicode.Zp,
	unicode.Other_Default_Ignorable_Code_Point, unicode.Noncharacter_Code_Point,
}

// joins tells the characters that change how the one before them looks, as in
// emoji and in Persian: they are harmless behind one that they may belong to.
func joins(r rune) bool { return unicode.In(r, unicode.Join_Control, unicode.Variation_Selector) }

// harmless tells what is shown as it is, behind the character before. A mark of
// Arabic or Syriac numbers is of the category Cf, and is seen all the same.
func harmless(r, before rune) bool {
	switch {
	case r < 0x7F:
		return r >= ' '
	case joins(r):
		return before >= 0xA0 && (!joins(before) || unicode.Is(unicode.Variation_Selector, before) && r == '\u200D')
	}
	return !unicode.In(r, unseen...) || unicode.Is(unicode.Prepended_Concatenation_Mark, r)
}

// appendEscape writes a character as JSON does.
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
