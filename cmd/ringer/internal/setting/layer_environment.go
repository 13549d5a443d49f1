package setting

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/display"
)

// configVariable names the settings file, as --config does.
const configVariable = "RINGER_CONFIG"

// URLVariable is where a launcher or ringer ctl finds a running mock. The URL of a check
// is no setting of the environment: a job of a CI server that has a mock's address there
// must not check the mock instead of the service.
const URLVariable = "RINGER_URL"

// reserved are variables of programs that start ringer: which binary, and which version of
// it. They never become settings.
var reserved = []string{configVariable, "RINGER_BINARY", "RINGER_VERSION"}

// layer is the layer of the environment; empty variables are ignored. There is a warning
// about an unknown variable that begins with RINGER_, unless a setting of another layer
// names it as the variable of a secret: others may use such names, too. Variables of
// launchers, Kubernetes and Docker are ignored.
func (e Environment) layer(others ...layer) (said layer, warnings []string) {
	said = layer{}
	var unknown []string
	for _, pair := range e {
		name, text, _ := strings.Cut(pair, "=")
		text = strings.TrimSpace(text) // values of .env files may end with a carriage return
		if !strings.HasPrefix(name, "RINGER_") || text == "" || slices.Contains(reserved, name) || isLink(name, text) {
			continue
		}
		if !said.add(name, text) {
			unknown = append(unknown, name)
		}
	}
	secrets := secretVariables(append(others, said)...)
	for _, name := range unknown {
		if !slices.Contains(secrets, name) {
			warnings = append(warnings, unknownVariable(name))
		}
	}
	return said, warnings
}

// Variables that Kubernetes makes for each Service of a pod's namespace, and Docker for
// each linked container, if its name is ringer or begins with it:
// https://kubernetes.io/docs/concepts/services-networking/service/#environment-variables
// https://docs.docker.com/engine/network/links/#environment-variables
var (
	linkName = regexp.MustCompile(`^RINGER_(\w+_)?(SERVICE_HOST|SERVICE_PORT(_\w+)?|` +
		`PORT_[0-9]+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR|START|END|PORT_START|PORT_END))?|ENV_\w+)$`)
	linkedPort = regexp.MustCompile(`^RINGER_(\w+_)?PORT$`)
	linkedName = regexp.MustCompile(`^RINGER_(\w+_)?NAME$`)
	linkScheme = regexp.MustCompile(`(?i)^(tcp|udp|sctp)://`)
)

// isLink reports whether an orchestrator has set the variable.
func isLink(name, text string) bool {
	return linkName.MatchString(name) ||
		linkedPort.MatchString(name) && linkScheme.MatchString(text) ||
		linkedName.MatchString(name) && strings.HasPrefix(text, "/")
}

// add sets every setting that the variable belongs to.
func (l layer) add(name, text string) (known bool) {
	for _, s := range All() {
		if s.variable() != name {
			continue
		}
		texts := []string{text}
		if v, ok := s.Bind(Defaults()).(List); ok {
			texts = strings.Split(text, v.join())
		}
		l[s.Key()] = entry{texts: texts, from: Source("environment " + name)}
		known = true
	}
	return known
}

// secretVariables are the variables that the layers' settings name.
func secretVariables(layers ...layer) []string {
	var names []string
	for _, layer := range layers {
		for _, s := range All() {
			if s.IsVariable() {
				names = append(names, layer[s.Key()].texts...)
			}
		}
	}
	return names
}

func unknownVariable(name string) string {
	var known []string
	for _, s := range All() {
		if s.variable() != "" {
			known = append(known, s.variable())
		}
	}
	warning := fmt.Sprintf("warning: the environment variable %s is ignored: there is no such setting", display.Line(name))
	if near := schemas.Nearest(name, append(known, configVariable)); near != "" {
		return warning + "; did you mean " + near + "?"
	}
	return warning
}
