package observation

import (
	"strings"

	"github.com/ringer-api/ringer/schemas/document"
	"github.com/ringer-api/ringer/schemas/jobs"
)

// Extras is what the check knows of an API that neither its description nor its job model
// can say. The zero value is valid.
type Extras struct {
	// Creator knows the bodies of requests that create a job; nil for those that the
	// description has as examples.
	Creator Creator
	// Counts counts how often a job was started, when no state of the model increases it.
	Counts jobs.Pointer
	// Requested are the places that show what a job was created with.
	Requested []jobs.Pointer
	// Details are places that only a failed job has, besides its error.
	Details []jobs.Pointer
	// Lists are the paths in which a service shows the values of the parameters in
	// Jobs.Scope, in their order; each is a template with the parameters before.
	Lists []string
	// Listed says what Lists are, Hint what to do when they name no collection, and Fields
	// are the names of the parameters in Jobs.Scope in messages to users; each may be empty.
	Listed, Hint string
	Fields       []string
	// Prefix begins all paths of the description, and is easily given a second time, in the
	// address of the service.
	Prefix string
	// Keys are properties whose keys a type of the description lists, although it allows
	// others: the type by the name of the property.
	Keys map[string]string
	// Files are keys by which a body in a file is recognized, in the order in which they are
	// looked for.
	Files []FileKey
}

// FileKey is a key of an object, and the types of bodies that have it: that of the object,
// and "list" or "results" for an array of such objects, empty when no body is one. The type
// of the object is "list" or "results" too where that is an object with the array in it.
type FileKey struct{ Key, Object, Array string }

// Body is the body of a create request, with a short name for it.
type Body struct {
	Name    string
	Content []byte
	Why     string
	// Wrong are the places of what is wrong in it, such as "items.1"; "" is the body itself.
	Wrong []string
	// Also are further status codes that may refuse it.
	Also []int
}

// Creator knows the bodies of requests that create a job.
type Creator interface {
	// Like returns a body that creates a job like the newest of these; nil when none of them
	// shows how it was created.
	Like([]Record) []byte
	// Example returns a body, and whether a service must accept it; nil when none is known.
	Example() (body []byte, known bool)
	// Valid returns the bodies to create jobs with, made of one; known reports whether a
	// service must accept that.
	Valid(body []byte, known bool) []Body
	// Wrong returns bodies that must be refused, made of one that is valid.
	Wrong(body []byte) []Body
	// Echo compares a job with the body that created it: the first difference, and whether
	// anything could be compared.
	Echo(body []byte, r Record) (*Difference, bool)
	// Keys returns the keys of the results that a job created so must have; nil when nobody
	// knows.
	Keys(body []byte) []string
	// HasResults reports whether a job certainly has results once it has succeeded.
	HasResults(Record) bool
}

// Difference is a place in a record whose value is not the requested one.
type Difference struct {
	At            jobs.Pointer
	Expected, Got string
	Key           string
}

// FileKeys are the keys by which a body in a file is recognized: those of Extras, or else the
// required properties that only a record or only a result has.
func (j *Jobs) FileKeys() []FileKey {
	if j.Files != nil {
		return j.Files
	}
	var all []FileKey
	for _, list := range []struct{ at, kind string }{
		{j.recordsOf[j.List], "list"}, {j.resultsAt, "results"},
	} {
		if at, inList := strings.CutSuffix(list.at, "/-"); inList && at != "" {
			all = append(all, FileKey{Key: firstToken(at), Object: list.kind})
		}
	}
	for _, kind := range []struct {
		name, other, array string
	}{{j.recordType, j.resultType, "list"}, {j.resultType, j.recordType, "results"}} {
		one, other := j.nodes[kind.name], j.nodes[kind.other]
		if one == nil {
			continue // it has no name
		}
		for _, p := range one.Properties {
			both := false
			if other != nil {
				_, both = other.Property(p.Name)
			}
			if p.Required && !both {
				all = append(all, FileKey{p.Name, kind.name, kind.array})
			}
		}
	}
	return all
}

// firstToken is the first step of a pointer.
func firstToken(at jobs.Pointer) string { return document.SplitPointer(at)[0] }
