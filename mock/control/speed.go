package control

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
)

// Speed is how much faster than real time a clock is to run. The control
// interface takes it as a number, or as a text with the x that people write: "60x".
type Speed float64

// UnmarshalJSON reads a number or a text. Whether a clock can run so is the
// clock's to say.
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
		return fmt.Errorf("%.100s is no speed", text)
	}
	*s = Speed(speed)
	return nil
}
