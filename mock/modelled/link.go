package modelled

import (
	"time"

	"github.com/ringer-api/ringer/mock/lifecycle"
	"github.com/ringer-api/ringer/mock/world"
	"github.com/ringer-api/ringer/schemas/jobs"
)

var (
	_ world.Linker = (*Kind)(nil)
	_ world.Linked = (*birth)(nil)
)

func (b *birth) Leader() *lifecycle.Ref {
	if b.Birth.Leader == nil {
		return nil
	}
	return &b.Birth.Leader.By
}

func (b *birth) Subject() *lifecycle.Ref { return b.Birth.Subject }

// WithLeader returns a birth that follows a job from a time on.
func (k *Kind) WithLeader(b world.Birth, leader lifecycle.Ref, now time.Time, doing string) world.Birth {
	return &birth{k.plan.WithLeader(*of(b), leader, now, doing)}
}

// WithSubject returns a birth whose record shows another one.
func (k *Kind) WithSubject(b world.Birth, subject lifecycle.Ref) world.Birth {
	own := of(b).Clone()
	own.Subject = &subject
	return &birth{own}
}

// Follow returns the birth in the states that those of its leader mean for it.
func (k *Kind) Follow(b world.Birth, leads []lifecycle.Lead) world.Birth {
	return &birth{k.plan.Follow(*of(b), leads)}
}

// Hold returns a record with that of its subject.
func (k *Kind) Hold(op jobs.Operation, record []byte, state string, subject []byte, of world.Kind) []byte {
	other, is := of.(*Kind)
	if !is {
		return record
	}
	return k.plan.Hold(op, record, state, subject, other.plan)
}
