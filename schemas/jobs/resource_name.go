package jobs

import (
	"strings"

	"github.com/ringer-api/ringer/schemas/jobs/shapes"
)

// resourceName returns the place of a name that is the path of the resource, such as
// operations/7 in a record of GET /v1/operations/{operation}, and the form of the name: the
// collections and parameters of the path, without a version. A name is one if its description or
// examples show the collection with a slash behind it; or if the record is an operation that has
// a name, a boolean for its end, and an error, and nothing else identifies it.
func (rd *reader) resourceName(d *draft, record *shapes.Shape) (at Pointer, as string) {
	name := record.Prop("name")
	if name == nil || len(d.items) == 0 || d.items[0].last().param == "" {
		return "", ""
	}
	var steps []string
	for _, s := range d.items[0].steps {
		switch {
		case s.param != "" && s.text != "*":
			return "", "" // text around the id
		case s.param != "":
			steps = append(steps, "{"+s.param+"}")
		case len(steps) > 0 || !isVersion(s.text):
			steps = append(steps, s.text)
		}
	}
	as = strings.Join(steps, "/")
	collection := d.items[0].back(1).text + "/"
	l := rd.lifeOfDraft(d)
	operation := l != nil && l.form == byBoolean && rd.errorOf(record) != ""
	if collection == "/" || !operation && !strings.Contains(name.Text("description")+name.Text("pattern"), collection) {
		return "", ""
	}
	return "/name", as
}
