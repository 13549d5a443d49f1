package setting

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func settingNamed(t *testing.T, key string) Setting {
	t.Helper()
	for _, s := range All() {
		if s.Key() == key {
			return s
		}
	}
	t.Fatalf("no setting %s", key)
	return Setting{}
}

// The variables that an orchestrator sets in the environment of processes beside a
// service that is named ringer, or ringer-mock.
func TestLinksAreNoSettings(t *testing.T) {
	t.Parallel()
	for _, service := range []string{"RINGER", "RINGER_MOCK", "RINGER_2"} {
		var environ []string
		for _, variable := range []string{
			"PORT=tcp://10.43.0.17:4010", "SERVICE_HOST=10.43.0.17", "SERVICE_PORT=4010", "SERVICE_PORT_HTTP=4010",
			"PORT_4010_TCP=tcp://10.43.0.17:4010", "PORT_4010_TCP_PROTO=tcp", "PORT_4010_TCP_PORT=4010",
			"PORT_4010_TCP_ADDR=10.43.0.17", "PORT_53_UDP=udp://10.43.0.17:53", "PORT_9_SCTP_PORT=9",
			"NAME=/web/ringer", "ENV_PATH=/bin", "ENV_TOKEN=x", "PORT_4010_TCP_START=tcp://10.43.0.17:4010",
		} {
			environ = append(environ, service+"_"+variable)
		}
		wantSetting(t, settingNamed(t, "mock.port"), "", environ, nil, "4010", "built-in")
	}
	wantSetting(t, settingNamed(t, "mock.port"), "", []string{"RINGER_PORT=5000"}, nil, "5000", "environment RINGER_PORT")
	wantSetting(t, settingNamed(t, "mock.port"), "", []string{"RINGER_PORT=TCP://10.43.0.17:4010"}, nil, "4010", "built-in")
	wantSetting(t, settingNamed(t, "mock.port"), "", []string{"RINGER_PORT= 5000\r"}, nil, "5000", "environment RINGER_PORT")
	for _, launcher := range []string{"RINGER_BINARY=/bin/ringer", "RINGER_VERSION=1.0.0", "RINGER_URL=http://127.0.0.1:4010"} {
		c, _, err := loadOne(t, settingNamed(t, "mock.port"), "", []string{launcher}, nil)
		require.NoError(t, err)
		assert.Empty(t, c.Warnings, launcher)
	}
	for _, mistake := range []string{"RINGER_PORTS=4010", "RINGER_SERVICE=x", "RINGER_NAME=x", "RINGER_PORT_X=1"} {
		c, _, err := loadOne(t, settingNamed(t, "mock.port"), "", []string{mistake}, nil)
		require.NoError(t, err)
		require.Len(t, c.Warnings, 1, mistake)
		assert.Contains(t, c.Warnings[0], "is ignored: there is no such setting", mistake)
	}
}

func TestABooleanHasThreeSpellings(t *testing.T) {
	t.Parallel()
	s := settingNamed(t, "mock.cors")
	for _, no := range []string{"false", "False", "FALSE", `"False"`} {
		wantSetting(t, s, "serve:\n  cors: "+no+"\n", nil, nil, "false", "ringer.yaml:2:")
	}
	wantSetting(t, s, "", []string{"RINGER_CORS=False"}, nil, "false", "environment")
	wantSetting(t, s, "", nil, []string{"--cors=FALSE"}, "false", "flag")
	for _, other := range []string{"no", "off", "fALSE", "0"} {
		_, _, err := loadOne(t, s, "serve:\n  cors: "+other+"\n", nil, nil)
		assert.ErrorContains(t, err, "want true or false", other)
	}
}

func TestAHostMayStandAsInAURL(t *testing.T) {
	t.Parallel()
	for written, want := range map[string]string{"[::1]": "::1", "::1": "::1", "[fe80::1%eth0]": "fe80::1%eth0", "a.test": "a.test"} {
		wantSetting(t, settingNamed(t, "mock.host"), "", nil, []string{"--host=" + written}, want, "flag")
	}
	for _, list := range []string{"mock.control-host", "mock.tls-name"} {
		s := settingNamed(t, list)
		wantSetting(t, s, "", nil, []string{"--" + s.Name + "=[::1],a.test"}, "::1,a.test", "flag")
	}
	for _, wrong := range []string{"http://localhost", "localhost:4010", "[::1]:4010", "[a.test]", "127.0.0.1:80"} {
		_, _, err := loadOne(t, settingNamed(t, "mock.host"), "", nil, []string{"--host=" + wrong})
		assert.ErrorContains(t, err, "want a host without a port", wrong)
	}
}

// Windows editors and PowerShell write a byte order mark, lines that end in two
// characters, or two bytes for each character.
func TestSettingsAreReadHoweverTheyWereSaved(t *testing.T) {
	t.Parallel()
	const text = "serve:\r\n  scenario: empty\r\n  tls-name:\r\n    - a.test\r\n"
	wide := "\xff\xfe"
	for _, c := range text {
		wide += fmt.Sprintf("%c\x00", c)
	}
	for name, file := range map[string]string{"lines": text, "mark": "\ufeff" + text, "UTF-16": wide} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			wantSetting(t, settingNamed(t, "mock.scenario"), file, nil, nil, "empty", "ringer.yaml:2:13")
			wantSetting(t, settingNamed(t, "mock.tls-name"), file, nil, nil, "a.test", "ringer.yaml:4:5")
		})
	}
	_, _, err := loadOne(t, settingNamed(t, "mock.scenario"), "serve:\n  scenario: caf\xe9\n", nil, nil)
	require.ErrorContains(t, err, "ringer.yaml:2:16: the file is not UTF-8")
}
