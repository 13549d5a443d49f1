package jobs

import "github.com/ringer-api/ringer/schemas/shape"

// about says what the keys of an overlay are for.
var about = map[string]string{
	"moves": "Who changes the state: itself (time) or others (operations).", "id": "The place of the id in the record, or {at, like, as, parameter}.",
	"status": "The place of the state in the record.", "states": "The states by name; null removes one.", "times": "Places of times: created, updated, started, ended, expires, or the name of a state.",
	"error": "The place of the error, or {at, when}.", "progress": "The place of the progress.", "counters": "Places of numbers that never decrease.", "owner": "Places that equal a path parameter.",
	"from-request": "Places with the value of the create request.", "fixed": "Places that never change.", "webhook": "A place in the create request.",
	"create": "The operations that create one.", "get": "The operations that return one.", "list": "The operations that list them.", "status-get": "The operations that return its state.",
	"update": "The operations that change it.", "cancel": "The operations that cancel it.", "pause": "The operations that pause it.", "resume": "The operations that resume it.", "delete": "The operations that delete it.",
	"results":   "The operations that return its results.",
	"operation": "An operationId, or \"METHOD PATH\".", "record": "The place of the record in the response.", "waits": "true: the header Prefer: wait makes it wait for the end.", "items": "The place of the array in the response.",
	"next": "The place of the next page's cursor or URL.", "more": "The place of a boolean: there are more.", "total": "The place of the total.", "cursor": "The parameter with the cursor.", "offset": "The parameter with the offset.",
	"page": "The parameter with the page's number.", "limit": "The parameter with the size of a page.", "link": "true: the next page is in the header Link.", "job": "The place of the job's id in one result.",
	"key": "The place that identifies a result.", "when": "The states that have one.", "before": "The status code while there is none yet.",
	"kind": "What the state means.", "for": "How long it lasts, such as 5s or 1s..5s.", "then": "The next state, or several with their weights.", "as": "The value at status, if it is not the state's name.",
	"null": "true: the value at status is null or absent.", "otherwise": "true: the value at status is no other state's.", "respond": "The status code of get in this state.", "enter": "Places that change when the state begins.",
}

// keysOf is a mapping with these keys, of any values but the given ones.
func keysOf(names []string, shapes map[string]shape.Shape) shape.Shape {
	s := shape.Shape{Types: []string{"object"}, Closed: true}
	for _, name := range names {
		key := shape.Key{Name: name, Shape: shapes[name]}
		key.About = about[name]
		s.Keys = append(s.Keys, key)
	}
	return s
}

// OverlayShape is what an overlay with the key x-ringer-jobs may contain. Its keys are those that the
// reader knows; values are described where an editor can help.
func OverlayShape() shape.Shape {
	kinds := shape.Shape{Types: []string{"string"}}
	for _, k := range Kinds() {
		kinds.Enum = append(kinds.Enum, string(k))
	}
	state := shape.Shape{Any: []shape.Shape{kinds, keysOf(stateKeys(), map[string]shape.Shape{"kind": kinds}), {Types: []string{"null"}}}}
	resource := newResource("")
	names := keys()
	shapes := map[string]shape.Shape{
		"moves":  {Types: []string{"string"}, Enum: shape.Names(string(ByItself), string(ByOthers))},
		"states": {Types: []string{"object"}, Values: &state},
	}
	for _, l := range resource.lists() {
		names = append(names, l.key)
		one := []shape.Shape{{Types: []string{"string"}}, keysOf(detailKeys(l.key), nil)}
		shapes[l.key] = shape.Shape{Any: append(one, shape.Shape{Types: []string{"array"}, Items: &shape.Shape{Any: one}})}
	}
	job := keysOf(names, shapes)
	job.Types = append(job.Types, "null")
	model := shape.Key{Name: Extension, Shape: shape.Shape{Types: []string{"object", "null"}, Values: &job, About: "The jobs of the API by name; null: that resource has no states."}}
	action := shape.Shape{Types: []string{"object"}, Keys: []shape.Key{
		{Name: "target", Shape: shape.Text("What is changed, as a JSONPath; $ is the whole document.")},
		{Name: "update", Shape: shape.Shape{About: "What is merged into it.", Keys: []shape.Key{model}}},
		{Name: "remove", Shape: shape.Shape{About: "true: it is removed.", Types: []string{"boolean"}}},
	}}
	return shape.Shape{Title: "OpenAPI Overlay", About: "Corrections of an OpenAPI document, and the job model of ringer.", Types: []string{"object"}, Keys: []shape.Key{
		{Name: "overlay", Shape: shape.Text("The version of the Overlay specification, such as 1.0.0.")},
		{Name: "info", Shape: shape.Shape{Types: []string{"object"}, About: "title and version."}},
		{Name: "actions", Shape: shape.Shape{Types: []string{"array"}, Items: &action, About: "The changes, in this order."}},
	}}
}
