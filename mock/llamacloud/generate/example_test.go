package generate_test

import (
	"fmt"
	"time"

	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/mock/llamacloud/generate"
)

func ExampleBirths() {
	epoch := time.Date(2024, 10, 1, 12, 0, 0, 0, time.UTC)
	births := generate.Births(1, pipeline, dataset, epoch, fixtures.Generate{
		Sequence: []string{"SUCCESS", "PARTIAL_SUCCESS", "ERROR", "PENDING"},
	})
	for _, b := range births {
		record := b.Timeline().At(epoch)
		fmt.Println(record.Status, len(generate.Results(1, b, record)) > 0)
	}
	// Output:
	// SUCCESS true
	// PARTIAL_SUCCESS true
	// ERROR false
	// PENDING false
}

func ExampleStartRequest() {
	now := time.Date(2024, 10, 1, 12, 0, 0, 0, time.UTC)
	second := 1 * time.Second
	b := generate.StartRequest(1, pipeline, dataset, 1, now, []string{pipeline}, nil, nil,
		fixtures.Generate{
			Queue:   &fixtures.Span{Min: second, Max: second},
			Run:     &fixtures.Span{Min: 9 * second, Max: 9 * second},
			Retries: new(int),
			States:  map[string]int{"SUCCESS": 1},
		})
	for _, after := range []time.Duration{0, second, 10 * second} {
		record := b.Timeline().At(now.Add(after))
		fmt.Println(after, record.Status, record.StartedAt != nil)
	}
	// Output:
	// 0s PENDING false
	// 1s PENDING true
	// 10s SUCCESS true
}
