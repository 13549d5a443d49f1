package value_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"github.com/ringer-api/ringer/mock/value"
)

func whole(v any, name string) int {
	n, _ := v.(map[string]any)[name].(float64)
	return int(n)
}

func TestTotalIsTheSumOfItsParts(t *testing.T) {
	t.Parallel()
	counts := schemaOf(t, `{"T":{"type":"object","required":["total","completed","failed","queued"],"properties":{
		"total":{"type":"integer"},"completed":{"type":"integer"},"failed":{"type":"integer"},"queued":{"type":"integer"}}}}`)
	each(t, counts, value.Options{}, func(text string, v any) {
		assert.Equal(t, whole(v, "total"), whole(v, "completed")+whole(v, "failed")+whole(v, "queued"), text)
		assert.Less(t, whole(v, "completed"), 10)
	})
	tokens := schemaOf(t, `{"T":{"type":"object","required":["input_tokens","output_tokens","total_tokens","page"],"properties":{
		"input_tokens":{"type":"integer"},"output_tokens":{"type":"integer"},"total_tokens":{"type":"integer"},"page":{"type":"integer"}}}}`)
	each(t, tokens, value.Options{}, func(text string, v any) {
		assert.Equal(t, whole(v, "total_tokens"), whole(v, "input_tokens")+whole(v, "output_tokens"), text)
	})
}

func TestOneFinalCountNeverExceedsItsTotal(t *testing.T) {
	t.Parallel()
	s := schemaOf(t, `{"T":{"type":"object","required":["total","failed"],"properties":{"total":{"type":"integer"},"failed":{"type":"integer","minimum":500}}}}`)
	each(t, s, value.Options{}, func(text string, v any) { assert.GreaterOrEqual(t, whole(v, "total"), whole(v, "failed"), text) })
}

func TestTotalIsTheLengthOfTheListBesideIt(t *testing.T) {
	t.Parallel()
	s := schemaOf(t, `{"T":{"type":"object","required":["total","limit","data"],"properties":{"total":{"type":"integer"},"limit":{"type":"integer"},
		"data":{"type":"array","minItems":1,"items":{"type":"object","required":["id"],"properties":{"id":{"type":"string","example":"file_Ab12"}}}}}}}`)
	each(t, s, value.Options{}, func(text string, v any) {
		list := v.(map[string]any)["data"].([]any)
		assert.Equal(t, len(list), whole(v, "total"), text)
		ids := map[any]bool{}
		for _, item := range list {
			id := item.(map[string]any)["id"]
			assert.Regexp(t, `^file_`, id)
			ids[id] = true
		}
		assert.Len(t, ids, len(list), "the example is the id of the first only: %s", text)
	})
}

func TestTimesAreInOrderAndNotInTheFuture(t *testing.T) {
	t.Parallel()
	s := schemaOf(t, `{"T":{"type":"object","required":["completed_at","created_at","started_at","expires_at","updated"],"properties":{
		"completed_at":{"type":"string","format":"date-time"},"started_at":{"type":"string","format":"date-time"},
		"created_at":{"type":"string","format":"date-time"},"updated":{"type":"string","format":"date-time"},
		"expires_at":{"type":"string","format":"date-time"}}}}`)
	each(t, s, value.Options{}, func(text string, v any) {
		var last time.Time
		for _, name := range []string{"created_at", "started_at", "completed_at", "updated"} {
			at, err := time.Parse(time.RFC3339, v.(map[string]any)[name].(string))
			assert.NoError(t, err)
			assert.False(t, at.Before(last), "%s in %s", name, text)
			assert.False(t, at.After(now), text)
			assert.Greater(t, at.Year(), 2000)
			last = at
		}
		expires, err := time.Parse(time.RFC3339, v.(map[string]any)["expires_at"].(string))
		assert.NoError(t, err)
		assert.True(t, expires.After(last), text)
	})
}

func TestTimesOfTheDocumentThatContradictAreReplaced(t *testing.T) {
	t.Parallel()
	s := schemaOf(t, `{"T":{"type":"object","required":["created_at","started_at","ended_at"],"properties":{
		"created_at":{"type":"integer","example":1700000000},"started_at":{"type":"integer","example":1600000000},"ended_at":{"type":"integer","example":12}}}}`)
	each(t, s, value.Options{}, func(text string, v any) {
		assert.LessOrEqual(t, whole(v, "created_at"), whole(v, "started_at"), text)
		assert.LessOrEqual(t, whole(v, "started_at"), whole(v, "ended_at"), text)
		assert.Greater(t, whole(v, "created_at"), 946684800, text)
	})
	good := schemaOf(t, `{"T":{"type":"object","required":["created_at","ended_at"],"properties":{
		"created_at":{"type":"integer","example":1700000000},"ended_at":{"type":"integer","example":1700000009}}}}`)
	each(t, good, value.Options{}, func(text string, _ any) { assert.Equal(t, `{"created_at":1700000000,"ended_at":1700000009}`, text) })
}

func TestARecordEndsOnce(t *testing.T) {
	t.Parallel()
	const properties = `"completed_at":{"type":["integer","null"]},"failed_at":{"type":["integer","null"]},"cancelled_at":{"type":["integer","null"]},
		"error":{"type":["string","null"]}`
	s := schemaOf(t, `{"T":{"type":"object","required":["status","completed_at","failed_at","cancelled_at","error"],"properties":{
		"status":{"enum":["queued","completed","failed","cancelled"]},`+properties+`}}}`)
	each(t, s, value.Options{}, func(text string, v any) {
		record := v.(map[string]any)
		for _, state := range []string{"completed", "failed", "cancelled"} {
			if record["status"] != state {
				assert.Nil(t, record[state+"_at"], text)
			}
		}
		if record["status"] != "failed" {
			assert.Nil(t, record["error"], text)
		}
	})
	optional := schemaOf(t, `{"T":{"type":"object","required":["status"],"properties":{"status":{"const":"completed"},
		"completed_at":{"type":"integer"},"failed_at":{"type":"integer"},"error":{"type":"string"}}}}`)
	each(t, optional, value.Options{}, func(text string, _ any) {
		assert.NotContains(t, text, "failed_at")
		assert.NotContains(t, text, "error")
	})
}

func TestTheFirstOfAPairIsNotAboveTheSecond(t *testing.T) {
	t.Parallel()
	s := schemaOf(t, `{"T":{"type":"object","required":["start_ms","end_ms","min_price","max_price"],"properties":{
		"start_ms":{"type":"integer"},"end_ms":{"type":"integer"},"min_price":{"type":"number"},"max_price":{"type":"number"}}}}`)
	each(t, s, value.Options{}, func(text string, v any) {
		assert.LessOrEqual(t, whole(v, "start_ms"), whole(v, "end_ms"), text)
		assert.LessOrEqual(t, whole(v, "min_price"), whole(v, "max_price"), text)
	})
}

func TestAPageNamesItsFirstAndItsLastItem(t *testing.T) {
	t.Parallel()
	s := schemaOf(t, `{"T":{"type":"object","required":["data","first_id","last_id"],"properties":{
		"data":{"type":"array","minItems":2,"items":{"type":"object","required":["id"],"properties":{"id":{"type":"string"}}}},
		"first_id":{"type":["string","null"]},"last_id":{"type":"string"}}}}`)
	each(t, s, value.Options{}, func(text string, v any) {
		list := v.(map[string]any)["data"].([]any)
		assert.Equal(t, list[0].(map[string]any)["id"], v.(map[string]any)["first_id"], text)
		assert.Equal(t, list[len(list)-1].(map[string]any)["id"], v.(map[string]any)["last_id"], text)
	})
}

func TestWhatHasSucceededIsComplete(t *testing.T) {
	t.Parallel()
	s := schemaOf(t, `{"T":{"type":"object","required":["status","progress"],"properties":{"status":{"const":"completed"},
		"progress":{"type":"integer","minimum":2}}}}`)
	each(t, s, value.Options{}, func(text string, v any) { assert.Equal(t, 100, whole(v, "progress"), text) })
}
