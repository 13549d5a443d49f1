package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/ringer-api/ringer/schemas"
)

func newValidateCommand(app *app) *cobra.Command {
	var kind, format string
	cmd := &cobra.Command{
		Use:   "validate FILE|-",
		Short: "hold a saved answer against the schemas",
		Long: `Reads a JSON document from FILE, or from standard input for -, and prints every
place where it breaks its schema: a record, a list of records, a list of
results, the body of a 422, or any other type by --type. Without --type it
finds out by itself what the document is, and says so.

A list of any length is read record by record. The exit code is 1 when the
document breaks the schema, or is no JSON.`,
		Example: `# an answer saved yesterday
ringer validate answer.json

# what a scenario answers, without a server
ringer generate --scenario one-of-each-status | ringer validate -`,
		Args: arguments(1, 1, "one file, or - for standard input"),
		RunE: func(_ *cobra.Command, args []string) error {
			return validate(app, args[0], kind, format)
		},
	}
	cmd.Flags().StringVar(&kind, "type", "", "what it should be: a type, or list, or results")
	nameValue(cmd, "type", "NAME")
	complete(cmd, "type", kindNames())
	addFormat(cmd, &format, "text", "json")
	return cmd
}

// verdict is the result of a validation.
type verdict struct {
	File       string              `json:"file"`
	Type       string              `json:"type"`
	Records    int                 `json:"records,omitempty"`
	Violations []schemas.Violation `json:"violations"`
}

// guessBytes is how much of a document is looked at to guess what it is.
const guessBytes = 64 << 10

func validate(app *app, file, kind, format string) error {
	in, err := app.open(file)
	if err != nil {
		return err
	}
	defer in.Close()
	document := bufio.NewReaderSize(in, guessBytes)
	v := verdict{File: file, Type: kind, Violations: []schemas.Violation{}}
	if kind == "" {
		start, _ := document.Peek(guessBytes) // what cannot be read is told below
		v.Type = app.sayGuess(file, start)
	}
	if err := v.judge(document); err != nil {
		return err
	}
	return v.print(app, format)
}

// sayGuess tells on stderr what the document is taken as.
func (a *app) sayGuess(file string, start []byte) string {
	kind, why := guess(start)
	if kind != "" {
		fmt.Fprintf(a.stderr, "%s is taken as %s: %s (--type says otherwise)\n",
			inWords(file), kindInWords(kind), why)
	}
	return kind
}

func (a *app) open(file string) (io.ReadCloser, error) {
	if file == "-" {
		return io.NopCloser(a.stdin), nil
	}
	f, err := os.Open(file)
	if err != nil {
		return nil, unasked(err.Error())
	}
	return f, nil
}

// judge holds the document against the schema of its type.
func (v *verdict) judge(document io.Reader) error {
	if v.Type == "" {
		return v.judgeUnknown(document)
	}
	schema, err := kindSchema(v.Type)
	if err != nil {
		return err
	}
	if v.Type == listKind || v.Type == resultsKind {
		return v.judgeList(document, schema)
	}
	text, err := io.ReadAll(document)
	if err != nil {
		return v.unreadable(err)
	}
	v.Violations = append(v.Violations, schema.Validate(text)...)
	return nil
}

func (v *verdict) judgeList(document io.Reader, schema *schemas.Schema) error {
	each := func(_ int, _ []byte, found []schemas.Violation) error {
		v.Records++
		v.Violations = append(v.Violations, found...)
		return nil
	}
	found, err := schema.ValidateStream(document, each)
	if err != nil {
		return v.unreadable(err)
	}
	v.Violations = append(v.Violations, found...)
	return nil
}

// judgeUnknown is for a document that nothing gives away: it may be no JSON,
// which breaks every schema.
func (v *verdict) judgeUnknown(document io.Reader) error {
	text, err := io.ReadAll(document)
	if err != nil {
		return v.unreadable(err)
	}
	v.Type = noKind
	v.Violations = append(v.Violations, schemas.CheckJSON(text)...)
	if len(v.Violations) == 0 {
		return usage(fmt.Sprintf("cannot tell what %s is", inWords(v.File)),
			"say it with --type: "+strings.Join(kindNames(), ", "))
	}
	return nil
}

func (v *verdict) unreadable(err error) error {
	return unasked(fmt.Sprintf("reading %s: %v", inWords(v.File), err))
}

func (v *verdict) print(app *app, format string) error {
	var err error
	if format == "json" {
		err = writeJSON(app.stdout, v)
	} else {
		v.write(app.stdout)
	}
	if err == nil && len(v.Violations) > 0 {
		err = errBroken
	}
	return err
}

func (v *verdict) write(w io.Writer) {
	for _, violation := range v.Violations {
		writeViolation(w, violation)
	}
	what := kindInWords(v.Type)
	if v.Type == listKind || v.Type == resultsKind {
		what += ", " + count(v.Records, "record")
	}
	fmt.Fprintf(w, "%s: %s, %s\n", inWords(v.File), what, count(len(v.Violations), "violation"))
}

// count is "no thing", "1 thing" or "2 things".
func count(n int, thing string) string {
	switch n {
	case 0:
		return "no " + thing
	case 1:
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}

// inWords is a file's name as a sentence names it.
func inWords(file string) string {
	if file == "-" {
		return "standard input"
	}
	return file
}

func writeViolation(w io.Writer, v schemas.Violation) {
	place := v.Pointer
	if place == "" {
		place = "the whole document"
	}
	if v.At != nil {
		place += fmt.Sprintf(" (line %d, column %d)", v.At.Line, v.At.Column)
	}
	fmt.Fprintf(w, "%s\n  %s\n", place, v.Sentence)
	if v.Source != "" {
		fmt.Fprintf(w, "  %s, %s\n", v.Keyword, v.Source)
	}
}
