package contract_test

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/contract"
)

func TestEndlessAnswerIsCutOff(t *testing.T) {
	t.Parallel()
	h := newHonest()
	onWire("results", func(w http.ResponseWriter, _ *answer) {
		w.Header().Set("Content-Type", "application/json")
		w.Write([]byte("["))
		for {
			if _, err := w.Write([]byte("{},")); err != nil {
				return
			}
		}
	})(h)
	target := h.target(t)
	target.MaxBody = 1 << 20
	report, err := contract.Check(t.Context(), target)
	require.NoError(t, err)
	assert.Equal(t, []string{"wire.bounded"}, rulesOf(report))
	assert.Len(t, report.Findings[0].Exchange.Answer.Body, 1<<20)
}
