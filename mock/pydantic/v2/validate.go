package v2

import (
	"github.com/ringer-api/ringer/mock/pydantic"
	"github.com/ringer-api/ringer/mock/python"
)

// Validate validates a value and adds what is wrong to the errors. It returns the value as the
// service gets it: converted to its type, with ids in canonical form.
func Validate(t *pydantic.Type, v python.Value, at *pydantic.Place, errors *pydantic.Errors) python.Value {
	t, nullable := t.Resolve()
	if nullable && v.IsNull() {
		return v
	}
	c := check{t, v, at, errors}
	switch t.Kind {
	case pydantic.None:
		return c.none()
	case pydantic.Bool:
		return c.bool()
	case pydantic.Int:
		return c.int()
	case pydantic.Float:
		return c.float()
	case pydantic.Decimal:
		return c.decimal()
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
		return c.choice("enum")
	case pydantic.Literal:
		return c.choice("literal_error")
	case pydantic.List:
		return c.list()
	case pydantic.Set:
		return c.set()
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

// wrong adds an error, with a context of one value if it has one.
func (c check) wrong(kind, message string) python.Value {
	return c.wrongAt(c.at, c.v, kind, message)
}

func (c check) wrongAt(at *pydantic.Place, input python.Value, kind, message string) python.Value {
	c.errors.Add(pydantic.Error{Type: kind, At: at, Message: message, Input: input})
	return c.v
}

func (c check) wrongFor(kind, message, name string, value python.Value) python.Value {
	c.errors.Add(pydantic.Error{Type: kind, At: c.at, Message: message, Input: c.v,
		Context: python.ObjectOf([]string{name}, value)})
	return c.v
}

// because adds an error whose message ends with a reason.
func (c check) because(kind, message, reason string) python.Value {
	return c.wrongFor(kind, message+", "+reason, "error", python.TextOf(reason))
}

func (c check) none() python.Value {
	if c.v.IsNull() {
		return c.v
	}
	return c.wrong("none_required", "Input should be None")
}

func (c check) uuid() python.Value {
	if c.v.Kind() != python.String {
		return c.wrong("uuid_type", "UUID input should be a string, bytes or UUID object")
	}
	canonical, wrong := UUID(c.v.Text())
	if wrong != "" {
		return c.because("uuid_parsing", "Input should be a valid UUID", wrong)
	}
	return python.TextOf(canonical)
}

// file is an uploaded file, which only a form has.
func (c check) file() python.Value {
	if c.v.Kind() == python.Foreign {
		return c.v
	}
	names := map[python.Kind]string{python.Bool: "bool", python.Int: "int", python.Float: "float", python.String: "str",
		python.Array: "list", python.Object: "dict", python.Null: "NoneType"}
	return c.wrongFor("value_error", "Value error, Expected UploadFile, received: <class '"+names[c.v.Kind()]+"'>",
		"error", python.ObjectOf(nil))
}
