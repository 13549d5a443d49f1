package contract

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"io"
	"slices"
)

// File is answers that somebody kept: an HTTP Archive (HAR), JSON lines with an
// answer or an exchange each, or one answer's body. It may be packed with gzip, and
// be written in UTF-8, UTF-16 or UTF-32.
type File struct {
	// Name is what reports call it.
	Name string
	// From is read once, to its end or to a bound.
	From io.Reader
	// Type is what it is, one of FileTypes; empty finds out.
	Type string
	// MaxBytes bounds the file, also unpacked (0: DefaultMaxFile), MaxEntries the answers in
	// it (0: DefaultMaxEntries), those of other services included.
	MaxBytes   int64
	MaxEntries int
}

// The bounds of a file that does not set its own.
const (
	DefaultMaxFile    = 1 << 30
	DefaultMaxEntries = 100_000
)

// JudgeFile holds the answers in a file against the rules of Check, as far as a
// file can tell: nothing is asked, and what only a run can show is "not
// examined". Of the target, Description, MaxBody, Rules, FailOn, Known, Strict,
// RequireRecords and Now count. The report's notes say what was taken for what.
//
// Answers are compared with one another in their order: an archive's by its
// times, so that two requests that overlapped are not compared, lines as they
// stand. Memory is bounded by a few times Target.MaxBody; a list longer than
// that is read execution by execution, and what needs the whole of it is not
// examined.
//
// The error is a *UsageError when the target or the type is none, or when the
// type cannot be told, without a report; an *AskError when the file could not be
// read, or not to its end, or holds nothing of this API, beside a report of what
// was seen until then. ExitCode knows all cases.
func JudgeFile(ctx context.Context, f File, t Target) (*Report, error) {
	if err := t.validateJudging(); err != nil {
		return nil, err
	}
	t = t.withDefaults()
	if f.Type != "" && !slices.Contains(fileTypes(t.Description), f.Type) {
		return nil, unknownType(t.Description, f.Type)
	}
	t.URL, t.Datasets = f.Name, []Dataset{}
	f.MaxBytes = cmp.Or(f.MaxBytes, DefaultMaxFile)
	f.MaxEntries = cmp.Or(f.MaxEntries, DefaultMaxEntries)
	from := &metered{ctx: ctx, from: f.From, left: f.MaxBytes}
	r := &fileRun{file: f, target: t, judge: newJudge(t), from: from}
	err := r.read()
	if usage := (*UsageError)(nil); errors.As(err, &usage) {
		return nil, err
	}
	return r.report(err)
}

// fileRun is one file being judged.
type fileRun struct {
	file   File
	target Target
	judge  *judge
	from   *metered
	taken  taken
}

// read finds out what the file is and has what is in it judged.
func (r *fileRun) read() error {
	from, err := r.unpack()
	if err != nil {
		return err
	}
	head, err := io.ReadAll(io.LimitReader(from, r.target.MaxBody+1))
	if err == nil {
		err = checkText(head, r.file.Type)
	}
	if err != nil {
		return err
	}
	whole := int64(len(head)) <= r.target.MaxBody
	rest := io.MultiReader(bytes.NewReader(head), from)
	switch formOf(head, whole, r.file.Type) {
	case formArchive:
		return r.readArchive(rest)
	case formLines:
		return r.readLines(rest)
	}
	if whole {
		return r.readDocument(head)
	}
	return r.readLongList(head, rest)
}

// see has an exchange judged.
func (r *fileRun) see(x *Exchange) {
	r.taken.judged++
	x.Number = r.taken.judged
	r.judge.see(x)
}

// report concludes. cut is why the file was not read to its end.
func (r *fileRun) report(cut error) (*Report, error) {
	report := r.judge.report()
	report.Recorded = true
	report.Notes = append(r.taken.notes(r.file.Name), report.Notes...)
	var problem *AskError
	switch {
	case cut != nil:
		problem = &AskError{Doing: "reading " + r.file.Name, Err: cut}
		if told := (*fileError)(nil); errors.As(cut, &told) {
			problem.Hint = told.hint
		}
	case r.taken.judged == 0:
		problem = &AskError{Doing: "looking for answers in " + r.file.Name,
			Err: errors.New("it holds none of this API"), Hint: "is it the right file?"}
	}
	if problem != nil {
		report.Unfinished = problem.Error()
	}
	report.decide(r.target)
	if problem != nil {
		return report, problem
	}
	return report, nil
}
