package fault_test

import (
	"fmt"
	"math/rand/v2"

	"github.com/ringer-api/ringer/mock/fault"
)

func ExampleParseShort() {
	f, err := fault.ParseShort("status:503+bad-enum:/0/status")
	if err != nil {
		fmt.Println(err)
		return
	}
	answer := fault.Response{Status: 200, Body: []byte(`[{"status":"PENDING"}]`)}
	outcome := f.Apply(&answer, fault.Draw{Rand: rand.New(rand.NewPCG(9, 0)), Call: 1})
	fmt.Println(answer.Status, string(answer.Body))
	fmt.Println(outcome.Note)
	// Output:
	// 503 [{"status":"NOT_A_MEMBER"}]
	// status 503; bad-enum /0/status
}

func ExampleParse() {
	_, err := fault.Parse([]byte(`{"kind": "latency", "fixed": "2 minutes"}`))
	fmt.Println(err)
	// Output:
	// fault "latency": fixed is "2 minutes"; expected: a duration from 0s to 10m, such as 500ms or 2s
}
