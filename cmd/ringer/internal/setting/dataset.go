package setting

import (
	"fmt"
	"strings"

	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
	"github.com/ringer-api/ringer/contract"
)

// NamingDatasets is how datasets are given on the command line.
const NamingDatasets = "--pipeline ID --dataset ID, or --dataset PIPELINE/ID"

// Datasets reads the ids of datasets; pipeline is for those without their own.
func Datasets(pipeline string, texts []string) ([]contract.Dataset, error) {
	var all []contract.Dataset
	for _, text := range texts {
		d := contract.Dataset{PipelineID: pipeline, EvalDatasetID: text}
		if own, id, ok := strings.Cut(text, "/"); ok {
			d = contract.Dataset{PipelineID: own, EvalDatasetID: id}
		}
		if d.PipelineID == "" {
			return nil, output.Usage(fmt.Sprintf("dataset %s has no pipeline", text),
				"add it: "+NamingDatasets)
		}
		all = append(all, d)
	}
	return all, nil
}
