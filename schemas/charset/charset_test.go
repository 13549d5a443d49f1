package charset_test

import (
	"encoding/binary"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"

	"github.com/ringer-api/ringer/schemas/charset"
)

const mark = "\ufeff"

func utf16Of(order binary.AppendByteOrder, text string) []byte {
	var data []byte
	for _, c := range utf16.Encode([]rune(text)) {
		data = order.AppendUint16(data, c)
	}
	return data
}

func utf32Of(order binary.AppendByteOrder, text string) []byte {
	var data []byte
	for _, c := range text {
		data = order.AppendUint32(data, uint32(c))
	}
	return data
}

func TestTextIsReadHoweverItIsEncoded(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"{}", "a", "a: ü 😀\r\n", strings.Repeat("x", 1000)} {
		for name, data := range map[string][]byte{
			"UTF-8":                []byte(text),
			"UTF-8 with a mark":    []byte(mark + text),
			"UTF-16LE":             utf16Of(binary.LittleEndian, text),
			"UTF-16LE with a mark": utf16Of(binary.LittleEndian, mark+text),
			"UTF-16BE":             utf16Of(binary.BigEndian, text),
			"UTF-16BE with a mark": utf16Of(binary.BigEndian, mark+text),
			"UTF-32LE":             utf32Of(binary.LittleEndian, text),
			"UTF-32LE with a mark": utf32Of(binary.LittleEndian, mark+text),
			"UTF-32BE":             utf32Of(binary.BigEndian, text),
			"UTF-32BE with a mark": utf32Of(binary.BigEndian, mark+text),
		} {
			got, err := charset.Decode(data)
			assert.NoError(t, err, name)
			assert.Equal(t, text, string(got), name)
		}
	}
	for _, empty := range []string{"", mark, "\xff\xfe", "\xfe\xff", "\xff\xfe\x00\x00"} {
		got, err := charset.Decode([]byte(empty))
		assert.NoError(t, err, "%q", empty)
		assert.Empty(t, got, "%q", empty)
	}
}

func TestWhatIsNoTextIsRefused(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		data string
		want error
	}{
		{"caf\xe9", charset.ErrNotUTF8},
		{"\x1f\x8b\x08", charset.ErrNotUTF8},
		{"\xff\xfea", charset.ErrUTF16},
		{"\xff\xfe\x00\xd8", charset.ErrUTF16},
		{"\xff\xfe\x00\xd8a\x00", charset.ErrUTF16},
		{"\xff\xfe\x00\xdca\x00", charset.ErrUTF16},
		{"\xff\xfe\x00\x00a\x00\x00", charset.ErrUTF32},
		{"\xff\xfe\x00\x00\x00\x00\x11\x00", charset.ErrUTF32},
	} {
		got, err := charset.Decode([]byte(c.data))
		assert.ErrorIs(t, err, c.want, "%q", c.data)
		assert.Equal(t, c.data, string(got))
	}
}

func TestTheFirstWrongByteHasAPlace(t *testing.T) {
	t.Parallel()
	line, column := charset.Invalid([]byte("a\nüb\xe9c"))
	assert.Equal(t, [2]int{2, 3}, [2]int{line, column})
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte(mark + "a"))
	f.Add([]byte("\xff\xfea\x00"))
	f.Add([]byte("\x00\x00\xfe\xff\x00\x00\x00a"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if text, err := charset.Decode(data); err == nil {
			assert.True(t, utf8.Valid(text))
		}
	})
}
