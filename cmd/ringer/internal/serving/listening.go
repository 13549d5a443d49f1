package serving

import (
	"net"
	"strconv"

	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
	"github.com/ringer-api/ringer/cmd/ringer/internal/setting"
	"github.com/ringer-api/ringer/mock"
)

// CheckListening rejects a control interface that other machines could use without
// a token.
func CheckListening(c setting.Mock) error {
	// The name of the variable stands for the token in it.
	config := mock.Config{NoControl: !c.Control, ControlToken: c.ControlToken}
	err := config.CheckListening(net.JoinHostPort(c.Host, strconv.Itoa(c.Port)))
	if err == nil {
		return nil
	}
	return output.Usage(err.Error(), "--control-token-env VARIABLE names the variable that holds a token",
		"--control=false switches the control interface off")
}
