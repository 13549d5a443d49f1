package schemas

// The ids of the four operations, as the OpenAPI document names them.
const (
	Execute = "execute" // POST .../execute: start an execution
	List    = "list"    // GET .../execute: every execution of the dataset
	Results = "results" // GET .../execute/result: the answers, one a question
	Get     = "get"     // GET .../execute/{eval_dataset_execution_id}: one execution
)

// Operation is one documented way to call the API.
type Operation struct {
	ID      string
	Method  string
	Path    string // a template such as /api/v1/pipelines/{pipeline_id}/...
	Summary string
	// Parameters in the order of the document.
	Parameters []Parameter
	// Body is the type of the request body; nil when the operation takes none.
	Body *Schema
	// Responses by status code.
	Responses map[int]Response
	// Source is where the operation stands, as "FILE:LINE".
	Source string
}

// Parameter is one documented input outside the body.
type Parameter struct {
	Name     string
	In       string // "path", "cookie", "query" or "header"
	Required bool
	Schema   *Schema
}

// Response is one documented answer.
type Response struct {
	Status      int
	Description string
	ContentType string
	Schema      *Schema
	Source      string
}
