package value_test

import (
	"fmt"
	"testing/fstest"

	"github.com/ringer-api/ringer/mock/value"
	"github.com/ringer-api/ringer/schemas"
)

func Example() {
	d, err := schemas.Load(fstest.MapFS{"openapi.yaml": {Data: []byte(`
openapi: 3.1.0
info: {title: users, version: 1.0.0}
paths: {}
components:
  schemas:
    User:
      type: object
      required: [id, email, plan]
      properties:
        id: {type: string, pattern: '^u[0-9]{6}$'}
        email: {type: string}
        plan: {type: string, example: team}
`)}}, "openapi.yaml")
	if err != nil {
		panic(err)
	}
	user, err := d.Schema("User")
	if err != nil {
		panic(err)
	}
	text, notes := value.New().Value(user, value.Options{Seed: 1})
	fmt.Println(string(text), len(notes))
	// Output: {"id":"u365479","email":"juanita.fisher@example.com","plan":"team"} 0
}
