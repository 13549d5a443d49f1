package schemas

import (
	"strconv"
	"sync/atomic"

	"github.com/ringer-api/ringer/schemas/accept"
)

// This file judges the records of a stream: in batches, by two workers, while the next batch
// is read. What each batch shows is given on in order.

// StreamRecord is one record of a stream. Its text is not changed afterwards.
type StreamRecord struct {
	Index int // from 0
	Text  []byte
	// Value is the record, with numbers as json.Number; nil if it is not strict JSON, or was not
	// validated.
	Value any
	// Violations are those of the record, whose pointers and positions count from the start of
	// the stream; Broken are the places in the record that they are about. Count is how many
	// there are: more than are in Violations once MaxTold are.
	Violations []Violation
	Broken     []BrokenPlace
	Count      int
	start      Position
}

// Limits of a batch, of the batches that are read and not given on, and of the workers.
const (
	batchRecords, batchBytes = 128, 256 << 10
	maxBatches               = 4
	maxWorkers               = 2
)

// batch is some records that are judged together.
type batch[T any] struct {
	records []StreamRecord
	read    []T
	bytes   int
	found   int // violations
	done    chan struct{}
	panics  any // what a worker panicked with
}

// recordJudge judges the records of one stream.
type recordJudge struct {
	schema *Schema
	quick  *accept.Schema // nil if each record is for the validator
	values int            // limit of a validated record; 0 is no limit
	told   atomic.Bool    // enough violations were told: the others are only counted
}

// judge finds the value and the violations of a record.
func (j *recordJudge) judge(r *StreamRecord, by *accept.Reader) {
	if j.quick != nil {
		most := j.values
		if most == 0 {
			most = len(r.Text)
		}
		if text := string(r.Text); by.Accepts(j.quick, text, 0, most) {
			r.Value = by.Decode(text)
			return
		}
	}
	prefix := "/" + strconv.Itoa(r.Index)
	v, broken := decodeWithin(r.Text, j.values)
	if broken != nil {
		r.Violations, r.Broken, r.Count = []Violation{*broken}, wholeBroken, 1
		r.Violations[0].Pointer = prefix + broken.Pointer
		shift(r.Violations, r.start)
		return
	}
	found := j.schema.judgeSome([]any{v}, records, j.told.Load())
	r.Broken, r.Count = insideFirst(found.places), found.count
	kept := insideRecord(found.violations)
	locate(r.Text, kept)
	shift(kept, r.start)
	for i := range kept {
		kept[i].Pointer = prefix + kept[i].Pointer
	}
	if len(kept) > 0 {
		r.Violations = kept
	}
	nameEmpty(v)
	r.Value = v
}

// batches passes records on: to workers, which judge and read them, and then in order to each.
type batches[T any] struct {
	judge   *recordJudge
	read    func(StreamRecord) T
	each    func(T) error
	filling *batch[T]
	waiting []*batch[T] // given to the workers, the oldest first
	work    chan *batch[T]
	most    int // violations that are told in all; 0 is no limit
	found   int // violations so far
}

// add takes one more record. Its text is copied.
func (b *batches[T]) add(r StreamRecord) error {
	if b.filling == nil {
		b.filling = &batch[T]{done: make(chan struct{})}
	}
	r.Text = append([]byte(nil), r.Text...)
	b.filling.records = append(b.filling.records, r)
	b.filling.bytes += len(r.Text)
	if len(b.filling.records) < batchRecords && b.filling.bytes < batchBytes {
		return nil
	}
	b.start()
	b.work <- b.filling
	b.waiting, b.filling = append(b.waiting, b.filling), nil
	if len(b.waiting) < maxBatches {
		return nil
	}
	return b.giveOldest()
}

// start starts the workers, once there is a whole batch for one.
func (b *batches[T]) start() {
	if b.work != nil {
		return
	}
	b.work = make(chan *batch[T], maxBatches)
	for range maxWorkers {
		go func() {
			var by accept.Reader
			for some := range b.work {
				b.process(some, &by)
			}
		}()
	}
}

// process judges and reads a batch. A panic is passed on to the goroutine that reads the stream.
func (b *batches[T]) process(some *batch[T], by *accept.Reader) {
	defer close(some.done)
	defer func() { some.panics = recover() }()
	for i := range some.records {
		b.judge.judge(&some.records[i], by)
	}
	for _, r := range some.records {
		some.read = append(some.read, b.read(r))
		some.found += r.Count
	}
	some.records = nil
}

// giveOldest waits for the oldest batch and gives what it shows to each.
func (b *batches[T]) giveOldest() error {
	some := b.waiting[0]
	b.waiting = b.waiting[1:]
	<-some.done
	if some.panics != nil {
		panic(some.panics)
	}
	if b.found += some.found; b.most > 0 && b.found >= b.most {
		b.judge.told.Store(true)
	}
	for _, read := range some.read {
		if err := b.each(read); err != nil {
			return err
		}
	}
	return nil
}

// giveAll gives on what is left, after the last record.
func (b *batches[T]) giveAll() error {
	if last := b.filling; last != nil {
		b.filling = nil
		b.process(last, &accept.Reader{})
		b.waiting = append(b.waiting, last)
	}
	for len(b.waiting) > 0 {
		if err := b.giveOldest(); err != nil {
			return err
		}
	}
	return nil
}

// stop ends the workers, and waits until they have ended.
func (b *batches[T]) stop() {
	if b.work == nil {
		return
	}
	close(b.work)
	for _, some := range b.waiting {
		<-some.done
	}
}
