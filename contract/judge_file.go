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

// JudgeFile checks the responses in a file by the rules of Check, as far as a file allows:
// it sends no request, and rules that need a run are skipped. It uses the fields
// Description, MaxBody, Rules, FailOn, Known, Strict, Require, RequireRecords and Now of
// the target. The report's notes contain how the file was read.
//
// Responses are compared with one another in their order: those of an archive by time, so
// that requests that overlapped are not compared; lines in the order of the file. Memory
// is limited to a few times Target.MaxBody; a longer list is read job by job,
// and rules that need the whole list are skipped.
//
// The error is a *UsageError, without a report, when the target or the type is invalid, or
// when the type cannot be detected; a *NotCheckedError when the file could not be read, or
// not to its end, or contains nothing of this API, with a report of what was seen until
// then; or an *InternalError, as from Check. ExitCode covers all cases.
func JudgeFile(ctx context.Context, f File, t Target) (*Report, error) {
	if err := t.validateJudging(); err != nil {
		return nil, err
	}
	t = t.withDefaults()
	if f.Type != "" && !slices.Contains(recorded.Types(t.Description), f.Type) {
		return nil, recorded.UnknownType(t.Description, f.Type)
	}
	t.URL, t.Collections = f.Name, []Inputs{}
	j := rule.NewJudge(t.judging())
	j.Context = ctx
	reader := recorded.NewReader(ctx, f, recorded.Options{Description: t.Description, Resources: t.resources, MaxBody: t.MaxBody}, fileJudge{j})
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

// unreadFile returns why a file was not read to its end, or contains nothing to check; nil
// when all is well. cut is the error of reading it.
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
			Err: errors.New("it contains none of this API"), Hint: "is it the right file?"}
	}
	return nil
}

// fileJudge is the judge as a listener of a file.
type fileJudge struct{ *rule.Judge }

// See checks an exchange.
func (j fileJudge) See(x *Exchange) { j.Judge.See(x) }

// InParts checks a list element by element.
func (j fileJudge) InParts(x *Exchange, element schemas.Response) recorded.LongList {
	return j.Judge.InParts(x, element)
}

// FileTypes returns the valid values of File.Type. A target with its own description has
// the types of that one instead of those of the built-in one.
func FileTypes() []string { return recorded.Types(Target{}.api().Description) }
