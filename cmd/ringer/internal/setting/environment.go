package setting

import (
	"fmt"
	"strings"

	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
	"github.com/ringer-api/ringer/contract"
)

// Environment is a process's environment, as os.Environ returns it.
type Environment []string

// Get returns a variable's value and whether it is set.
func (e Environment) Get(name string) (string, bool) {
	for _, entry := range e {
		if value, ok := strings.CutPrefix(entry, name+"="); ok {
			return value, true
		}
	}
	return "", false
}

// Secret returns the value of the variable that a setting names. An empty variable
// is an error: the run would pass without authentication.
func (e Environment) Secret(setting, variable string) (contract.Secret, error) {
	if variable == "" {
		return contract.Secret{}, nil
	}
	value, _ := e.Get(variable)
	if value == "" {
		return contract.Secret{}, output.Usage(
			fmt.Sprintf("%s names the variable %s, which is not set", setting, variable),
			"export "+variable+"=...")
	}
	return contract.Secret{Value: value, Variable: variable}, nil
}
