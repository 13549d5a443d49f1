package rule

import "github.com/ringer-api/ringer/contract/exchange"

// Counts are the numbers of a run.
type Counts struct {
	Requests  int `json:"requests"`
	Responses int `json:"answers"`
	Records   int `json:"records"` // executions seen, each as often as it was seen
	Errors    int `json:"errors"`
	Warnings  int `json:"warnings"`
	Infos     int `json:"infos"`
	Known     int `json:"known"` // known findings; not counted in the three above
}

// Count adds an exchange.
func (c *Counts) Count(x *exchange.Exchange) {
	if x.Request.Method != "" {
		c.Requests += 1 + x.Throttled
	}
	if x.Response != nil {
		c.Responses++
	}
}
