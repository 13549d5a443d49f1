package execution

import (
	"strconv"

	"github.com/ringer-api/ringer/mock/pydantic"
)

// TextNode is a part of a document that was the context of an answer.
type TextNode struct {
	ID        string
	Embedding []float64 // nil is null
	// Metadata is in order; a value is a string or an int.
	Metadata []Field
	// Hidden is the metadata keys that are excluded for both models.
	Hidden []string
	// DocumentID and Hash identify the document.
	DocumentID string
	Hash       string
	Text       string
	// Start and End are its range in the document, in characters; nil is null.
	Start, End *int
}

// Field is one member of a node's metadata; its value is a string or an int.
type Field struct {
	Key   string
	Value any
}

// AppendJSON appends the node in the format of the service.
func (n TextNode) AppendJSON(dst []byte) []byte {
	dst = pydantic.AppendString(append(dst, `{"id_":`...), n.ID)
	dst = appendFloats(append(dst, `,"embedding":`...), n.Embedding)
	dst = appendFields(append(dst, `,"extra_info":`...), n.Metadata)
	dst = appendTexts(append(dst, `,"excluded_embed_metadata_keys":`...), n.Hidden)
	dst = appendTexts(append(dst, `,"excluded_llm_metadata_keys":`...), n.Hidden)
	dst = append(dst, `,"relationships":{`...)
	if n.DocumentID != "" {
		dst = n.appendSource(dst)
	}
	dst = pydantic.AppendString(append(dst, `},"text":`...), n.Text)
	dst = appendInt(append(dst, `,"mimetype":"text/plain","start_char_idx":`...), n.Start)
	dst = appendInt(append(dst, `,"end_char_idx":`...), n.End)
	dst = append(dst, `,"text_template":"{metadata_str}\n\n{content}"`...)
	dst = append(dst, `,"metadata_template":"{key}: {value}","metadata_seperator":"\n"`...)
	return append(dst, `,"class_name":"TextNode"}`...)
}

// appendSource appends the relationship to the document: key "1" is the source of a node,
// node type "4" is a document.
func (n TextNode) appendSource(dst []byte) []byte {
	dst = pydantic.AppendString(append(dst, `"1":{"node_id":`...), n.DocumentID)
	dst = appendFields(append(dst, `,"node_type":"4","metadata":`...), n.Metadata)
	dst = pydantic.AppendString(append(dst, `,"hash":`...), n.Hash)
	return append(dst, `,"class_name":"RelatedNodeInfo"}`...)
}

func appendFields(dst []byte, fields []Field) []byte {
	dst = append(dst, '{')
	for i, field := range fields {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = append(pydantic.AppendString(dst, field.Key), ':')
		switch v := field.Value.(type) {
		case string:
			dst = pydantic.AppendString(dst, v)
		case int:
			dst = strconv.AppendInt(dst, int64(v), 10)
		default:
			dst = append(dst, "null"...)
		}
	}
	return append(dst, '}')
}

func appendFloats(dst []byte, floats []float64) []byte {
	if floats == nil {
		return append(dst, "null"...)
	}
	dst = append(dst, '[')
	for i, f := range floats {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = pydantic.AppendFloat(dst, f)
	}
	return append(dst, ']')
}
