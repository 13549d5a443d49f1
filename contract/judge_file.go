package contract

import (
	"context"
	"errors"
	"slices"

	"github.com/ringer-api/ringer/contract/recorded"
	"github.com/ringer-api/ringer/contract/report"
	"github.com/ringer-api/ringer/contract/rule"
	"github.com/ringer-api/ringer/schemas"
)

// JudgeFile holds the answers in a file against the rules of Check, as far as a
// file can tell: nothing is asked, and what only a run can show is "not
// examined". Of the target, Description, MaxBody, Rules, FailOn, Known, Strict,
// Require, RequireRecords and Now count. The report's notes say what was taken for what.
//
// Answers are compared with one another in their order: an archive's by its
// times, so that two requests that overlapped are not compared, lines as they
// stand. Memory is bounded by a few times Target.MaxBody; a list longer than
// that is read execution by execution, and what needs the whole of it is not
// examined.
//
// The error is a *UsageError when the target or the type is none, or when the
// type cannot be told, without a report; a *NotCheckedError when the file could not be
// read, or not to its end, or holds nothing of this API, beside a report of what
// was seen until then; or an *InternalError, as Check gives. ExitCode knows all
// cases.
func JudgeFile(ctx context.Context, f File, t Target) (*Report, error) {
	if err := t.validateJudging(); err != nil {
		return nil, err
	}
	t = t.withDefaults()
	if f.Type != "" && !slices.Contains(recorded.Types(t.Description), f.Type) {
		return nil, recorded.UnknownType(t.Description, f.Type)
	}
	t.URL, t.Datasets = f.Name, []Dataset{}
	j := rule.NewJudge(t.judging())
	j.Context = ctx
	reader := recorded.NewReader(ctx, f, recorded.Options{Description: t.Description, MaxBody: t.MaxBody}, fileJudge{j})
	var err error
	j.Defects.Recover(func() { err = reader.Read() }, "reading %s", f.Name)
	if usage := (*UsageError)(nil); errors.As(err, &usage) {
		return nil, err
	}
	report := report.New(j, t.reporting())
	report.Recorded = true
	report.Notes = append(reader.Summary.Notes(f.Name), report.Notes...)
	problem := unreadFile(ctx, f, reader, err)
	if problem == nil {
		problem = j.Unjudged.Problem()
	}
	if problem != nil {
		report.Unfinished = problem.Error()
	}
	report.Internal = j.Defects.Problems()
	report.Decide()
	return report, report.Failure(problem)
}

// unreadFile is why a file was not read to its end, or says nothing; nil when it
// was. cut is what reading it ended with.
func unreadFile(ctx context.Context, f File, reader *recorded.Reader, cut error) *NotCheckedError {
	switch {
	case cut != nil:
		problem := &NotCheckedError{Doing: "reading " + f.Name, Err: cut}
		if told := (*recorded.Error)(nil); errors.As(cut, &told) {
			problem.Hint = told.Hint
		}
		return problem
	case ctx.Err() != nil:
		return &NotCheckedError{Doing: "checking " + f.Name, Err: context.Cause(ctx)}
	case reader.Summary.Judged == 0:
		return &NotCheckedError{Doing: "looking for responses in " + f.Name,
			Err: errors.New("it holds none of this API"), Hint: "is it the right file?"}
	}
	return nil
}

// fileJudge is the judge as it is shown what a file holds.
type fileJudge struct{ *rule.Judge }

// See has an exchange judged.
func (j fileJudge) See(x *Exchange) { j.Judge.See(x) }

// InParts has a list judged element by element.
func (j fileJudge) InParts(x *Exchange, element schemas.Response) recorded.LongList {
	return j.Judge.InParts(x, element)
}

// FileTypes are the names that File.Type takes. A target with a description of
// its own has that one's types instead of ours.
func FileTypes() []string { return recorded.Types(description()) }
