package mock

import (
	"fmt"
	"net/http"
	"slices"

	"github.com/ringer-api/ringer/mock/execution"
	"github.com/ringer-api/ringer/mock/fastapi"
	"github.com/ringer-api/ringer/mock/fault"
	"github.com/ringer-api/ringer/mock/generate"
	"github.com/ringer-api/ringer/schemas"
)

// compose makes the answer that the plan wants, before anything spoils it.
func (c *call) compose() (*fault.Answer, error) {
	a, err := c.good()
	if err != nil {
		return nil, err
	}
	if own := c.plan.answer; own != nil {
		for name, values := range own.Headers {
			if len(values) == 0 {
				a.Header.Del(name)
				continue
			}
			a.Header[name] = slices.Clone(values) // the call adds to its own
		}
	}
	a.Delivery.Delay += c.plan.wait
	c.tag(a)
	return a, nil
}

// good gives the answer its status and body: the rule's own, the one that
// belongs to a forced status, or what the operation answers.
func (c *call) good() (*fault.Answer, error) {
	switch {
	case c.plan.operates():
		return c.operate()
	case c.plan.answer != nil && c.plan.answer.ReplacesBody():
		return c.replaced(c.plan.answer)
	}
	return answerOf(c.forced(c.plan.code)), nil
}

// operate answers as the operation does.
func (c *call) operate() (*fault.Answer, error) {
	switch c.operation {
	case schemas.Execute:
		return c.executeDataset()
	case schemas.List:
		return c.list()
	case schemas.Results:
		return c.results()
	case schemas.Get:
		return c.single()
	}
	return nil, fmt.Errorf("the description names an operation %q that the mock does not know", c.operation)
}

// executeDataset gives birth to an execution and answers with its record.
func (c *call) executeDataset() (*fault.Answer, error) {
	questions, model, prompt := c.asked()
	born, err := c.bear(func(nth int) execution.Birth {
		return generate.Asked(c.plan.seed, c.pipeline(), c.dataset(), nth, c.now, questions, model, prompt, c.plan.generate)
	})
	if err != nil {
		return nil, err
	}
	record, err := c.render(view{id: born.ID, of: 1, birth: born})
	return ok(record), err
}

// bear keeps a new execution of the call's dataset.
func (c *call) bear(birth func(nth int) execution.Birth) (execution.Birth, error) {
	m := c.session.mock
	born, dropped, err := c.session.give(c.pipeline(), c.dataset(), func(nth int) execution.Birth {
		b := birth(nth)
		c.session.countFrom(b) // before anybody else can see it
		return b
	})
	if err != nil {
		return born, fmt.Errorf("keeping a new execution of dataset %s: %w", c.dataset(), err)
	}
	for _, b := range dropped {
		m.config.Logger.Warn("execution dropped: there are too many", "execution", b.ID, "created", b.CreatedAt)
	}
	c.started = born.ID
	return born, nil
}

// takeBack makes the execution that the call started, if it did, one that never
// was: the call turned out to be an error.
func (c *call) takeBack() error {
	if c.started == "" {
		return nil
	}
	return c.session.amend(c.started, &amendment{gone: true})
}

// countFrom remembers how often the dataset was looked at before this birth, so
// that a job which moves by polls counts only those after it.
func (s *Session) countFrom(b execution.Birth) {
	s.mu.Lock()
	defer s.mu.Unlock()
	born := "born " + b.ID
	s.makeRoom(born)
	s.calls[born] = s.calls["call "+schemas.List+" "+b.PipelineID+" "+b.EvalDatasetID]
}

// list answers with every execution of the dataset.
func (c *call) list() (*fault.Answer, error) {
	views, err := c.views()
	if err != nil {
		return nil, err
	}
	what := fmt.Sprintf("a list of %d executions", len(views))
	if err := c.room.take(int64(len(views))*recordSize, what); err != nil {
		return nil, err
	}
	list := newArray(len(views) * recordSize)
	for i := range views {
		record, err := c.render(views[i])
		if err != nil {
			return nil, err
		}
		views[i] = view{} // its room is for the record
		list.add(record)
		if err := c.room.reach(list.size(), what); err != nil {
			return nil, err
		}
	}
	c.room.keep(list.size())
	return ok(list.close()), nil
}

// single answers with one execution.
func (c *call) single() (*fault.Answer, error) {
	views, err := c.views()
	if err != nil {
		return nil, err
	}
	for _, v := range views {
		if v.id == c.execution() {
			record, err := c.render(v)
			return ok(record), err
		}
	}
	return answerOf(c.unknownExecution()), nil
}

// unknownExecution is the 404 of an id that is well-formed but not there.
func (c *call) unknownExecution() *fastapi.Response {
	return fastapi.Detail(http.StatusNotFound, "Eval dataset execution with id "+c.execution()+" not found")
}

// replaced answers with the body that a rule brings.
func (c *call) replaced(own *answer) (*fault.Answer, error) {
	a := &fault.Answer{Status: own.status(), Header: http.Header{}, Body: own.Body}
	kind := "application/json"
	switch {
	case own.template != nil:
		made, err := c.execute(own.template, nil, nil)
		if err != nil {
			return nil, scenarioTrouble(c.plan.scenario, own.Place, err)
		}
		a.Body = []byte(made)
	case own.Text != "":
		a.Body, kind = []byte(own.Text), "text/plain; charset=utf-8"
	case own.BodyBase64 != nil:
		a.Body, kind = own.BodyBase64, ""
	}
	if own.ContentType != "" {
		kind = own.ContentType
	}
	if kind != "" {
		a.Header.Set("Content-Type", kind)
	}
	return a, nil
}

// array is a JSON array that grows, without a second copy of what is in it.
type array struct{ text []byte }

func newArray(size int) *array {
	const most = 64 << 20 // what is larger grows as it comes
	return &array{append(make([]byte, 0, min(size, most)+2), '[')}
}

func (a *array) add(value []byte) {
	if len(a.text) > 1 {
		a.text = append(a.text, ',')
	}
	a.text = append(a.text, value...)
}

func (a *array) size() int64 { return int64(len(a.text)) }

func (a *array) close() []byte { return append(a.text, ']') }

// ok is a good answer with a JSON body.
func ok(body []byte) *fault.Answer {
	return answerOf(fastapi.JSON(http.StatusOK, body))
}

func answerOf(r *fastapi.Response) *fault.Answer {
	header := r.Header
	if header == nil {
		header = http.Header{}
	}
	return &fault.Answer{Status: r.Status, Header: header, Body: r.Body}
}
