package media

import (
	"encoding/binary"
	"math"
)

// webmSound is a tenth of a second of silence in Opus.
func webmSound(seed uint64) ([]byte, error) {
	const packet, skip, roll = 20, 6_500_000, 80_000_000 // ms, ns, ns
	track := slicesOf(element(0x83, number(2)),
		element(0x86, []byte("A_OPUS")), element(0x63a2, opusHead()),
		element(0x56aa, number(skip)), element(0x56bb, number(roll)),
		element(0xe1, element(0xb5, float(48_000)), element(0x9f, number(1))))
	blocks := make([][]byte, opusPackets)
	for i := range blocks {
		blocks[i] = webmBlock(uint16(packet*i), []byte(opusSilence))
	}
	return webm(seed, packet*opusPackets, track, blocks...), nil
}

// webmFilm is one grey picture that lasts a second.
func webmFilm(seed uint64) ([]byte, error) {
	const size = 16
	track := slicesOf(element(0x83, number(1)),
		element(0x86, []byte("V_VP8")),
		element(0xe0, element(0xb0, number(size)), element(0xba, number(size))))
	return webm(seed, 1000, track, webmBlock(0, greyPicture(size))), nil
}

// greyPicture is a key frame of VP8. Its arithmetic coding reads zeros as the first branch of
// every decision, whatever its probability: default settings, predicted blocks, no coefficients.
func greyPicture(size uint16) []byte {
	const shown, part = 1 << 4, 64
	tag := uint32(shown | part<<5)
	out := []byte{byte(tag), byte(tag >> 8), byte(tag >> 16), 0x9d, 0x01, 0x2a}
	out = binary.LittleEndian.AppendUint16(binary.LittleEndian.AppendUint16(out, size), size)
	return append(out, make([]byte, 2*part)...)
}

// webm is a file of one track, which lasts so many milliseconds.
func webm(seed uint64, length float64, track []byte, blocks ...[]byte) []byte {
	return slicesOf(
		element(0x1a45dfa3,
			element(0x4286, number(1)), element(0x42f7, number(1)), // versions of EBML
			element(0x42f2, number(4)), element(0x42f3, number(8)), // the longest id and size
			element(0x4282, []byte("webm")),
			element(0x4287, number(4)), element(0x4285, number(2))),
		element(0x18538067, // the segment
			element(0x1549a966,
				element(0x2ad7b1, number(1_000_000)), // times are milliseconds
				element(0x4489, float(length)),
				element(0x4d80, []byte("ringer")), element(0x5741, []byte("ringer"))),
			element(0x1654ae6b, element(0xae,
				element(0xd7, number(1)),
				element(0x73c5, number(seed|1<<63)), // an id, which must not be zero
				element(0x9c, number(0)),            // no lacing
				track)),
			element(0x1f43b675, element(0xe7, number(0)), slicesOf(blocks...))))
}

// webmBlock is a simple block of track 1, a key frame.
func webmBlock(at uint16, content []byte) []byte {
	return element(0xa3, []byte{0x81, byte(at >> 8), byte(at), 0x80}, content)
}

// element is an element of EBML (RFC 8794): its id, its size in four bytes and its content.
func element(id uint32, parts ...[]byte) []byte {
	content := slicesOf(parts...)
	out := binary.BigEndian.AppendUint32(number(uint64(id)), 1<<28|uint32(len(content)))
	return append(out, content...)
}

// number has as few bytes as possible, and at least one.
func number(value uint64) []byte {
	out := binary.BigEndian.AppendUint64(nil, value)
	for len(out) > 1 && out[0] == 0 {
		out = out[1:]
	}
	return out
}

func float(value float64) []byte {
	return binary.BigEndian.AppendUint64(nil, math.Float64bits(value))
}
