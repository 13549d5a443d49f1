package lifecycle

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/ringer-api/ringer/schemas/jobs"
)

// effectsOf returns the places that change when states begin.
func effectsOf(r *jobs.Resource) []jobs.Pointer {
	places := map[jobs.Pointer]bool{}
	for _, s := range r.States {
		for at := range s.Enter {
			places[at] = true
		}
	}
	return slices.Sorted(maps.Keys(places))
}

// writeEffects applies what all stages so far have changed. A place that none has changed
// yet is empty; one that is added to counts from 0.
func (w *writer) writeEffects() {
	for _, p := range w.effects {
		var value []byte
		sum, counts := 0.0, false
		for _, s := range w.plan.states {
			_, adds := added(s.Enter[p.at])
			counts = counts || adds
		}
		for _, stage := range w.timeline.stages[:w.stage.Number+1] {
			s := w.plan.State(stage.State)
			if s == nil {
				continue
			}
			effect, has := s.Enter[p.at]
			switch n, adds := added(effect); {
			case !has:
			case adds:
				sum += n
			case effect == "now":
				value = w.moment(p, stage.At)
			default:
				value, _ = json.Marshal(effect)
			}
		}
		switch {
		case counts:
			w.put(p, []byte(strconv.FormatFloat(sum, 'f', -1, 64)))
		case value == nil:
			w.absent(p)
		default:
			w.put(p, value)
		}
	}
}

// added reports whether an effect is a number to add, such as "+1".
func added(effect any) (float64, bool) {
	text, ok := effect.(string)
	if !ok || !strings.HasPrefix(text, "+") {
		return 0, false
	}
	n, err := strconv.ParseFloat(text[1:], 64)
	return n, err == nil
}
