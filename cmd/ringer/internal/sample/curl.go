package sample

import (
	"net/http"
	"slices"
	"strings"
)

// Curl is the request as a curl command. Options go before the address, each with a space
// behind it.
func (r *Request) Curl(base, options string) string {
	line := "curl " + options
	if r.Method != r.implied() {
		line += "-X " + r.Method + " "
	}
	line += quoted(base + r.Target)
	names := make([]string, 0, len(r.Header))
	for name := range r.Header {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		if name == "Content-Type" && (r.form != nil || r.isJSON()) {
			continue // curl sets it
		}
		for _, value := range r.Header[name] {
			line += " -H " + quoted(name+": "+value)
		}
	}
	switch {
	case r.form != nil && r.parts:
		for _, f := range r.form {
			line += " -F " + quoted(f.curl())
		}
	case r.form != nil:
		for _, f := range r.form {
			line += " --data-urlencode " + quoted(f.name+"="+f.text)
		}
	case r.isJSON():
		line += " --json " + quoted(string(r.Body))
	case len(r.Body) > 0:
		line += " --data-raw " + quoted(string(r.Body))
	}
	return line
}

func (f field) curl() string {
	if f.file {
		return f.name + "=" + f.text + ";filename=" + fileName
	}
	return f.name + "=" + f.text
}

func (r *Request) isJSON() bool {
	return len(r.Body) > 0 && r.Header.Get("Content-Type") == "application/json"
}

// implied is the method that curl uses for this body.
func (r *Request) implied() string {
	if len(r.Body) > 0 || r.form != nil {
		return http.MethodPost
	}
	return http.MethodGet
}

// quoted is a text as one word for a shell.
func quoted(text string) string {
	if text != "" && !strings.ContainsAny(text, " \t\n'\"\\$&|;<>()[]{}*?!#~`=%") {
		return text
	}
	return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'"
}
