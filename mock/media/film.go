package media

import (
	"bytes"
	"encoding/binary"
)

// The size of a film, in macroblocks of 16 by 16 pixels.
const wide, high = 4, 3

// mp4File is a film of one picture that lasts a second: H.264 whose macroblocks are not
// compressed (I_PCM).
func mp4File(seed uint64) ([]byte, error) {
	be := binary.BigEndian
	sequence, parameters, picture := sequenceSet(), pictureSet(), slice(seed)
	sample := append(be.AppendUint32(nil, uint32(len(picture))), picture...)

	avc := append([]byte{1, sequence[1], sequence[2], sequence[3], 0xff, 0xe1}, be.AppendUint16(nil, uint16(len(sequence)))...)
	avc = append(append(avc, sequence...), 1)
	avc = append(be.AppendUint16(avc, uint16(len(parameters))), parameters...)
	entry := make([]byte, 78)
	entry[7] = 1 // the data reference
	be.PutUint16(entry[24:], 16*wide)
	be.PutUint16(entry[26:], 16*high)
	be.PutUint32(entry[28:], 72<<16) // dots per inch
	be.PutUint32(entry[32:], 72<<16)
	entry[41] = 1 // a picture per sample
	entry[75], entry[76], entry[77] = 0x18, 0xff, 0xff

	kind := box("ftyp", []byte("isom\x00\x00\x02\x00isomiso2avc1mp41"))
	film := func(at uint32) []byte {
		table := box("stbl",
			box("stsd", words(0, 1), box("avc1", entry, box("avcC", avc))),
			box("stts", words(0, 1, 1, 1000)),
			box("stsc", words(0, 1, 1, 1, 1)),
			box("stsz", words(0, uint32(len(sample)), 1)),
			box("stco", words(0, 1, at)))
		media := box("mdia",
			box("mdhd", words(0, 0, 0, 1000, 1000, 0x55c40000)),
			box("hdlr", words(0, 0), []byte("vide"), words(0, 0, 0), []byte("ringer\x00")),
			box("minf", box("vmhd", words(1, 0, 0)), box("dinf", box("dref", words(0, 1), box("url ", words(1)))), table))
		return box("moov",
			box("mvhd", words(0, 0, 0, 1000, 1000, 1<<16, 1<<24, 0, 0), matrix(), words(0, 0, 0, 0, 0, 0, 2)),
			box("trak", box("tkhd", words(3, 0, 0, 1, 0, 1000, 0, 0, 0, 0), matrix(), words(16*wide<<16, 16*high<<16)), media))
	}
	const boxHeader = 8
	at := len(kind) + len(film(0)) + boxHeader
	return slicesOf(kind, film(uint32(at)), box("mdat", sample)), nil
}

// box is a box of ISO/IEC 14496-12: its size, its type and its content.
func box(kind string, parts ...[]byte) []byte {
	content := slicesOf(parts...)
	out := binary.BigEndian.AppendUint32(nil, uint32(8+len(content)))
	return append(append(out, kind...), content...)
}

func slicesOf(parts ...[]byte) []byte { return bytes.Join(parts, nil) }

func words(values ...uint32) []byte {
	var out []byte
	for _, v := range values {
		out = binary.BigEndian.AppendUint32(out, v)
	}
	return out
}

// matrix leaves the picture as it is.
func matrix() []byte { return words(1<<16, 0, 0, 0, 1<<16, 0, 0, 0, 1<<30) }

// sequenceSet is the sequence parameter set: baseline, level 1.
func sequenceSet() []byte {
	b := &bits{}
	b.put(0x6742c00a, 32)
	b.golomb(0, 0, 2, 1) // its id; frame numbers of four bits; pictures in order; one reference
	b.put(0, 1)
	b.golomb(wide-1, high-1)
	b.put(0b1100, 4) // frames only; 8 by 8 inference; neither cropping nor usability information
	return finish(b)
}

// pictureSet is the picture parameter set, with its defaults.
func pictureSet() []byte {
	b := &bits{}
	b.put(0x68, 8)
	b.golomb(0, 0)
	b.put(0, 2)
	b.golomb(0, 0, 0)
	b.put(0, 3)
	b.golomb(0, 0, 0)
	b.put(0b100, 3) // the slice says how to filter its edges
	return finish(b)
}

// slice is a picture of one colour.
func slice(seed uint64) []byte {
	const intra, uncompressed = 7, 25
	b := &bits{}
	b.put(0x65, 8)
	b.golomb(0, intra, 0)
	b.put(0, 4) // frame 0
	b.golomb(0)
	b.put(0, 2)
	b.golomb(0, 1) // no difference of quality; no filter at the edges
	part := func(n int) []byte { return bytes.Repeat([]byte{16 + byte(seed>>(8*n))%200}, 256) }
	for range wide * high {
		b.golomb(uncompressed)
		b.align()
		b.out = append(b.out, slicesOf(part(0), part(1)[:64], part(2)[:64])...)
	}
	return finish(b)
}

// finish ends a unit with a one and zeros, and protects what looks like a start code.
func finish(b *bits) []byte {
	b.put(1, 1)
	b.align()
	var out []byte
	zeros := 0
	for _, v := range b.bytes() {
		if zeros >= 2 && v <= 3 {
			out, zeros = append(out, 3), 0
		}
		out = append(out, v)
		if zeros++; v != 0 {
			zeros = 0
		}
	}
	return out
}
