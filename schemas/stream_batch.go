package schemas

import (
	"strconv"

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
	// Violations are nil if the record is valid. Their pointers and positions count from the
	// start of the stream.
	Violations []Violation
	// Broken are the places in the record that violations are about.
	Broken []BrokenPlace
	start  Position
}

// Limits of a batch, of the batches that are read and not given on, and of the workers.
const (
	batchRecords, batchBytes = 128, 256 << 10
	maxBatches               = 4
	maxWorkers               = 2
)

// batch is some records that are judged together.
type batch struct {
	records []StreamRecord
	bytes   int
	done    chan struct{}
	panics  any // what a worker panicked with
}

// recordJudge judges the records of one stream.
type recordJudge struct {
	schema *Schema
	quick  *accept.Schema // nil if each record is for the validator
	values int            // limit of a validated record; 0 is no limit
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
		r.Violations, r.Broken = []Violation{*broken}, wholeBroken
		r.Violations[0].Pointer = prefix + broken.Pointer
		shift(r.Violations, r.start)
		return
	}
	found := j.schema.judgeSome([]any{v}, records, false)
	r.Broken = insideFirst(found.places)
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

// batches passes records on: to workers, which judge them, and then in order to each.
type batches struct {
	judge   recordJudge
	each    func(StreamRecord) error
	filling *batch
	waiting []*batch // given to the workers, the oldest first
	held    int      // bytes in those
	work    chan *batch
}

// add takes one more record. Its text is copied.
func (b *batches) add(r StreamRecord) error {
	if b.filling == nil {
		b.filling = &batch{done: make(chan struct{})}
	}
	r.Text = append([]byte(nil), r.Text...)
	b.filling.records = append(b.filling.records, r)
	b.filling.bytes += len(r.Text)
	if len(b.filling.records) < batchRecords && b.filling.bytes < batchBytes {
		return nil
	}
	b.start()
	b.work <- b.filling
	b.held += b.filling.bytes
	b.waiting, b.filling = append(b.waiting, b.filling), nil
	for len(b.waiting) >= maxBatches || b.held > maxBatches*batchBytes {
		if err := b.giveOldest(); err != nil {
			return err
		}
	}
	return nil
}

// start starts the workers, once there is a whole batch for one.
func (b *batches) start() {
	if b.work != nil {
		return
	}
	b.work = make(chan *batch, maxBatches)
	for range maxWorkers {
		go func() {
			var by accept.Reader
			for some := range b.work {
				b.process(some, &by)
			}
		}()
	}
}

// process judges a batch. A panic is passed on to the goroutine that reads the stream.
func (b *batches) process(some *batch, by *accept.Reader) {
	defer close(some.done)
	defer func() { some.panics = recover() }()
	for i := range some.records {
		b.judge.judge(&some.records[i], by)
	}
}

// giveOldest waits for the oldest batch and gives what it shows to each.
func (b *batches) giveOldest() error {
	some := b.waiting[0]
	b.waiting, b.held = b.waiting[1:], b.held-some.bytes
	<-some.done
	if some.panics != nil {
		panic(some.panics)
	}
	for _, r := range some.records {
		if err := b.each(r); err != nil {
			return err
		}
	}
	return nil
}

// giveAll gives on what is left, after the last record.
func (b *batches) giveAll() error {
	if last := b.filling; last != nil {
		b.filling = nil
		b.process(last, &accept.Reader{})
		b.waiting, b.held = append(b.waiting, last), b.held+last.bytes
	}
	for len(b.waiting) > 0 {
		if err := b.giveOldest(); err != nil {
			return err
		}
	}
	return nil
}

// stop ends the workers, and waits until they have ended.
func (b *batches) stop() {
	if b.work == nil {
		return
	}
	close(b.work)
	for _, some := range b.waiting {
		<-some.done
	}
}
