package mock

// DatasetID names a dataset: the two ids in the API's paths, in lower case
// with hyphens.
type DatasetID struct {
	PipelineID    string `json:"pipeline_id"`
	EvalDatasetID string `json:"eval_dataset_id"`
}

// Datasets lists the datasets that the session was asked about, in the order
// of their first time; when there are many it forgets the oldest.
func (s *Session) Datasets() []DatasetID {
	s.sight.mu.Lock()
	defer s.sight.mu.Unlock()
	all := make([]DatasetID, len(s.sight.seen))
	for i, d := range s.sight.seen {
		all[i] = DatasetID{d.pipeline, d.dataset}
	}
	return all
}
