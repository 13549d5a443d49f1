package mock_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/ringer-api/ringer/mock"
)

// status requests an execution and returns its state.
func status(url string) string {
	response, err := http.Get(url)
	if err != nil {
		return err.Error()
	}
	defer response.Body.Close()
	var execution struct{ ID, Status string }
	if err := json.NewDecoder(response.Body).Decode(&execution); err != nil {
		return err.Error()
	}
	return execution.Status
}

func ExampleNewServer() {
	server := mock.NewServer(mock.Config{Scenario: "all-success", Now: noon})
	defer server.Close()

	response, err := http.Post(server.URL+base, "application/json", strings.NewReader(questions))
	if err != nil {
		fmt.Println(err)
		return
	}
	defer response.Body.Close()
	var born struct{ ID, Status string }
	_ = json.NewDecoder(response.Body).Decode(&born)
	fmt.Println(born.Status)

	session, _ := server.Mock.Session("")
	_ = session.Clock().Advance(time.Minute)
	fmt.Println(status(server.URL + base + "/" + born.ID))
	// Output:
	// PENDING
	// SUCCESS
}
