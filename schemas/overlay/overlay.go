// Package overlay applies OpenAPI Overlay documents, versions 1.0 and 1.1, to API
// descriptions.
package overlay

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/ringer-api/ringer/schemas/document"
)

// Overlay is a list of changes to a description.
type Overlay struct {
	file    string
	actions []action
}

// action is one change.
type action struct {
	at     *document.Value
	target query
	update *document.Value
	copy   *query
	remove bool
}

// MaxActions is the maximum number of actions in one overlay.
const MaxActions = 1000

// Parse reads an overlay document, in JSON or YAML. The error names the file, and the
// line if there is one.
func Parse(file string, text []byte) (*Overlay, error) {
	root, _, err := document.Parse(context.Background(), file, text)
	if err != nil {
		return nil, fmt.Errorf("reading the overlay: %w", err)
	}
	version := root.Get("overlay")
	switch {
	case version == nil && root.Get("openapi") != nil:
		return nil, fmt.Errorf("%s: this is an OpenAPI document, not an overlay of one", file)
	case version == nil:
		return nil, fmt.Errorf("%s: this is not an overlay: it has no \"overlay\" version", file)
	case !strings.HasPrefix(version.Text+".", "1.0.") && !strings.HasPrefix(version.Text+".", "1.1."):
		return nil, fmt.Errorf("%s: overlay is %s, but only 1.0 and 1.1 can be read", version.Source(), version.Word())
	}
	if err := checkKeys(root, "an overlay", "overlay", "info", "extends", "actions"); err != nil {
		return nil, err
	}
	list := root.Get("actions")
	if !list.IsArray() {
		return nil, fmt.Errorf("%s: an overlay needs a list of actions", file)
	}
	if len(list.Items()) > MaxActions {
		return nil, fmt.Errorf("%s: more than %d actions", list.Source(), MaxActions)
	}
	o := &Overlay{file: file}
	for _, item := range list.Items() {
		a, err := newAction(item)
		if err != nil {
			return nil, err
		}
		o.actions = append(o.actions, a)
	}
	return o, nil
}

// checkKeys rejects keys that the specification does not name, because a misspelt one
// would silently have no effect. Extensions begin with x-.
func checkKeys(v *document.Value, what string, known ...string) error {
	for _, m := range v.Members() {
		if !slices.Contains(known, m.Name) && !strings.HasPrefix(m.Name, "x-") {
			return fmt.Errorf("%s: %q is not a key of %s: want %s, or an extension x-...",
				m.Value.Source(), m.Name, what, strings.Join(known, ", "))
		}
	}
	return nil
}

func newAction(v *document.Value) (action, error) {
	a := action{at: v, update: v.Get("update"), remove: v.Get("remove").IsTrue()}
	if err := checkKeys(v, "an action", "target", "description", "update", "copy", "remove"); err != nil {
		return a, err
	}
	target := v.Get("target")
	if !target.IsString() {
		return a, fmt.Errorf("%s: an action needs a target, a JSONPath such as $.paths", v.Source())
	}
	var err error
	if a.target, err = newQuery(target); err != nil {
		return a, err
	}
	if from := v.Get("copy"); from != nil {
		source, err := newQuery(from)
		if err != nil {
			return a, err
		}
		a.copy = &source
	}
	if a.update == nil && a.copy == nil && !a.remove {
		return a, fmt.Errorf("%s: an action needs update, copy or remove: true", v.Source())
	}
	return a, nil
}

// Apply changes a description that was just read, in place, action by action. The notes
// are about actions that could not be carried out.
func (o *Overlay) Apply(root *document.Value) []document.Note {
	var notes []document.Note
	for _, a := range o.actions {
		if problem := a.apply(root); problem != "" {
			notes = append(notes, document.Note{
				Severity: document.LeftOut, Kind: "overlay", Text: problem, Place: a.at.Place(),
			})
		}
	}
	return notes
}

func (a action) apply(root *document.Value) (problem string) {
	found := a.target.find(root)
	switch {
	case len(found) == 0:
		return fmt.Sprintf("the target %s matches nothing: the action changes nothing", a.target.text)
	case a.remove:
		return remove(root, found)
	}
	update := a.update
	if a.copy != nil {
		sources := a.copy.find(root)
		if len(sources) != 1 {
			return fmt.Sprintf("copy %s matches %d values, but should match one: the action changes nothing", a.copy.text, len(sources))
		}
		update = root.At(sources[0])
	}
	for _, pointer := range found {
		target := root.At(pointer)
		if target.IsObject() != update.IsObject() && !target.IsArray() {
			return fmt.Sprintf("the target %s matches %s, which cannot become %s: the action is left out",
				a.target.text, target.Word(), update.Word())
		}
		merge(target, update.Copy())
	}
	return ""
}
