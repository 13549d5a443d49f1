package main

import (
	"fmt"
	"strings"

	"github.com/ringer-api/ringer/contract"
)

// environment is a process's environment, as os.Environ gives it.
type environment []string

// get gives a variable's value and whether it is set.
func (e environment) get(name string) (string, bool) {
	for _, entry := range e {
		if value, ok := strings.CutPrefix(entry, name+"="); ok {
			return value, true
		}
	}
	return "", false
}

// secret gives what the variable named by a setting holds. A variable that is
// named but holds nothing is a mistake: the run would pass for another reason.
func (e environment) secret(setting, variable string) (contract.Secret, error) {
	if variable == "" {
		return contract.Secret{}, nil
	}
	value, _ := e.get(variable)
	if value == "" {
		return contract.Secret{}, usage(
			fmt.Sprintf("%s names the variable %s, which is not set", setting, variable),
			"export "+variable+"=...")
	}
	return contract.Secret{Value: value, Variable: variable}, nil
}
