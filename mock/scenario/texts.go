package scenario

import (
	"fmt"
	"strconv"
	"strings"
	"text/template"

	"github.com/ringer-api/ringer/mock/budget"
	"github.com/ringer-api/ringer/schemas/display"
)

// maxTemplate bounds what a template may make, in bytes.
const maxTemplate = 16 << 20

var errTemplate = fmt.Errorf("the template makes more than %d MiB", maxTemplate>>20)

// texts makes the texts of one run of a template. They are bounded all
// together, for one can stand twice in the next, and so on.
type texts struct {
	left  int
	room  *budget.Room // where they are counted while the template runs
	taken int64
}

// take takes room for a text before it is made.
func (t *texts) take(bytes int) error {
	if t.left -= bytes; t.left < 0 {
		return errTemplate
	}
	if err := t.room.Take(int64(bytes), "what the template makes"); err != nil {
		return err
	}
	t.taken += int64(bytes)
	return nil
}

// done gives the room back: what became of the texts is counted where it goes.
func (t *texts) done() { t.room.Give(t.taken) }

func (t *texts) functions() template.FuncMap {
	return template.FuncMap{
		"json":   func(v any) (string, error) { return t.made(asJSON(v)) },
		"print":  t.print,
		"repeat": t.repeat,
		"upper":  func(v any) (string, error) { return t.made(strings.ToUpper(fmt.Sprint(v)), nil) },
	}
}

// made counts a text in.
func (t *texts) made(text string, err error) (string, error) {
	if err == nil {
		err = t.take(len(text))
	}
	return text, err
}

func (t *texts) print(values ...any) (string, error) {
	var all strings.Builder
	for _, v := range values {
		text, err := t.made(fmt.Sprint(v), nil)
		if err != nil {
			return "", err
		}
		all.WriteString(text)
	}
	return all.String(), nil
}

func (t *texts) repeat(count, text any) (string, error) {
	n, err := strconv.Atoi(fmt.Sprint(count))
	if err != nil || n < 0 {
		return "", fmt.Errorf("repeat wants a whole number from 0, this is %s", display.Clip(fmt.Sprint(count), 200, "..."))
	}
	one := fmt.Sprint(text)
	if len(one) > 0 && n > t.left/len(one) {
		return "", errTemplate
	}
	if err := t.take(n * len(one)); err != nil {
		return "", err
	}
	return strings.Repeat(one, n), nil
}
