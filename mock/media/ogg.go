package media

import "encoding/binary"

const (
	// opusSilence is an Opus packet of 20 ms, one channel, that has no sound.
	opusSilence = "\xf8\xff\xfe"
	opusPackets = 5
	opusSkip    = 312 // samples that a decoder drops at the start
)

// opusHead is the identification header: one channel, 48 kHz.
func opusHead() []byte {
	le := binary.LittleEndian
	out := le.AppendUint16([]byte("OpusHead\x01\x01"), opusSkip)
	return append(le.AppendUint32(out, 48_000), 0, 0, 0)
}

// oggFile is a tenth of a second of silence in Opus.
func oggFile(seed uint64) ([]byte, error) {
	const first, last, samples = 2, 4, 960
	serial := uint32(seed)
	tags := []byte("OpusTags\x06\x00\x00\x00ringer\x00\x00\x00\x00")
	sound := make([][]byte, opusPackets)
	for i := range sound {
		sound[i] = []byte(opusSilence)
	}
	return slicesOf(
		oggPage(first, 0, serial, 0, opusHead()),
		oggPage(0, 0, serial, 1, tags),
		oggPage(last, opusPackets*samples, serial, 2, sound...)), nil
}

// oggPage is a page of whole packets, each shorter than 255 bytes.
func oggPage(flags byte, position uint64, serial, number uint32, packets ...[]byte) []byte {
	const checksum = 22
	le := binary.LittleEndian
	out := le.AppendUint64([]byte{'O', 'g', 'g', 'S', 0, flags}, position)
	out = le.AppendUint32(le.AppendUint32(out, serial), number)
	out = append(le.AppendUint32(out, 0), byte(len(packets)))
	for _, p := range packets {
		out = append(out, byte(len(p)))
	}
	out = append(out, slicesOf(packets...)...)
	le.PutUint32(out[checksum:], crc(out, 32, 0x04c11db7))
	return out
}
