package contract_test

import (
	"net/http"
	"sync/atomic"
)

// everyNthList alters the first execution of every nth list.
func everyNthList(n int64, alter func(record) record) func(*honest) {
	var lists atomic.Int64
	return onAnswer("list", func(a *answer) {
		if list, ok := a.body.([]record); ok && len(list) > 0 && lists.Add(1)%n == 0 {
			a.body = append([]record{alter(list[0])}, list[1:]...)
		}
	})
}

// everyNthOnWire sends every nth response in another way.
func everyNthOnWire(n int, write func(http.ResponseWriter, *answer)) func(http.ResponseWriter, *answer) {
	return func(w http.ResponseWriter, a *answer) {
		if a.nth%n == 0 {
			write(w, a)
			return
		}
		a.send(w)
	}
}

// guarded requires the token that brokenTarget sends.
func (h *honest) guarded() *honest {
	h.token = "s3cret-t0ken"
	return h
}
