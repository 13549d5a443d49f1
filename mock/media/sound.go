package media

import (
	"bytes"
	"encoding/binary"
	"math"
)

// tone returns a tenth of a second of a tone, in samples of 16 bits.
func tone(seed uint64, rate int) []int16 {
	samples := make([]int16, rate/10)
	pitch := 220 + float64(seed%660)
	for i := range samples {
		samples[i] = int16(8000 * math.Sin(2*math.Pi*pitch*float64(i)/float64(rate)))
	}
	return samples
}

// wavFile has one channel of PCM.
func wavFile(seed uint64) ([]byte, error) {
	const rate = 8000
	le, samples := binary.LittleEndian, tone(seed, rate)
	size := uint32(2 * len(samples))
	out := le.AppendUint32([]byte("RIFF"), 36+size)
	out = le.AppendUint32(append(out, "WAVEfmt "...), 16)
	out = le.AppendUint16(le.AppendUint16(out, 1), 1) // PCM, one channel
	out = le.AppendUint32(le.AppendUint32(out, rate), 2*rate)
	out = le.AppendUint16(le.AppendUint16(out, 2), 16)
	out = le.AppendUint32(append(out, "data"...), size)
	for _, s := range samples {
		out = le.AppendUint16(out, uint16(s))
	}
	return out, nil
}

// mp3File is a quarter of a second of silence: frames of MPEG 1 layer III, 32 kbit/s, 44.1 kHz,
// one channel, whose granules have no data.
func mp3File(uint64) ([]byte, error) {
	frame := make([]byte, 144*32_000/44_100)
	copy(frame, []byte{0xff, 0xfb, 0x10, 0xc4})
	return bytes.Repeat(frame, 10), nil
}

// flacFile is a tenth of a second of one constant value.
func flacFile(seed uint64) ([]byte, error) {
	const rate, samples = 8000, 800
	info := &bits{}
	info.put(samples, 16) // the blocks' shortest and longest size
	info.put(samples, 16)
	info.put(0, 24+24) // the frames' sizes are not known
	info.put(rate, 20)
	info.put(0, 3)  // one channel
	info.put(15, 5) // 16 bits
	info.put(samples, 36)
	info.put(0, 64) // no digest
	info.put(0, 64)
	out := append([]byte("fLaC\x80\x00\x00\x22"), info.bytes()...)

	frame := &bits{}
	frame.put(0b11111111111110, 14)
	frame.put(0, 2)      // blocks of one size
	frame.put(0b0111, 4) // which follows in 16 bits
	frame.put(0b0100, 4) // 8 kHz
	frame.put(0, 4)      // one channel
	frame.put(0b100, 3)  // 16 bits
	frame.put(0, 1+8)    // frame 0
	frame.put(samples-1, 16)
	frame.put(uint64(crc(frame.bytes(), 8, 0x07)), 8)
	frame.put(0, 8) // a constant, without wasted bits
	frame.put(seed%1000, 16)
	frame.put(uint64(crc(frame.bytes(), 16, 0x8005)), 16)
	return append(out, frame.bytes()...), nil
}

// crc returns a checksum of so many bits.
func crc(data []byte, width int, polynomial uint32) uint32 {
	sum, top := uint32(0), uint32(1)<<(width-1)
	for _, b := range data {
		sum ^= uint32(b) << (width - 8)
		for range 8 {
			if sum&top != 0 {
				sum = sum<<1 ^ polynomial
			} else {
				sum <<= 1
			}
		}
	}
	return sum & (top<<1 - 1)
}
