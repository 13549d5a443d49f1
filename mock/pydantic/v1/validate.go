package v1

import (
	"github.com/ringer-api/ringer/mock/pydantic"
	"github.com/ringer-api/ringer/mock/python"
)

// Validate validates a value and adds what is wrong to the errors. It returns the value as the
// service gets it: converted to its type, with ids in canonical form.
func Validate(t *pydantic.Type, v python.Value, at *pydantic.Place, errors *pydantic.Errors) python.Value {
	t, nullable := t.Resolve()
	c := check{t, v, at, errors}
	switch {
	case v.IsNull() && (nullable || t.Kind == pydantic.Any || t.Kind == pydantic.None):
		return v
	case v.IsNull():
		return c.wrong("type_error.none.not_allowed", "none is not an allowed value")
	}
	switch t.Kind {
	case pydantic.None:
		return c.wrong("type_error.not_none", "value is not None")
	case pydantic.Bool:
		return c.bool()
	case pydantic.Int:
		return c.int()
	case pydantic.Float, pydantic.Decimal:
		return c.float()
	case pydantic.String:
		return c.string()
	case pydantic.UUID:
		return c.uuid()
	case pydantic.Date:
		return c.date()
	case pydantic.DateTime:
		return c.dateTime()
	case pydantic.Time:
		return c.time()
	case pydantic.Duration:
		return c.duration()
	case pydantic.File:
		return c.file()
	case pydantic.Enum:
		return c.enum()
	case pydantic.Literal:
		return c.literal()
	case pydantic.List:
		return c.list("list")
	case pydantic.Set:
		return c.list("set")
	case pydantic.Tuple:
		return c.tuple()
	case pydantic.Dict:
		return c.dict()
	case pydantic.Model:
		return c.model()
	case pydantic.Union:
		return c.union()
	case pydantic.Tagged:
		return c.tagged()
	}
	return v
}

// check is a value that is validated by a type.
type check struct {
	t      *pydantic.Type
	v      python.Value
	at     *pydantic.Place
	errors *pydantic.Errors
}

func (c check) wrong(kind, message string) python.Value {
	c.errors.Add(pydantic.Error{Type: kind, At: c.at, Message: message})
	return c.v
}

// wrongFor adds an error with a context.
func (c check) wrongFor(kind, message string, names []string, values ...python.Value) python.Value {
	c.errors.Add(pydantic.Error{Type: kind, At: c.at, Message: message, Context: python.ObjectOf(names, values...)})
	return c.v
}

// limited adds an error about a limit.
func (c check) limited(kind, message string, limit python.Value) python.Value {
	return c.wrongFor(kind, "ensure this value "+message, []string{"limit_value"}, limit)
}

// crash is an exception that nothing catches: the service responds with 500.
func (c check) crash() python.Value {
	c.errors.Crashed = true
	return c.v
}

func (c check) uuid() python.Value {
	if canonical, ok := pythonUUID(c.v.Text()); ok && c.v.Kind() == python.String {
		return python.TextOf(canonical)
	}
	return c.wrong("type_error.uuid", "value is not a valid uuid")
}

// file is an uploaded file, which only a form has.
func (c check) file() python.Value {
	if c.v.Kind() == python.Foreign {
		return c.v
	}
	return c.wrong("value_error", "Expected UploadFile, received: <class '"+classes[c.v.Kind()]+"'>")
}

// classes are the names of Python's classes.
var classes = map[python.Kind]string{python.Null: "NoneType", python.Bool: "bool", python.Int: "int", python.Float: "float",
	python.String: "str", python.Array: "list", python.Object: "dict"}
