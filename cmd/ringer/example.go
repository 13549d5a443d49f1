package main

// The ids in examples: of a pipeline and a dataset that hold executions with
// the mock's built-in settings.
const (
	examplePipeline = "3fa85f64-5717-4562-b3fc-2c963f66afa6"
	exampleDataset  = "7c9e6679-7425-40de-944b-e07fc1f90ae7"

	examplePath = "/api/v1/pipelines/" + examplePipeline +
		"/eval-datasets/" + exampleDataset + "/execute"

	// exampleOptions name the dataset, on a second line.
	exampleOptions = " --pipeline " + examplePipeline + " \\\n    --dataset " + exampleDataset
)
