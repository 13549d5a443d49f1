package mock

import (
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"strings"

	"github.com/ringer-api/ringer/mock/fault"
)

// tag gives a 200 response to a GET an ETag, or turns it into a 304 when the client has that
// body already. The real service does not do that; a scenario can switch it on.
func (c *call) tag(a *fault.Response) {
	if !c.plan.scenario.ETag || c.request.Method != http.MethodGet || a.Status != http.StatusOK {
		return
	}
	etag := c.etag(a)
	a.Header.Set("ETag", etag)
	if namesTag(c.request.Header.Values("If-None-Match"), etag) {
		if c.compressible(a) {
			a.Header.Add("Vary", "Accept-Encoding") // as for the 200
		}
		a.Status, a.Body = http.StatusNotModified, nil
		a.Header.Del("Content-Type")
	}
}

// etag returns a strong ETag; the compressed response, with other bytes, has another one.
func (c *call) etag(a *fault.Response) string {
	sum := sha256.Sum256(a.Body)
	text := hex.EncodeToString(sum[:16])
	if c.compressible(a) && acceptsGzip(c.request.Header) {
		text += "-gzip"
	}
	return `"` + text + `"`
}

// namesTag compares weakly, as RFC 9110 requires for If-None-Match.
func namesTag(fields []string, etag string) bool {
	for _, one := range strings.Split(strings.Join(fields, ","), ",") {
		one = strings.TrimSpace(one)
		if one == "*" || strings.TrimPrefix(one, "W/") == etag {
			return true
		}
	}
	return false
}
