package setting

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
	"github.com/ringer-api/ringer/schemas"
)

// configVariable names the settings file, as --config does.
const configVariable = "RINGER_CONFIG"

// layer is the layer of the environment; empty variables are ignored. An unknown
// variable that begins with RINGER_ is an error, unless a setting of another layer
// names it as the variable of a secret. Variables of Kubernetes and Docker are
// ignored.
func (e Environment) layer(others ...layer) (layer, error) {
	said := layer{}
	var unknown []string
	for _, pair := range e {
		name, text, _ := strings.Cut(pair, "=")
		text = strings.TrimSpace(text) // values of .env files may end with a carriage return
		if !strings.HasPrefix(name, "RINGER_") || text == "" || name == configVariable || isLink(name, text) {
			continue
		}
		if !said.add(name, text) {
			unknown = append(unknown, name)
		}
	}
	secrets := secretVariables(append(others, said)...)
	for _, name := range unknown {
		if !slices.Contains(secrets, name) {
			return nil, unknownVariable(name)
		}
	}
	return said, nil
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

func unknownVariable(name string) error {
	known := []string{configVariable}
	for _, s := range All() {
		known = append(known, s.variable())
	}
	problem := fmt.Sprintf("unknown environment variable %s: there is no such setting", name)
	if near := schemas.Nearest(name, known); near != "" {
		return output.Usage(problem, "did you mean "+near+"?")
	}
	return output.Usage(problem,
		"unset "+name+"; or, if it holds a secret, name it by an option such as --token-env")
}
