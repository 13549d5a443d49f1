package random

import (
	"encoding/binary"
	"fmt"
	"hash/fnv"
	"strconv"
)

// Hash returns 64 bits that are the same on every machine.
func Hash(parts ...string) uint64 {
	h := fnv.New64a()
	for _, p := range parts {
		_, _ = h.Write([]byte(p))
		_, _ = h.Write([]byte{0})
	}
	return h.Sum64()
}

// UUID returns a version 4 UUID that is always the same for the same seed and parts.
func UUID(seed uint64, parts ...string) string {
	var b [16]byte
	binary.BigEndian.PutUint64(b[:8], seed^Hash(append(parts, "high")...))
	binary.BigEndian.PutUint64(b[8:], Hash(append(parts, "low", strconv.FormatUint(seed, 10))...))
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}
