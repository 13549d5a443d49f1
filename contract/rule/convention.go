package rule

// convention is something that services may do or not. What only a service that does it gets
// wrong is kept until the end of a run, which shows whether this one does.
type convention struct {
	shown  bool // some job has shown that the service keeps it
	breaks []Break
}

// broke keeps what is wrong if the service keeps the convention.
func (c *convention) broke(b Break) {
	if len(c.breaks) < maxAmbiguous {
		c.breaks = append(c.breaks, b)
	}
}

// end is the End of a checker.
func (c *convention) end(say *Recorder) {
	if !c.shown {
		return
	}
	for _, b := range c.breaks {
		say.Broke(b)
	}
}
