package execution

import (
	"time"

	"github.com/ringer-api/ringer/mock/pydantic"
)

func appendTime(dst []byte, t *time.Time, form pydantic.TimeForm) []byte {
	if t == nil {
		return append(dst, "null"...)
	}
	return append(form.AppendTime(append(dst, '"'), *t), '"')
}

func appendText(dst []byte, text *string) []byte {
	if text == nil {
		return append(dst, "null"...)
	}
	return pydantic.AppendString(dst, *text)
}

func appendTexts(dst []byte, texts []string) []byte {
	dst = append(dst, '[')
	for i, text := range texts {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = pydantic.AppendString(dst, text)
	}
	return append(dst, ']')
}
