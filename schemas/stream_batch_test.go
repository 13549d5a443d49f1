package schemas_test

import (
	"errors"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"github.com/ringer-api/ringer/schemas"
)

// manyRecords is a list in which every seventh record has a wrong id; enough for many batches.
func manyRecords(n int) (document string, wrong []string) {
	all := make([]string, n)
	for i := range all {
		all[i] = record(`,"user_id":"` + strconv.Itoa(i) + `"`)
		if i%7 == 0 {
			all[i] = record(`,"id":"x","user_id":"` + strconv.Itoa(i) + `"`)
			wrong = append(wrong, "/"+strconv.Itoa(i)+"/id")
		}
	}
	return "[" + strings.Join(all, ",\n") + "]", wrong
}

func TestStreamGivesManyRecordsInOrder(t *testing.T) {
	t.Parallel()
	document, want := manyRecords(3000)
	var wrong []string
	next := 0
	_, err := schema(t, "EvalDatasetJobRecord[]").ValidateStream(strings.NewReader(document), func(r schemas.StreamRecord) error {
		require.Equal(t, next, r.Index)
		next++
		assert.Equal(t, strconv.Itoa(r.Index), r.Value.(map[string]any)["user_id"], "the value is that of the text %s", r.Text)
		for _, v := range r.Violations {
			wrong = append(wrong, v.Pointer)
			assert.Equal(t, r.Index+1, v.At.Line)
			assert.Equal(t, []schemas.BrokenPlace{{Pointer: "/id"}}, r.Broken)
		}
		return nil
	})
	require.NoError(t, err)
	assert.Equal(t, 3000, next)
	assert.Equal(t, want, wrong)
}

// An accepted record and one that the validator has judged have the same value.
func TestStreamValuesAreAlike(t *testing.T) {
	t.Parallel()
	const fields = `"text":"é\n\ud83d\ude00","number":1.50,"large":12345678901234567890,"list":[true,false,null,{"":{}}]`
	var values []any
	_, err := schema(t, "EvalDatasetJobRecord[]").ValidateStream(
		strings.NewReader("["+record(`,"parameters":{`+fields+`}`)+","+record(`,"id":"x","parameters":{`+fields+`}`)+"]"),
		func(r schemas.StreamRecord) error {
			values = append(values, r.Value.(map[string]any)["parameters"])
			return nil
		})
	require.NoError(t, err)
	require.Len(t, values, 2)
	assert.NotNil(t, values[0])
	assert.Equal(t, values[1], values[0])
}

// The first error of the caller ends the stream, and with it the goroutines. It looks at
// goroutines, so it runs alone.
func TestStreamEndsWithItsCaller(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	document, _ := manyRecords(3000)
	errEnough := errors.New("enough")
	for _, last := range []int{0, 200, 2999} {
		given := 0
		_, err := schema(t, "EvalDatasetJobRecord[]").ValidateStream(strings.NewReader(document), func(r schemas.StreamRecord) error {
			given++
			if r.Index == last {
				return errEnough
			}
			return nil
		})
		require.ErrorIs(t, err, errEnough)
		assert.Equal(t, last+1, given, "nothing is given after the error")
	}
}

// What panics in the caller's function is the caller's.
func TestStreamPassesPanicsOn(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	document, _ := manyRecords(1000)
	assert.PanicsWithValue(t, "mine", func() {
		_, _ = schema(t, "EvalDatasetJobRecord[]").ValidateStream(strings.NewReader(document), func(schemas.StreamRecord) error { panic("mine") })
	})
}
