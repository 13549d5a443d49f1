package schemas

import (
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
			out = append(out, Server{fillVariables(item), item.TextOf("description")})
		}
		return out
	}
	return nil
}

func fillVariables(server *document.Value) string {
	address := server.TextOf("url")
	for _, m := range server.Get("variables").Members() {
		address = strings.ReplaceAll(address, "{"+m.Name+"}", m.TextOf("default"))
	}
	return address
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
