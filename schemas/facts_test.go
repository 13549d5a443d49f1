package schemas_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/schemas"
)

// field is one line of the tables from which the description was made.
type field struct {
	typ, name string
	kind      string // JSON type, with the format or the named type behind it
	required  bool
	nullable  bool
	def       string
}

var facts = []field{
	{"EvalDatasetJobRecord", "job_name", "string", true, false, ""},
	{"EvalDatasetJobRecord", "partitions", "object", true, false, ""},
	{"EvalDatasetJobRecord", "parameters", "object EvalDatasetJobParams", false, true, ""},
	{"EvalDatasetJobRecord", "session_id", "string uuid", false, true, ""},
	{"EvalDatasetJobRecord", "correlation_id", "string uuid", false, true, ""},
	{"EvalDatasetJobRecord", "parent_job_execution_id", "string uuid", false, true, ""},
	{"EvalDatasetJobRecord", "user_id", "string", false, true, ""},
	{"EvalDatasetJobRecord", "created_at", "string date-time", false, false, ""},
	{"EvalDatasetJobRecord", "id", "string uuid", false, false, ""},
	{"EvalDatasetJobRecord", "status", "string StatusEnum", true, false, ""},
	{"EvalDatasetJobRecord", "error_code", "string", false, true, ""},
	{"EvalDatasetJobRecord", "error_message", "string", false, true, ""},
	{"EvalDatasetJobRecord", "attempts", "integer", false, true, "0"},
	{"EvalDatasetJobRecord", "started_at", "string date-time", false, true, ""},
	{"EvalDatasetJobRecord", "ended_at", "string date-time", false, true, ""},
	{"EvalDatasetJobRecord", "updated_at", "string date-time", false, false, ""},
	{"EvalDatasetJobRecord", "data", "object Base", false, true, ""},
	{"EvalDatasetJobParams", "eval_question_ids", "array of string uuid", true, false, ""},
	{"EvalDatasetJobParams", "eval_execution_params", "object EvalExecutionParams", true, false, ""},
	{"EvalExecutionParams", "llm_model", "string SupportedLLMModelNames", false, false, `"GPT_4O"`},
	{"EvalExecutionParams", "qa_prompt_tmpl", "string", false, false,
		`"Context information is below.\n---------------------\n{context_str}\n` +
			`---------------------\nGiven the context information and not prior knowledge, ` +
			`answer the query.\nQuery: {query_str}\nAnswer: "`},
	{"EvalExecutionCreate", "eval_question_ids", "array of string uuid", true, false, ""},
	{"EvalExecutionCreate", "params", "object EvalExecutionParamsOverride", false, false, ""},
	{"EvalExecutionParamsOverride", "llm_model", "string SupportedLLMModelNames", false, true, ""},
	{"EvalExecutionParamsOverride", "qa_prompt_tmpl", "string", false, true, ""},
	{"EvalQuestionResult", "eval_question_id", "string uuid", true, false, ""},
	{"EvalQuestionResult", "pipeline_id", "string uuid", true, false, ""},
	{"EvalQuestionResult", "source_nodes", "array of object TextNode", true, false, ""},
	{"EvalQuestionResult", "answer", "string", true, false, ""},
	{"EvalQuestionResult", "eval_metrics", "object", true, false, ""},
	{"EvalQuestionResult", "eval_dataset_execution_id", "string uuid", true, false, ""},
	{"EvalQuestionResult", "eval_dataset_execution_params", "object EvalExecutionParams",
		true, false, ""},
	{"EvalQuestionResult", "eval_finished_at", "string date-time", true, false, ""},
	{"EvalQuestionResult", "class_name", "string", false, false, `"EvalQuestionResult"`},
	{"MetricResult", "passing", "boolean", false, true, ""},
	{"MetricResult", "score", "number", false, true, ""},
	{"MetricResult", "feedback", "string", false, true, ""},
	{"TextNode", "id_", "string", false, false, ""},
	{"TextNode", "embedding", "array of number", false, true, ""},
	{"TextNode", "extra_info", "object", false, false, ""},
	{"TextNode", "excluded_embed_metadata_keys", "array of string", false, false, ""},
	{"TextNode", "excluded_llm_metadata_keys", "array of string", false, false, ""},
	{"TextNode", "relationships", "object", false, false, ""},
	{"TextNode", "text", "string", false, false, `""`},
	{"TextNode", "mimetype", "string", false, false, `"text/plain"`},
	{"TextNode", "start_char_idx", "integer", false, true, ""},
	{"TextNode", "end_char_idx", "integer", false, true, ""},
	{"TextNode", "text_template", "string", false, false, `"{metadata_str}\n\n{content}"`},
	{"TextNode", "metadata_template", "string", false, false, `"{key}: {value}"`},
	{"TextNode", "metadata_seperator", "string", false, false, `"\n"`},
	{"TextNode", "class_name", "string", false, false, `"TextNode"`},
	{"RelatedNodeInfo", "node_id", "string", true, false, ""},
	{"RelatedNodeInfo", "node_type", "string ObjectType", false, true, ""},
	{"RelatedNodeInfo", "metadata", "object", false, false, ""},
	{"RelatedNodeInfo", "hash", "string", false, true, ""},
	{"RelatedNodeInfo", "class_name", "string", false, false, `"RelatedNodeInfo"`},
	{"HTTPValidationError", "detail", "array of object ValidationError", false, false, ""},
	{"ValidationError", "loc", "array", true, false, ""},
	{"ValidationError", "msg", "string", true, false, ""},
	{"ValidationError", "type", "string", true, false, ""},
}

func kind(n *schemas.Node) string {
	out := n.Type
	if n.Format != "" {
		out += " " + n.Format
	}
	if n.Name != "" {
		out += " " + n.Name
	}
	if n.Items != nil && n.Items.AnyOf == nil {
		out += " of " + kind(n.Items)
	}
	return out
}

func TestFacts(t *testing.T) {
	t.Parallel()
	order := map[string][]string{}
	for _, f := range facts {
		order[f.typ] = append(order[f.typ], f.name)
		t.Run(f.typ+"."+f.name, func(t *testing.T) {
			t.Parallel()
			p, ok := schema(t, f.typ).Node().Property(f.name)
			require.True(t, ok)
			assert.Equal(t, f, field{
				f.typ, p.Name, kind(p.Node), p.Required, p.Node.Nullable, string(p.Node.Default),
			})
		})
	}
	for typ, names := range order {
		var got []string
		for _, p := range schema(t, typ).Node().Properties {
			got = append(got, p.Name)
		}
		assert.Equal(t, names, got, "the order of %s", typ)
	}
}

func TestEnums(t *testing.T) {
	t.Parallel()
	for name, want := range map[string][]string{
		"StatusEnum": {"PENDING", "SUCCESS", "ERROR", "PARTIAL_SUCCESS"},
		"SupportedLLMModelNames": {
			"GPT_3_5_TURBO", "GPT_4", "GPT_4_TURBO", "GPT_4O", "GPT_4O_MINI", "AZURE_OPENAI",
		},
		"ObjectType": {"1", "2", "3", "4"},
		"EvalMetric": {"RELEVANCY", "FAITHFULNESS"},
		"PartitionNames": {
			"data_source_id_partition", "pipeline_id_partition", "eval_dataset_id_partition",
			"file_id_partition", "pipeline_file_id_partition", "file_parsing_id_partition",
			"extraction_schema_id_partition",
		},
	} {
		assert.Equal(t, want, schema(t, name).Node().Enum, name)
	}
	jobName, _ := schema(t, "EvalDatasetJobRecord").Node().Property("job_name")
	assert.Equal(t, []string{"eval_dataset_job"}, jobName.Node.Enum)
}

func TestMapsAndChoices(t *testing.T) {
	t.Parallel()
	record := schema(t, "EvalDatasetJobRecord").Node()
	partitions, _ := record.Property("partitions")
	kinds := func(list []*schemas.Node) (out []string) {
		for _, n := range list {
			out = append(out, kind(n))
		}
		return out
	}
	assert.Equal(t, []string{"string uuid", "string"}, kinds(partitions.Node.Values.AnyOf))
	loc, _ := schema(t, "ValidationError").Node().Property("loc")
	assert.Equal(t, []string{"string", "integer"}, kinds(loc.Node.Items.AnyOf))
	metrics, _ := schema(t, "EvalQuestionResult").Node().Property("eval_metrics")
	assert.Same(t, schema(t, "MetricResult").Node(), metrics.Node.Values)
	relations, _ := schema(t, "TextNode").Node().Property("relationships")
	assert.Equal(t, []string{"object RelatedNodeInfo", "array of object RelatedNodeInfo"},
		kinds(relations.Node.Values.AnyOf))
	closed := slices.ContainsFunc(schemas.Default().Types(), func(name string) bool {
		return slices.ContainsFunc(schema(t, name).Keywords(), func(k schemas.Keyword) bool {
			return k.Name == "additionalProperties"
		})
	})
	assert.False(t, closed, "no schema closes itself")
}
