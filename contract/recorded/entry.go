package recorded

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"mime"
	"net/url"
	"slices"
	"strings"

	"github.com/ringer-api/ringer/contract/exchange"
)

// entry is one exchange in the format of an HTTP Archive, or in the shorter format of a
// line: headers as an object, and the response's body as "body".
type entry struct {
	Started string  `json:"startedDateTime"`
	Time    float64 `json:"time"` // in milliseconds
	Request struct {
		Method      string     `json:"method"`
		URL         string     `json:"url"`
		HTTPVersion string     `json:"httpVersion"`
		Headers     fieldLines `json:"headers"`
		keptBody
	} `json:"request"`
	Response keptResponse `json:"response"`

	// What browsers add when a response is from their own cache.
	Cache struct {
		Before json.RawMessage `json:"beforeRequest"`
		After  json.RawMessage `json:"afterRequest"`
	} `json:"cache"`
	FromCache  string `json:"_fromCache"`
	FromWorker bool   `json:"_fetchedViaServiceWorker"`
}

// keptResponse is the response of an entry.
type keptResponse struct {
	Status      float64         `json:"status"`
	HTTPVersion string          `json:"httpVersion"`
	Headers     fieldLines      `json:"headers"`
	Body        json.RawMessage `json:"body"`
	Content     *struct {
		Size     float64 `json:"size"`
		Text     *string `json:"text"`
		Encoding string  `json:"encoding"`
		MimeType string  `json:"mimeType"`
	} `json:"content"`
	// Error is what browsers add when the body was truncated or never received.
	Error string `json:"_error"`
}

// header returns the recorded header fields, with the content type that an archive records
// separately; kept is false when no fields were recorded.
func (r *keptResponse) header() (fields []exchange.Field, kept bool) {
	fields = r.Headers
	typed := slices.ContainsFunc(fields, func(f exchange.Field) bool { return strings.EqualFold(f.Name, "content-type") })
	if typed || r.Content == nil {
		return fields, len(fields) > 0
	}
	// Browsers record x-unknown when they do not know the type.
	if _, _, err := mime.ParseMediaType(r.Content.MimeType); err != nil || r.Content.MimeType == "x-unknown" {
		return fields, len(fields) > 0
	}
	return append(slices.Clone(fields), exchange.Field{Name: "Content-Type", Value: r.Content.MimeType}), len(fields) > 0
}

// path returns the escaped path of the request.
func (e *entry) path() string {
	u, err := url.Parse(e.Request.URL)
	if err != nil {
		return ""
	}
	return u.EscapedPath()
}

// cached reports whether the response may be older than its request.
func (e *entry) cached() bool {
	known := func(raw json.RawMessage) bool {
		return len(raw) > 0 && string(raw) != "null" && string(raw) != "{}"
	}
	return e.FromCache != "" || e.FromWorker || known(e.Cache.Before) || known(e.Cache.After)
}

// body returns the recorded body, and whether it is complete. An empty body counts as
// complete only if the header documents its length as 0: browsers leave bodies out.
func (r *keptResponse) body() ([]byte, bool) {
	switch {
	case len(r.Body) > 0 && r.Body[0] == '"':
		var text string
		err := json.Unmarshal(r.Body, &text)
		return []byte(text), err == nil
	case len(r.Body) > 0 && string(r.Body) != "null":
		return bytes.Clone(r.Body), true
	case r.Content == nil || r.Content.Text == nil || r.Error != "":
		return nil, false
	}
	body := []byte(*r.Content.Text)
	if strings.EqualFold(r.Content.Encoding, "base64") {
		plain, err := base64.StdEncoding.DecodeString(*r.Content.Text)
		if err != nil {
			return nil, false
		}
		body = plain
	}
	if len(body) == 0 {
		return nil, slices.Contains(r.Headers, exchange.Field{Name: "content-length", Value: "0"}) ||
			slices.Contains(r.Headers, exchange.Field{Name: "Content-Length", Value: "0"})
	}
	return body, float64(len(body)) >= r.Content.Size
}

// fieldLines are header lines, written as a list, as in an archive, or as an object.
type fieldLines []exchange.Field

// UnmarshalJSON reads both forms. It leaves out the pseudo-headers of HTTP/2.
func (f *fieldLines) UnmarshalJSON(text []byte) error {
	var list []exchange.Field
	if bytes.HasPrefix(text, []byte("{")) {
		var object map[string]any
		if err := json.Unmarshal(text, &object); err != nil {
			return err
		}
		for name, value := range object {
			values, ok := value.([]any)
			if !ok {
				values = []any{value}
			}
			for _, v := range values {
				s, ok := v.(string)
				if !ok {
					continue
				}
				list = append(list, exchange.Field{Name: name, Value: s})
			}
		}
		slices.SortStableFunc(list, func(a, b exchange.Field) int { return strings.Compare(a.Name, b.Name) })
	} else if err := json.Unmarshal(text, &list); err != nil {
		return err
	}
	*f = slices.DeleteFunc(list, func(f exchange.Field) bool { return f.Name == "" || strings.HasPrefix(f.Name, ":") })
	return nil
}

// keptBody is a request's body in the format of an archive, or in the shorter format of a
// line.
type keptBody struct {
	PostData *struct {
		Text     string      `json:"text"`
		Encoding string      `json:"encoding"`
		Params   []formField `json:"params"`
	} `json:"postData"`
	BodySize float64         `json:"bodySize"`
	Body     json.RawMessage `json:"body"`
}

type formField struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// body returns the recorded body, and whether it is complete.
func (k *keptBody) body() (body []byte, whole bool) {
	var text string
	switch {
	case len(k.Body) > 0 && json.Unmarshal(k.Body, &text) == nil && text != "":
		return []byte(text), true
	case len(k.Body) > 0 && !bytes.Equal(k.Body, []byte("null")) && k.Body[0] != '"':
		return bytes.Clone(k.Body), true
	case k.PostData == nil:
		return nil, k.BodySize <= 0
	case strings.EqualFold(k.PostData.Encoding, "base64"):
		plain, err := base64.StdEncoding.DecodeString(k.PostData.Text)
		return plain, err == nil && float64(len(plain)) >= k.BodySize
	case k.PostData.Text == "" && len(k.PostData.Params) > 0:
		form := url.Values{}
		for _, p := range k.PostData.Params {
			form.Add(p.Name, p.Value)
		}
		return []byte(form.Encode()), true
	}
	return []byte(k.PostData.Text), float64(len(k.PostData.Text)) >= k.BodySize
}
