package world

import (
	"github.com/ringer-api/ringer/mock/fastapi"
	"github.com/ringer-api/ringer/mock/problem"
)

// DatasetID identifies a dataset by the two ids in the API's paths, in lower case with
// hyphens.
type DatasetID struct {
	PipelineID    string `json:"pipelineId"`
	EvalDatasetID string `json:"evalDatasetId"`
}

// Canonical returns the ids in the form that the service returns. An id that is not a
// UUID is a *problem.Problem that names the field.
func (d DatasetID) Canonical() (DatasetID, error) {
	var err error
	if d.PipelineID, err = CanonicalID("pipelineId", d.PipelineID); err != nil {
		return d, err
	}
	d.EvalDatasetID, err = CanonicalID("evalDatasetId", d.EvalDatasetID)
	return d, err
}

// CanonicalID returns an id in the form that the service returns; an id that is not a
// UUID is a *problem.Problem about the field.
func CanonicalID(field, id string) (string, error) {
	canonical, wrong := fastapi.UUID(id)
	if wrong != "" {
		return "", problem.BadInput("id", field, field+" "+problem.Quoted(id)+" is not a UUID: "+wrong,
			"want one such as 3fa85f64-5717-4562-b3fc-2c963f66afa6")
	}
	return canonical, nil
}
