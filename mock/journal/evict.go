package journal

import (
	"cmp"
	"maps"
	"slices"
)

// grow counts bytes in, and lets the oldest exchanges go until the rest fits:
// its own, then those of the fullest journal, so that a busy session does not
// take from a quiet one. The lock is held.
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

// forget lets the oldest exchange go; the lock is held.
func (j *Journal) forget() {
	size := j.entries[0].size()
	j.bytes -= size
	j.shared.bytes -= size
	j.entries[0] = Entry{} // lets go of what it holds
	j.entries = j.entries[1:]
	j.forgotten++
	if len(j.entries) == 0 {
		delete(j.shared.all, j)
	}
}

// fullest is the journal with most bytes; of several the first by name.
func (b *Journals) fullest() *Journal {
	return slices.MaxFunc(slices.Collect(maps.Keys(b.all)), func(x, y *Journal) int {
		return cmp.Or(cmp.Compare(x.bytes, y.bytes), cmp.Compare(y.session, x.session))
	})
}
