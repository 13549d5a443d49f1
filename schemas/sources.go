package schemas

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"

	"github.com/ringer-api/ringer/schemas/document"
)

// Source is the position and the origin of one keyword of the description. A keyword
// that lists names has one Source for each name if their origins differ.
type Source struct {
	File    string `json:"file"`
	Line    int    `json:"line"`
	Pointer string `json:"pointer"` // of the keyword, or of the name in it
	Keyword string `json:"keyword"`
	Origin  Origin `json:"origin"`
	// Quote is the cited line of the documentation page; empty for other origins.
	Quote string `json:"quote,omitempty"`
	// Note is the decision that led from an ambiguous source to this keyword, preceded by
	// the decision's id.
	Note string `json:"note,omitempty"`
}

// Decision is one question that the sources leave open, and its answer.
type Decision struct {
	ID       string `json:"id"`
	Question string `json:"question"`
	Decision string `json:"decision"`
	Reason   string `json:"reason"`
	// Places are the keywords that follow from it, as FILE#POINTER.
	Places []string `json:"places"`
}

// Sources returns every keyword of every file, in the order of the document and of its
// lines. The caller may change the list.
func (d *Description) Sources() []Source { return slices.Clone(d.sources()) }

// Decisions returns the questions that the sources leave open, with their answers; empty
// for a description that has none.
func (d *Description) Decisions() []Decision { return slices.Clone(d.decisions) }

// docsPage is the stored part of the documentation page: its length, and the lines that
// keywords come from.
type docsPage struct {
	Title  string            `json:"title"`
	Lines  int               `json:"lines"`
	Quotes map[string]string `json:"quotes"`
}

// sourceReader lists sources. The files docs.json and decisions.json beside the document
// are optional.
type sourceReader struct {
	lenient bool // ignores invalid origins, which may be other annotations
	page    docsPage
	notes   map[string]string // by FILE#POINTER
	found   []Source
}

// readSources lists the sources with the information in the files beside the document,
// and rejects invalid annotations.
func (d *Description) readSources(fsys fs.FS) error {
	var r sourceReader
	dir := path.Dir(d.file)
	if err := readOptional(fsys, path.Join(dir, "docs.json"), &r.page); err != nil {
		return err
	}
	if err := readOptional(fsys, path.Join(dir, "decisions.json"), &d.decisions); err != nil {
		return err
	}
	r.notes = map[string]string{}
	for _, decision := range d.decisions {
		for _, place := range decision.Places {
			r.notes[place] = decision.ID + ": " + decision.Decision
		}
	}
	err := r.read(d)
	d.sources = func() []Source { return r.found }
	return err
}

// ownSources lists the sources of a document without annotations.
func (d *Description) ownSources() []Source {
	r := sourceReader{lenient: true}
	_ = r.read(d) // a lenient reader returns no error
	return r.found
}

func (r *sourceReader) read(d *Description) error {
	for _, file := range append([]string{d.file}, d.set.Files()...) {
		if err := r.object(d.set.File(file)); err != nil {
			return err
		}
	}
	return nil
}

// readOptional reads a JSON file strictly; a missing file is not an error.
func readOptional(fsys fs.FS, name string, into any) error {
	data, err := fs.ReadFile(fsys, name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err == nil {
		if broken := CheckJSON(data); len(broken) > 0 {
			err = errors.New(broken[0].Sentence)
		} else {
			err = json.Unmarshal(data, into)
		}
	}
	if err != nil {
		return fmt.Errorf("reading %s: %w", name, err)
	}
	return nil
}

func (r *sourceReader) object(v *document.Value) error {
	for _, m := range v.Members() {
		if m.Name == originKey {
			continue
		}
		if err := r.keyword(v, m); err != nil {
			return err
		}
		if err := r.inside(m); err != nil {
			return err
		}
	}
	return nil
}

func (r *sourceReader) keyword(v *document.Value, m document.Member) error {
	entry := annotation(v, m.Name)
	switch {
	case entry == nil:
		return r.add(m.Name, m.Value, "", m.Value)
	case entry.Kind != '{':
		return r.add(m.Name, m.Value, entry.Text, entry)
	}
	for _, name := range m.Members() {
		if err := r.add(m.Name, name.Value, entry.TextOf(name.Name), entry); err != nil {
			return err
		}
	}
	for _, item := range m.Items() {
		if err := r.add(m.Name, item, entry.TextOf(item.Text), entry); err != nil {
			return err
		}
	}
	return nil
}

func (r *sourceReader) add(keyword string, at *document.Value, origin string, annotation *document.Value) error {
	o, err := parseOrigin(origin)
	if err != nil && r.lenient {
		o, err = Origin{}, nil
	}
	if err != nil {
		return fmt.Errorf("%s: %w", annotation.Source(), err)
	}
	if o.Line > r.page.Lines && r.page.Lines > 0 {
		return fmt.Errorf("%s: origin %s: the page has %d lines", annotation.Source(), o, r.page.Lines)
	}
	r.found = append(r.found, Source{
		File: at.File(), Line: at.Line(), Pointer: at.Pointer(), Keyword: keyword, Origin: o,
		Quote: r.page.Quotes[strconv.Itoa(o.Line)], Note: r.notes[at.File()+"#"+at.Pointer()],
	})
	return nil
}

// inside lists the keywords inside a keyword's value.
func (r *sourceReader) inside(m document.Member) error {
	if document.IsData(m.Name) || m.Name == "security" {
		return nil
	}
	children := m.Items()
	if document.IsMap(m.Name) {
		for _, c := range m.Members() {
			children = append(children, c.Value)
		}
	} else if m.Kind == '{' {
		children = []*document.Value{m.Value}
	}
	for _, c := range children {
		if err := r.object(c); err != nil {
			return err
		}
	}
	return nil
}
