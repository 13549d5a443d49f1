package journal

import (
	"cmp"
	"maps"
	"slices"
)

// grow counts bytes as used, and evicts exchanges until the rest is within the limits:
// the oldest of this journal for its own limits, the oldest of the fullest journal for
// the shared limit, so that a busy session does not take space from a quiet one. The
// caller holds the lock.
func (j *Journal) grow(bytes int64) {
	j.bytes += bytes
	j.shared.bytes += bytes
	for len(j.entries) > j.maxEntries || j.bytes > j.maxBytes {
		j.forget()
	}
	for j.shared.bytes > j.shared.maxBytes {
		j.shared.fullest().forget()
	}
}

// forget evicts the oldest exchange; the caller holds the lock.
func (j *Journal) forget() {
	size := j.entries[0].size()
	j.bytes -= size
	j.shared.bytes -= size
	j.entries[0] = Entry{} // so that its memory can be freed
	j.entries = j.entries[1:]
	j.forgotten++
	if len(j.entries) == 0 {
		delete(j.shared.all, j)
	}
}

// fullest is the journal with the most bytes; of several the first by session name.
func (b *Journals) fullest() *Journal {
	return slices.MaxFunc(slices.Collect(maps.Keys(b.all)), func(x, y *Journal) int {
		return cmp.Or(cmp.Compare(x.bytes, y.bytes), cmp.Compare(y.session, x.session))
	})
}
