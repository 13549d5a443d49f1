package schemas

import (
	"slices"
	"strings"

	"github.com/ringer-api/ringer/schemas/document"
)

// servers returns the servers of the nearest object that has any.
func (d *Description) servers(nearest ...*document.Value) []Server {
	for _, v := range nearest {
		list := d.set.Get(v, "servers").Items()
		if len(list) == 0 {
			continue
		}
		var out []Server
		for _, item := range list {
			urls := fillVariables(item)
			out = append(out, Server{URL: urls[0], Description: item.TextOf("description"), Variants: urls[1:]})
		}
		return out
	}
	return nil
}

// maxVariants limits the addresses of one server: the product of its variables' enums may be
// large.
const maxVariants = 100

// fillVariables returns the address with each variable's default, then those with the other
// values of the enums.
func fillVariables(server *document.Value) []string {
	urls := []string{server.TextOf("url")}
	for _, m := range server.Get("variables").Members() {
		values := []string{m.TextOf("default")}
		for _, value := range m.Get("enum").Strings() {
			if !slices.Contains(values, value) {
				values = append(values, value)
			}
		}
		urls = combine(urls, "{"+m.Name+"}", values)
	}
	return urls
}

// combine replaces a variable in each address by each of its values, the first value first.
func combine(urls []string, variable string, values []string) []string {
	var out []string
	for _, value := range values {
		for _, url := range urls {
			filled := strings.ReplaceAll(url, variable, value)
			if len(out) < maxVariants && !slices.Contains(out, filled) {
				out = append(out, filled)
			}
		}
	}
	return out
}

// security returns the security of the nearest object that has the keyword; an empty
// list means that no authentication is required.
func (d *Description) security(nearest ...*document.Value) []Requirement {
	for _, v := range nearest {
		list := d.set.Get(v, "security")
		if list == nil {
			continue
		}
		var out []Requirement
		for _, item := range list.Items() {
			r := Requirement{}
			for _, m := range item.Members() {
				r[m.Name] = m.Strings()
			}
			out = append(out, r)
		}
		return out
	}
	return nil
}
