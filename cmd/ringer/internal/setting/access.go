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

// Giveaways are the settings of a check by which a file decides who gets to see
// what: the proxy reads what is sent through it, and the others name secrets of
// the environment that are sent.
func Giveaways() []string { return []string{"proxy", "token-env", "cookie-env", "header"} }

// Withhold takes back what a file that merely lay in the working folder gives
// away by settings of these names, unless the same file says to whom: a folder
// that somebody else has filled must not decide that for a service that was named
// by hand. It says what it took.
func Withhold(all []InForce, giveaways ...string) (notices []string) {
	if i := find(all, "url"); i < 0 || all[i].found || all[i].From == BuiltIn {
		return nil
	}
	for _, name := range giveaways {
		i := find(all, name)
		if i < 0 || !all[i].found {
			continue
		}
		if took := all[i].takeBack(); took != "" {
			notices = append(notices, fmt.Sprintf("not used: %s %s (%s): the URL comes from elsewhere",
				name, took, all[i].From))
			if all[i].value.String() == "" {
				all[i].From, all[i].found = BuiltIn, false
			}
		}
	}
	if len(notices) > 0 {
		notices = append(notices, "hint: --config "+DefaultFile+" uses it")
	}
	return notices
}

// takeBack empties a setting, or takes the secrets of the environment out of a
// list, and gives what it took in words.
func (f *InForce) takeBack() string {
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

func find(all []InForce, name string) int {
	return slices.IndexFunc(all, func(s InForce) bool { return s.Name == name })
}

// Exposure says who sees what is sent beside the service, which secrets are sent
// to it, and where each was said.
func Exposure(all []InForce) (lines []string) {
	from := func(name string) (text string, from Source) {
		s := all[find(all, name)]
		return s.value.String(), s.From
	}
	if proxy, said := from("proxy"); proxy != "" {
		lines = append(lines, fmt.Sprintf("through the proxy %s (%s)", visible(mask(proxy)), said))
	}
	if variable, said := from("token-env"); variable != "" {
		lines = append(lines, fmt.Sprintf("sends Authorization: Bearer $%s (%s)", variable, said))
	}
	if variable, said := from("cookie-env"); variable != "" {
		lines = append(lines, fmt.Sprintf("sends Cookie: session=$%s (%s)", variable, said))
	}
	headers := all[find(all, "header")]
	for _, line := range *headers.value.(List).At {
		name, value, _ := strings.Cut(line, ":")
		if strings.HasPrefix(strings.TrimSpace(value), "$") || recording.SecretName(name) {
			lines = append(lines, fmt.Sprintf("sends %s (%s)", visible(mask(line)), headers.From))
		}
	}
	if insecure, said := from("insecure"); insecure == "true" {
		lines = append(lines, fmt.Sprintf("trusts any certificate (%s)", said))
	}
	return lines
}

// UnusedProxy tells of a proxy that other programs would go through: a check goes
// through none but --proxy's, so that nothing stands unseen between it and the
// service.
func UnusedProxy(c Contract, environ Environment) string {
	target, err := url.Parse(c.Target.URL)
	if err != nil || c.Target.Proxy != "" || isLoopback(target.Hostname()) {
		return ""
	}
	name := strings.ToUpper(target.Scheme) + "_PROXY"
	for _, variable := range []string{name, strings.ToLower(name), "ALL_PROXY", "all_proxy"} {
		if proxy, _ := environ.Get(variable); proxy != "" {
			return variable + " is not used: --proxy URL goes through a proxy"
		}
	}
	return ""
}

func isLoopback(host string) bool {
	ip := net.ParseIP(host)
	return strings.EqualFold(host, "localhost") || ip != nil && ip.IsLoopback()
}

// visible is a text as it is, or quoted when it would not show as it is.
func visible(text string) string {
	quoted := strconv.QuoteToASCII(text)
	if quoted[1:len(quoted)-1] == text {
		return text
	}
	return quoted
}
