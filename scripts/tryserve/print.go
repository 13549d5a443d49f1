package main

import "fmt"

func (t *trial) print() {
	if t.out != nil {
		return
	}
	fmt.Printf("ready in %4d ms; %4d operations, %4d documented successes, %d problems of ringer; %4d bodies, %4d valid; "+
		"slowest %d ms (%s); %d jobs, %d final states, %d not reached, %d contradictions\n",
		t.ready.Milliseconds(), t.asked, t.documented, t.ours, t.bodies, t.valid, t.slowest, t.slow,
		len(t.api.Jobs.Jobs), t.finals, t.unfinished, t.contradictions)
}
