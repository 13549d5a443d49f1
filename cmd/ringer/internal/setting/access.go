package setting

import (
	"fmt"
	"net"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/ringer-api/ringer/fixtures/recording"
)

// SecretsSent are the settings of a check by which a file could leak secrets: a proxy
// sees what is sent through it, and the others name secrets of the environment to
// send.
func SecretsSent() []string { return []string{"proxy", "token-env", "cookie-env", "header"} }

// Withhold unsets the settings of these names that come from a file that --config
// did not name, unless the URL comes from the same file: a downloaded folder must not
// send secrets to, or proxy, a service that was given by hand. The notices list what
// it unset.
func Withhold(all []Effective, giveaways ...string) (notices []string) {
	if i := find(all, "url"); i < 0 || all[i].foundIn != "" || all[i].From == BuiltIn {
		return nil
	}
	var file string
	for _, name := range giveaways {
		i := find(all, name)
		if i < 0 || all[i].foundIn == "" {
			continue
		}
		if took := all[i].takeBack(); took != "" {
			notices = append(notices, fmt.Sprintf("ignored: %s %s (%s): the URL is not from this file",
				name, took, all[i].From))
			file = all[i].foundIn
			if all[i].value.String() == "" {
				all[i].From, all[i].foundIn = BuiltIn, ""
			}
		}
	}
	if len(notices) > 0 {
		notices = append(notices, "hint: to use them, add --config "+visible(file))
	}
	return notices
}

// takeBack empties a setting, or removes the secrets of the environment from a
// list, and returns what it removed as text.
func (f *Effective) takeBack() string {
	l, ok := f.value.(List)
	if !ok {
		took := visible(mask(f.value.String()))
		_ = f.value.Set("") // each may be left out
		return took
	}
	var took []string
	*l.At = slices.DeleteFunc(slices.Clone(*l.At), func(line string) bool {
		secret := strings.Contains(line, "$")
		if secret {
			took = append(took, visible(mask(line)))
		}
		return secret
	})
	return strings.Join(took, ", ")
}

func find(all []Effective, name string) int {
	return slices.IndexFunc(all, func(s Effective) bool { return s.Name == name })
}

// SentSecrets lists the proxy, the secrets that are sent to the service, and the source
// of each setting.
func SentSecrets(all []Effective) (lines []string) {
	from := func(name string) (text string, from Source) {
		s := all[find(all, name)]
		return s.value.String(), s.From
	}
	if proxy, said := from("proxy"); proxy != "" {
		lines = append(lines, fmt.Sprintf("proxy: %s (%s)", visible(mask(proxy)), said))
	}
	if variable, said := from("token-env"); variable != "" {
		lines = append(lines, fmt.Sprintf("sending Authorization: Bearer $%s (%s)", variable, said))
	}
	if variable, said := from("cookie-env"); variable != "" {
		lines = append(lines, fmt.Sprintf("sending Cookie: session=$%s (%s)", variable, said))
	}
	headers := all[find(all, "header")]
	for _, line := range *headers.value.(List).At {
		name, value, _ := strings.Cut(line, ":")
		if strings.HasPrefix(strings.TrimSpace(value), "$") || recording.SecretName(name) {
			lines = append(lines, fmt.Sprintf("sending %s (%s)", visible(mask(line)), headers.From))
		}
	}
	if insecure, said := from("insecure"); insecure == "true" {
		lines = append(lines, fmt.Sprintf("certificates are not verified (%s)", said))
	}
	return lines
}

// UnusedProxy is a notice of a proxy in the environment: a check uses only that of
// --proxy, so that no proxy is used unnoticed.
func UnusedProxy(c Contract, environ Environment) string {
	target, err := url.Parse(c.Target.URL)
	if err != nil || c.Target.Proxy != "" || isLoopback(target.Hostname()) {
		return ""
	}
	name := strings.ToUpper(target.Scheme) + "_PROXY"
	for _, variable := range []string{name, strings.ToLower(name), "ALL_PROXY", "all_proxy"} {
		if proxy, _ := environ.Get(variable); proxy != "" {
			return variable + " is ignored; to use a proxy add --proxy URL"
		}
	}
	return ""
}

func isLoopback(host string) bool {
	ip := net.ParseIP(host)
	return strings.EqualFold(host, "localhost") || ip != nil && ip.IsLoopback()
}

// visible quotes a text that is not printable ASCII.
func visible(text string) string {
	quoted := strconv.QuoteToASCII(text)
	if quoted[1:len(quoted)-1] == text {
		return text
	}
	return quoted
}
