package control

import (
	"encoding/json"
	"time"

	"github.com/ringer-api/ringer/mock/llamacloud/execution"
	"github.com/ringer-api/ringer/mock/session"
	"github.com/ringer-api/ringer/mock/world"
)

// Examples of responses of the control interface, for its description.
var (
	exampleTime    = time.Date(2024, 10, 1, 12, 0, 0, 0, time.UTC)
	exampleBirth   = exampleTime.Add(-time.Minute)
	exampleDataset = world.DatasetID{PipelineID: "3fa85f64-5717-4562-b3fc-2c963f66afa6", EvalDatasetID: "6b1e2c3d-0f4a-4b5c-8d6e-7f8091a2b3c4"}
	exampleMove    = execution.Transition{ID: "0f9d3c1b-8a7e-4d2f-9b6c-5e4d3c2b1a09",
		At: exampleTime, From: execution.Pending, To: execution.Success, Attempt: 1}
	exampleAdvance = session.Advance{From: exampleTime.Add(-90 * time.Second), To: exampleTime,
		Transitions: []world.Transition{{Transition: exampleMove, PipelineID: exampleDataset.PipelineID, EvalDatasetID: exampleDataset.EvalDatasetID}}}
	exampleSession = session.State{Name: "cart-7", Scenario: "partial-success", Epoch: exampleTime,
		Clock: session.ClockState{Now: exampleTime}, Faults: []string{}, Datasets: []world.DatasetID{exampleDataset}}
	exampleJob = session.Job{ID: exampleMove.ID, DatasetID: exampleDataset, State: "PENDING", Origin: world.Created,
		Timeline: []world.Stage{{State: "PENDING", Attempt: new(int), At: &exampleBirth, Past: true}, {State: "SUCCESS", Attempt: &exampleMove.Attempt, At: &exampleTime}},
		Next:     &exampleMove, FinalAt: &exampleTime, Record: json.RawMessage(`{"job_name":"eval_dataset_job"}`)}
)
