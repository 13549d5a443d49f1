package media

// bits collects values of some bits each, the highest bit first unless low is set.
type bits struct {
	low  bool
	out  []byte
	used int // of the last byte
}

func (b *bits) put(value uint64, width int) {
	for i := range width {
		bit := value >> (width - 1 - i) & 1
		if b.low {
			bit = value >> i & 1
		}
		if b.used == 0 {
			b.out = append(b.out, 0)
		}
		at := 7 - b.used
		if b.low {
			at = b.used
		}
		b.out[len(b.out)-1] |= byte(bit << at)
		b.used = (b.used + 1) % 8
	}
}

// golomb puts unsigned Exp-Golomb codes, as H.264 has them.
func (b *bits) golomb(values ...uint64) {
	for _, v := range values {
		width := 0
		for n := v + 1; n > 1; n >>= 1 {
			width++
		}
		b.put(0, width)
		b.put(v+1, width+1)
	}
}

// align fills the last byte with zeros.
func (b *bits) align() { b.used = 0 }

func (b *bits) bytes() []byte { return b.out }
