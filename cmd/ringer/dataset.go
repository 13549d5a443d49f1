package main

import (
	"fmt"
	"strings"

	"github.com/ringer-api/ringer/contract"
)

const namingDatasets = "--pipeline ID --dataset ID, or --dataset PIPELINE/ID"

func datasets(pipeline string, texts []string) ([]contract.Dataset, error) {
	var all []contract.Dataset
	for _, text := range texts {
		d := contract.Dataset{PipelineID: pipeline, EvalDatasetID: text}
		if own, id, ok := strings.Cut(text, "/"); ok {
			d = contract.Dataset{PipelineID: own, EvalDatasetID: id}
		}
		if d.PipelineID == "" {
			return nil, usage(fmt.Sprintf("dataset %s belongs to no pipeline", text),
				"name it: "+namingDatasets)
		}
		all = append(all, d)
	}
	return all, nil
}
