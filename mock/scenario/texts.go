package scenario

import (
	"fmt"
	"strconv"
	"strings"
	"text/template"

	"github.com/ringer-api/ringer/mock/budget"
	"github.com/ringer-api/ringer/schemas/display"
)

// maxTemplate limits the output of a template, in bytes.
const maxTemplate = 16 << 20

var errTemplate = fmt.Errorf("the template produces more than %d MiB", maxTemplate>>20)

// texts produces the texts of one run of a template. They are limited in total, since
// each may contain an earlier one several times.
type texts struct {
	left  int
	room  *budget.Room // where they are counted while the template is executed
	taken int64
}

// take counts a text before it is produced.
func (t *texts) take(bytes int) error {
	if t.left -= bytes; t.left < 0 {
		return errTemplate
	}
	if err := t.room.Take(int64(bytes), "the template's output"); err != nil {
		return err
	}
	t.taken += int64(bytes)
	return nil
}

// done releases the room: where the output is used it is counted again.
func (t *texts) done() { t.room.Give(t.taken) }

func (t *texts) functions() template.FuncMap {
	return template.FuncMap{
		"json":   func(v any) (string, error) { return t.made(asJSON(v)) },
		"print":  t.print,
		"repeat": t.repeat,
		"upper":  func(v any) (string, error) { return t.made(strings.ToUpper(fmt.Sprint(v)), nil) },
	}
}

// made counts a text that was produced.
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
		return "", fmt.Errorf("repeat wants a whole number from 0, got %s", display.Clip(fmt.Sprint(count), 200, "..."))
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
