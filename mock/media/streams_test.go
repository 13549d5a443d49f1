package media_test

import (
	"encoding/binary"
	"math/bits"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/mock/media"
)

func TestOggIsPagesWithTheirChecksums(t *testing.T) {
	t.Parallel()
	le := binary.LittleEndian
	var flags []byte
	var starts []string
	var position uint64
	for rest := media.File("audio/ogg", 7); len(rest) > 0; {
		require.True(t, len(rest) > 27 && string(rest[:5]) == "OggS\x00", "%q", rest)
		packets, size := 27+int(rest[26]), 27+int(rest[26])
		for _, length := range rest[27:packets] {
			size += int(length)
		}
		require.LessOrEqual(t, size, len(rest))
		page := append([]byte(nil), rest[:size]...)
		want := le.Uint32(page[22:])
		le.PutUint32(page[22:], 0)
		assert.Equal(t, want, oggSum(page), "page %d", len(flags))
		assert.EqualValues(t, 7, le.Uint32(page[14:]))
		assert.EqualValues(t, len(flags), le.Uint32(page[18:]))
		flags, position = append(flags, page[5]), le.Uint64(page[6:])
		starts = append(starts, string(page[packets:min(size, packets+8)]))
		rest = rest[size:]
	}
	assert.Equal(t, []byte{2, 0, 4}, flags, "the stream starts and ends")
	assert.Equal(t, []string{"OpusHead", "OpusTags", "\xf8\xff\xfe\xf8\xff\xfe\xf8\xff"}, starts)
	assert.EqualValues(t, 4800, position)
}

// oggSum is a division of the page by the polynomial, one bit at a time.
func oggSum(page []byte) uint32 {
	var sum uint32
	for _, b := range append(page, 0, 0, 0, 0) {
		for i := 7; i >= 0; i-- {
			out := sum >> 31
			sum = sum<<1 | uint32(b>>i&1)
			sum ^= out * 0x04c11db7
		}
	}
	return sum
}

func TestAACIsFramesOfTheSizeThatTheySay(t *testing.T) {
	t.Parallel()
	frames := 0
	for rest := media.File("audio/aac", 7); len(rest) > 0; frames++ {
		require.Greater(t, len(rest), 7)
		assert.Equal(t, []byte{0xff, 0xf1, 0x50, 0x40}, rest[:4], "low complexity, 44.1 kHz, one channel")
		size := int(rest[3]&3)<<11 | int(rest[4])<<3 | int(rest[5])>>5
		require.True(t, size > 7 && size <= len(rest), "a frame of %d bytes", size)
		assert.EqualValues(t, 7, rest[size-1]&7, "the end of the elements")
		rest = rest[size:]
	}
	assert.Equal(t, 10, frames)
}

// WebM is a tree of elements: each ends where the one that contains it ends, or before.
func TestWebMIsATreeOfElements(t *testing.T) {
	t.Parallel()
	for kind, want := range map[string]struct {
		codec  string
		blocks int
	}{"audio/webm": {"A_OPUS", 5}, "video/webm": {"V_VP8", 1}} {
		found := map[uint64][][]byte{}
		var walk func(in []byte)
		walk = func(in []byte) {
			for len(in) > 0 {
				idWidth := bits.LeadingZeros8(in[0]) + 1
				require.Greater(t, len(in), idWidth)
				id, in2 := bigEndian(in[:idWidth]), in[idWidth:]
				width := bits.LeadingZeros8(in2[0]) + 1
				require.GreaterOrEqual(t, len(in2), width)
				size := bigEndian(in2[:width]) &^ (1 << (7 * width))
				require.LessOrEqual(t, size, uint64(len(in2)-width), "%s: element %x", kind, id)
				content := in2[width:][:size]
				found[id] = append(found[id], content)
				switch id {
				case 0x1a45dfa3, 0x18538067, 0x1549a966, 0x1654ae6b, 0xae, 0xe0, 0xe1, 0x1f43b675:
					walk(content)
				}
				in = in2[width:][size:]
			}
		}
		walk(media.File(kind, 7))
		assert.Equal(t, [][]byte{[]byte("webm")}, found[0x4282], kind)
		assert.Equal(t, [][]byte{[]byte(want.codec)}, found[0x86], kind)
		require.Len(t, found[0xa3], want.blocks, kind)
		for i, block := range found[0xa3] {
			assert.Equal(t, []byte{0x81, 0, byte(20 * i), 0x80}, block[:4], kind)
		}
	}
}

func bigEndian(in []byte) uint64 {
	var value uint64
	for _, b := range in {
		value = value<<8 | uint64(b)
	}
	return value
}
