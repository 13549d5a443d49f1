// Manifests reads Kubernetes manifests as an API server does: into the types of the API, without
// unknown or duplicate fields. It also requires what the types cannot: that a Service finds the pods.
package main

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"os"

	apps "k8s.io/api/apps/v1"
	core "k8s.io/api/core/v1"
	"sigs.k8s.io/yaml"
)

func main() {
	for _, file := range os.Args[1:] {
		if err := check(file); err != nil {
			fmt.Fprintf(os.Stderr, "error: %s: %v\n", file, err)
			os.Exit(1)
		}
	}
}

func check(file string) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	var pods, selected map[string]string
	for _, document := range bytes.Split(text, []byte("\n---\n")) {
		var kind struct{ APIVersion, Kind string }
		if err := yaml.Unmarshal(document, &kind); err != nil {
			return err
		}
		switch kind.APIVersion + " " + kind.Kind {
		case "apps/v1 Deployment":
			var d apps.Deployment
			if err := yaml.UnmarshalStrict(document, &d); err != nil {
				return err
			}
			pods = d.Spec.Template.Labels
			if err := checkPod(d); err != nil {
				return err
			}
		case "v1 Service":
			var s core.Service
			if err := yaml.UnmarshalStrict(document, &s); err != nil {
				return err
			}
			selected = s.Spec.Selector
		default:
			return fmt.Errorf("there is no check of a %s %s", kind.APIVersion, kind.Kind)
		}
	}
	if len(selected) == 0 || !maps.Equal(pods, selected) {
		return fmt.Errorf("the service selects %v, and the pods have %v", selected, pods)
	}
	return nil
}

func checkPod(d apps.Deployment) error {
	spec := d.Spec.Template.Spec
	switch links := spec.EnableServiceLinks; {
	case d.Name == "" || d.Spec.Selector == nil || len(spec.Containers) != 1:
		return errors.New("a deployment has a name, a selector and one container")
	case !maps.Equal(d.Spec.Selector.MatchLabels, d.Spec.Template.Labels):
		return errors.New("the selector of the deployment does not match its pods")
	case links == nil || *links:
		return errors.New("enableServiceLinks must be false")
	}
	c := spec.Containers[0]
	for name, probe := range map[string]*core.Probe{"startup": c.StartupProbe, "liveness": c.LivenessProbe, "readiness": c.ReadinessProbe} {
		if probe == nil || probe.HTTPGet == nil || probe.HTTPGet.Port.StrVal != c.Ports[0].Name {
			return fmt.Errorf("the %s probe does not request the container's port", name)
		}
	}
	for _, mount := range c.VolumeMounts {
		found := false
		for _, volume := range spec.Volumes {
			found = found || volume.Name == mount.Name
		}
		if !found {
			return fmt.Errorf("there is no volume %q", mount.Name)
		}
	}
	return nil
}
