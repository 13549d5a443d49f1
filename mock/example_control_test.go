package mock_test

import (
	"fmt"

	"github.com/ringer-api/ringer/mock"
)

func ExampleSession_AdvanceUntilFinal() {
	server := mock.NewServer(mock.Config{Scenario: "empty", Now: noon})
	defer server.Close()
	session, _ := server.Mock.Session("")
	made, err := session.MakeJob(mock.NewJob{
		Scope: mock.ParamsOf(map[string]string{"pipeline_id": pipeline, "eval_dataset_id": dataset}),
		ID:    "0f9d3c1b-8a7e-4d2f-9b6c-5e4d3c2b1a09", Running: true, Ends: "ERROR",
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(status(server.URL + base + "/" + made.ID))

	_, _ = session.AdvanceUntilFinal(mock.JobID{ID: made.ID})
	fmt.Println(status(server.URL + base + "/" + made.ID))

	_, err = session.AdvanceToNextTransition(mock.JobID{ID: made.ID})
	fmt.Println(err)
	// Output:
	// PENDING
	// ERROR
	// that does not fit the state of the session: no job will change state by time: 1 (it has ended) (a POST to the API, or to jobs of the control interface, creates one that does)
}
