package media

import "bytes"

// aacFile is a quarter of a second of silence: ADTS frames of AAC LC, 44.1 kHz, one channel,
// that have no scale factor bands.
func aacFile(uint64) ([]byte, error) {
	const header, content = 7, 4
	b := &bits{}
	b.put(0xfff1, 16)         // MPEG 4, without a checksum
	b.put(1, 2)               // low complexity
	b.put(4, 4)               // 44.1 kHz
	b.put(1, 1+3)             // one channel
	b.put(0, 4)               // neither original nor copyright
	b.put(header+content, 13) // the frame's size
	b.put(0x7ff, 11)          // of a varying bit rate
	b.put(0, 2)               // one block
	b.put(0, 3+4)             // a single channel element
	b.put(100, 8)             // its gain
	b.put(0, 1+2+1+6+1)       // a long window without bands or prediction
	b.put(0, 3)               // neither pulses, noise shaping nor gain control
	b.put(0b111, 3)           // the end
	return bytes.Repeat(b.bytes(), 10), nil
}
