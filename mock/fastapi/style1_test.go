package fastapi_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/mock/fastapi"
	"github.com/ringer-api/ringer/mock/python"
	"github.com/ringer-api/ringer/schemas"
)

const (
	notUUID1  = `"msg":"value is not a valid uuid","type":"type_error.uuid"}`
	nothing1  = `"msg":"none is not an allowed value","type":"type_error.none.not_allowed"}`
	missing1  = `"msg":"field required","type":"value_error.missing"}`
	notDict1  = `"msg":"value is not a valid dict","type":"type_error.dict"}`
	ids1      = `{"loc":["body","eval_question_ids"],`
	params1   = `{"loc":["body","params"],`
	unlisted1 = `{"loc":["body","params","llm_model"],"msg":"value is not a valid enumeration member; ` +
		`permitted: 'GPT_3_5_TURBO', 'GPT_4', 'GPT_4_TURBO', 'GPT_4O', 'GPT_4O_MINI', 'AZURE_OPENAI'",` +
		`"type":"type_error.enum","ctx":{"enum_values":["GPT_3_5_TURBO","GPT_4","GPT_4_TURBO",` +
		`"GPT_4O","GPT_4O_MINI","AZURE_OPENAI"]}}`
)

func TestStyle1BodyRefused(t *testing.T) {
	t.Parallel()
	cases := []struct{ name, body, answer string }{
		{"empty", ``, `{"loc":["body"],` + missing1},
		{"null", `null`, `{"loc":["body"],` + missing1},
		{"number", `1`, `{"loc":["body"],` + notDict1},
		{"array", `[1]`, `{"loc":["body"],` + notDict1},
		{"empty array is an empty dict", `[]`, ids1 + missing1},
		{"ids absent", `{"x":NaN}`, ids1 + missing1},
		{"ids null", `{"eval_question_ids":null}`, ids1 + nothing1},
		{"ids no list", `{"eval_question_ids":"x"}`, ids1 +
			`"msg":"value is not a valid list","type":"type_error.list"}`},
		{"bad ids", `{"eval_question_ids":["abc",1,null]}`,
			`{"loc":["body","eval_question_ids",0],` + notUUID1 + `,` +
				`{"loc":["body","eval_question_ids",1],` + notUUID1 + `,` +
				`{"loc":["body","eval_question_ids",2],` + nothing1},
		{"params null", `{"eval_question_ids":[],"params":null}`, params1 + nothing1},
		{"params a string", `{"eval_question_ids":[],"params":"x"}`, params1 + notDict1},
		{"unknown model", `{"eval_question_ids":[],"params":{"llm_model":"x"}}`, unlisted1},
		{"model in a list of pairs", `{"eval_question_ids":[],"params":[["llm_model","x"]]}`, unlisted1},
		{"prompt a list", `{"eval_question_ids":[],"params":{"qa_prompt_tmpl":[]}}`,
			`{"loc":["body","params","qa_prompt_tmpl"],"msg":"str type expected","type":"type_error.str"}`},
		{"no json", "{\n\"é\" 1}", `{"loc":["body",6],` +
			`"msg":"Expecting ':' delimiter: line 2 column 5 (char 6)","type":"value_error.jsondecode",` +
			`"ctx":{"msg":"Expecting ':' delimiter","doc":"{\n\"é\" 1}","pos":6,"lineno":2,"colno":5}}`},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			_, refusal := post(t, "", c.body, fastapi.Pydantic1)
			require.NotNil(t, refusal)
			assert.Equal(t, detail(c.answer), string(refusal.Body))
			assert.Equal(t, 422, refusal.Status)
		})
	}
}

func TestStyle1TakesMoreForStrings(t *testing.T) {
	t.Parallel()
	cases := []struct{ name, sent, seen string }{
		{"whole", `12`, `"12"`},
		{"float", `1e16`, `"1e+16"`},
		{"true", `true`, `"True"`},
		{"nan", `NaN`, `"nan"`},
		{"infinity", `-Infinity`, `"-inf"`},
		{"null stays", `null`, `null`},
		{"the word true stays", `"true"`, `"true"`},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			body := `{"eval_question_ids":[],"params":{"qa_prompt_tmpl":` + c.sent + `}}`
			accepted, refusal := post(t, "", body, fastapi.Pydantic1)
			require.Nil(t, refusal)
			params, _ := accepted.Body.Get("params")
			prompt, _ := params.Get("qa_prompt_tmpl")
			assert.Equal(t, c.seen, string(python.AppendJSON(nil, prompt)))
		})
	}
}

func TestStyle1CannotShowHalfAPair(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		`{"eval_question_ids":[],"params":{"qa_prompt_tmpl":"\ud800"}}`,
		"{\"\xED\xA0\x80\"",
	} {
		_, refusal := post(t, "", body, fastapi.Pydantic1)
		assert.Equal(t, fastapi.InternalServerError(), refusal)
	}
}

func TestStyle1UUID(t *testing.T) {
	t.Parallel()
	simple := strings.ReplaceAll(anID, "-", "")
	cases := []struct{ name, text, canonical string }{
		{"hyphens", strings.ToUpper(anID), anID},
		{"braces and marks", "{{urn:uuid:" + anID + "}", anID},
		{"hyphens anywhere", "-1-2" + simple[2:], anID},
		{"white space fills", " " + simple[1:], "02345678-1234-5678-abcd-1234567890ab"},
		{"python's hex", "+0x_" + simple[:26] + "_f", "00000123-4567-8123-4567-8abcd123456f"},
		{"word", "abc", ""},
		{"33 digits", simple + "0", ""},
		{"foreign digit", simple[:31] + "g", ""},
		{"two underscores", simple[:29] + "__1", ""},
		{"underscore last", simple[:31] + "_", ""},
		{"accents count as one", strings.Repeat("é", 32), ""},
		{"empty", "", ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			params := []fastapi.Param{{Name: "pipeline_id", Value: c.text}}
			accepted, refusal := judge(t, schemas.List, fastapi.Request{}, params, fastapi.Auth{}, fastapi.Pydantic1)
			if c.canonical != "" {
				require.Nil(t, refusal)
				assert.Equal(t, c.canonical, param(accepted, "pipeline_id"))
				return
			}
			require.NotNil(t, refusal)
			assert.Equal(t, detail(`{"loc":["path","pipeline_id"],`+notUUID1), string(refusal.Body))
		})
	}
}
