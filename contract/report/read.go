package report

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/go-json-experiment/json/jsontext"
)

// maxReport is how long a report that is read may be.
const maxReport = 256 << 20

// Read reads a report that JSON has written. Unknown and duplicate names are errors. The
// bodies of responses are not in it.
func Read(from io.Reader) (*Report, error) {
	data, err := io.ReadAll(io.LimitReader(from, maxReport+1))
	switch {
	case err != nil:
		return nil, err
	case len(data) > maxReport:
		return nil, fmt.Errorf("it is longer than %d MiB", maxReport>>20)
	}
	if err := distinctNames(data); err != nil {
		return nil, fmt.Errorf("it is not JSON: %w", err)
	}
	var head struct {
		Version  *int            `json:"version"`
		Findings json.RawMessage `json:"findings"`
	}
	if err := json.Unmarshal(data, &head); err != nil || head.Version == nil || head.Findings == nil {
		return nil, errors.New("it is not a report of ringer as JSON, which ringer check --report json=FILE writes")
	}
	if *head.Version != ReportVersion {
		return nil, fmt.Errorf("it has version %d of the format, and this ringer reads version %d", *head.Version, ReportVersion)
	}
	in := json.NewDecoder(bytes.NewReader(data))
	in.DisallowUnknownFields()
	r := &Report{}
	if err := in.Decode(r); err != nil {
		return nil, fmt.Errorf("it is not a report of this ringer: %w", err)
	}
	for i, f := range r.Findings {
		if f == nil || f.Exchange == nil || len(f.Places) == 0 || f.Rule == "" {
			return nil, fmt.Errorf("finding %d has no rule, exchange or place", i+1)
		}
		for p := range f.Places {
			f.Places[p].Noun = r.Word
		}
	}
	return r, nil
}

// ReadHistory reads a history from JSON. Unknown and duplicate names are errors.
func ReadHistory(data []byte) (*History, error) {
	if err := distinctNames(data); err != nil {
		return nil, fmt.Errorf("it is not JSON: %w", err)
	}
	in := json.NewDecoder(bytes.NewReader(data))
	in.DisallowUnknownFields()
	h := &History{}
	if err := in.Decode(h); err != nil {
		return nil, fmt.Errorf("it is not a history of ringer: %w", err)
	}
	if h.Version != HistoryVersion {
		return nil, fmt.Errorf("it is no history of ringer, or of another version: version is %d, want %d", h.Version, HistoryVersion)
	}
	return h, nil
}

// distinctNames reports whether a text is one JSON value in which no object has a name twice.
func distinctNames(data []byte) error {
	in := jsontext.NewDecoder(bytes.NewBuffer(data))
	if err := in.SkipValue(); err != nil {
		return err
	}
	if _, err := in.ReadToken(); !errors.Is(err, io.EOF) {
		return errors.New("something follows the value")
	}
	return nil
}
