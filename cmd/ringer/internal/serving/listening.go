package serving

import (
	"net"
	"strconv"

	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
	"github.com/ringer-api/ringer/cmd/ringer/internal/setting"
	"github.com/ringer-api/ringer/mock"
)

// CheckListening refuses a control interface that strangers could use.
func CheckListening(c setting.Mock) error {
	// The name of the variable stands for what it holds.
	config := mock.Config{NoControl: !c.Control, ControlToken: c.ControlToken}
	err := config.CheckListening(net.JoinHostPort(c.Host, strconv.Itoa(c.Port)))
	if err == nil {
		return nil
	}
	return output.Usage(err.Error(), "--control-token-env VARIABLE names the variable that holds a token",
		"--control=false switches the control interface off")
}
