package control

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
)

// Speed is how much faster than real time a clock runs. The control interface accepts it as a
// number, or as a string with a final x: "60x".
type Speed float64

// UnmarshalJSON reads a number or a string. It does not check whether a clock can run at
// that speed; the clock does.
func (s *Speed) UnmarshalJSON(text []byte) error {
	number := string(text)
	if strings.HasPrefix(number, `"`) {
		if err := json.Unmarshal(text, &number); err != nil {
			return err
		}
		number = strings.TrimSuffix(number, "x")
	}
	speed, err := strconv.ParseFloat(number, 64)
	if err != nil {
		return fmt.Errorf("%.100s is not a speed", text)
	}
	*s = Speed(speed)
	return nil
}
