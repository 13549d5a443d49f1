package contract

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/contract/probe"
)

// The limits of looking for datasets: of how many pipelines the datasets are listed, how
// many of each are requested, and how many the run then uses.
const (
	maxPipelines   = 3
	maxPerPipeline = 3
	maxFound       = 3
)

// sendAll sends the probes phase by phase. When no dataset was named, or those named are
// empty, it looks for others: other operations of the service list pipelines and their
// datasets. They are not in the description, so their responses are not checked.
// Executions are never started in datasets that were not named: see validateDatasets.
func (r *run) sendAll(ctx context.Context) error {
	if len(r.target.Datasets) == 0 {
		if err := r.discover(ctx); err != nil {
			return err
		}
	}
	for i, p := range probe.Phases {
		if err := r.sendProbe(ctx, p); err != nil {
			return err
		}
		if i == 0 && r.judge.Reachability.Closed(r.target.service()) {
			return nil
		}
		if i == 0 && r.nothingFound() {
			if err := r.discover(ctx); err != nil {
				return err
			}
		}
	}
	return nil
}

// nothingFound reports whether the datasets are served, and all of them are empty.
func (r *run) nothingFound() bool {
	return r.learned.ServedIDs && !r.target.AllowWrites && !r.found &&
		!slices.ContainsFunc(r.target.Datasets, r.learned.Filled)
}

// discover adds datasets with executions that the service lists to the target. When none
// was named and none has executions, it adds an empty one.
func (r *run) discover(ctx context.Context) error {
	r.found = true
	named := r.target.Datasets
	found, err := r.listed(ctx)
	if err != nil || len(found) == 0 && len(named) > 0 {
		return err
	}
	if len(found) == 0 {
		return &UsageError{Field: "Datasets", Hint: nameDatasets,
			Problem: "none was named, and the service lists none" + r.unlisted}
	}
	r.setDatasets(found)
	err = r.sendProbe(ctx, probe.FoundDatasets)
	filled := slices.DeleteFunc(slices.Clone(found), func(d Dataset) bool { return !r.learned.Filled(d) })
	use := filled[:min(len(filled), maxFound)]
	if len(use) == 0 && len(named) == 0 {
		use = found[:1]
	}
	r.setDatasets(slices.Concat(use, named))
	r.tellFound(len(found), len(filled), use)
	return err
}

const nameDatasets = "name a pipeline and an eval dataset to look at, both as UUIDs"

func (r *run) setDatasets(d []Dataset) { r.target.Datasets = d }

// tellFound prepares the report's note on the datasets found.
func (r *run) tellFound(found, filled int, use []Dataset) {
	text := fmt.Sprintf("%s found by listing the service's pipelines and their eval datasets, "+
		"%d of them with executions", exchange.Count(found, "dataset"), filled)
	separator := "; checked "
	for _, d := range use {
		text += separator + d.PipelineID + "/" + d.EvalDatasetID
		separator = ", "
	}
	r.foundNote = text
}

// listed returns datasets that the service lists and that were not named.
func (r *run) listed(ctx context.Context) ([]Dataset, error) {
	pipelines, err := r.listedIDs(ctx, allPipelines)
	var found []Dataset
	for _, p := range r.pipelinesToAsk(pipelines) {
		if err != nil {
			break
		}
		var ids []string
		ids, err = r.listedIDs(ctx, datasetsOf(p))
		for _, id := range ids[:min(len(ids), maxPerPipeline)] {
			if d := (Dataset{PipelineID: p, EvalDatasetID: id}); !slices.ContainsFunc(r.target.Datasets, d.Same) {
				found = append(found, d)
			}
		}
	}
	return found, err
}

// Where a service lists its pipelines, and the datasets of each.
const allPipelines = "/api/v1/pipelines"

func datasetsOf(pipeline string) string { return allPipelines + "/" + pipeline + "/eval-datasets" }

// pipelinesToAsk are the pipelines whose datasets are asked for: those of the named
// datasets, and then those listed.
func (r *run) pipelinesToAsk(listed []string) []string {
	var pipelines []string
	for _, d := range r.named {
		pipelines = append(pipelines, d.PipelineID)
	}
	pipelines = append(pipelines, listed...)
	var ask []string
	for i, p := range pipelines[:min(len(pipelines), maxPipelines)] {
		if slices.Index(pipelines, p) == i {
			ask = append(ask, p)
		}
	}
	return ask
}

func discovery(path string) Probe {
	return Probe{ID: "discover", Suffix: path, Why: "datasets to look at"}
}

// listedIDs requests a list and returns the ids in it; none when the response is not such a
// list. Only a service that cannot be reached is an error.
func (r *run) listedIDs(ctx context.Context, path string) ([]string, error) {
	if r.room(probe.LookingForDatasets.Name) == 0 || r.pace(ctx) != nil {
		return nil, context.Cause(ctx)
	}
	x := r.aside(ctx, discovery(path), probe.LookingForDatasets)
	if err := context.Cause(ctx); err != nil {
		return nil, err
	}
	if x.Fault != nil && x.Fault.Kind == exchange.Unreachable {
		r.judge.Reachability.See(x)
		return nil, errCancelled
	}
	ids, problem := idsIn(x)
	r.unlisted = ""
	if problem != "" {
		r.unlisted = fmt.Sprintf(" (%s: %s)", path, problem)
	}
	return ids, nil
}

// idsIn returns the ids in a list, each once, and why the response is not a list; "" when
// it is one.
func idsIn(x *Exchange) (ids []string, problem string) {
	if x.Fault != nil {
		return nil, x.Fault.Error()
	}
	if x.Status() != http.StatusOK {
		return nil, x.StatusText()
	}
	var entries []struct {
		ID string `json:"id"`
	}
	if json.Unmarshal(x.Response.Content, &entries) != nil {
		return nil, "not a list"
	}
	for _, e := range entries {
		id, ok := exchange.CanonicalUUID(e.ID)
		if ok && !slices.Contains(ids, id) && len(ids) < maxPipelines*maxPerPipeline {
			ids = append(ids, id)
		}
	}
	return ids, ""
}
