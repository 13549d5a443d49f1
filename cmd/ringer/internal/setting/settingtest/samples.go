// Package settingtest has values of every setting, for tests.
package settingtest

// sample has values for a setting: three that differ from each other and from the
// default, and an invalid one; empty if all values are valid.
type sample struct {
	Good [3]string
	Bad  string
}

// All has one sample for each setting of the table, by its key.
func All() map[string]sample {
	return map[string]sample{
		"mock.scenario":          {[3]string{"empty", "many", "all-error"}, ""},
		"mock.fixtures":          {[3]string{"/a", "/b", "/c"}, ""},
		"mock.seed":              {[3]string{"18446744073709551615", "2", "3"}, "-1"},
		"mock.style":             {[3]string{"pydantic1", "pydantic1", "pydantic1"}, "pydantic"},
		"mock.server":            {[3]string{"-", "nginx", "b"}, ""},
		"mock.gzip":              {[3]string{"true", "true", "true"}, "on"},
		"mock.tls":               {[3]string{"true", "true", "true"}, "1"},
		"mock.tls-name":          {[3]string{"a.test", "a.test,10.0.0.7", "::1"}, "https://a"},
		"mock.tls-ca":            {[3]string{"/a", "/b", "/c"}, ""},
		"mock.tls-cert":          {[3]string{"/a", "/b", "/c"}, ""},
		"mock.tls-key":           {[3]string{"/a", "/b", "/c"}, ""},
		"mock.now":               {[3]string{"2024-10-01T12:00:00Z", "2024-10-01T12:00:00.5Z", "2025-01-01T00:00:00Z"}, "noon"},
		"mock.epoch":             {[3]string{"2024-10-01T12:00:00Z", "2024-10-02T12:00:00Z", "2025-01-01T00:00:00Z"}, "2024-10-01"},
		"mock.speed":             {[3]string{"60x", "2x", "0.5x"}, "fast"},
		"mock.auth":              {[3]string{"any", "token", "any"}, "on"},
		"mock.token-env":         {[3]string{"A", "B_1", "_C"}, "s3cret!"},
		"mock.auth-status":       {[3]string{"403", "403", "403"}, "402"},
		"mock.cors":              {[3]string{"false", "false", "false"}, "maybe"},
		"mock.cors-origin":       {[3]string{"https://a.test", "http://a:1,http://b", "http://c"}, "*"},
		"mock.control":           {[3]string{"false", "false", "false"}, "maybe"},
		"mock.control-token-env": {[3]string{"A", "B_1", "_C"}, "s3cret!"},
		"mock.control-host":      {[3]string{"a.test", "a.test,10.0.0.7", "::1"}, "https://a"},
		"mock.control-origin":    {[3]string{"https://a.test", "http://a:1,http://b", "http://c"}, "a.test"},
		"mock.host":              {[3]string{"localhost", "::1", "0.0.0.0"}, "localhost:4010"},
		"mock.port":              {[3]string{"0", "8080", "65535"}, "65536"},
		"mock.drain":             {[3]string{"0s", "1s", "1m"}, "-1s"},
		"mock.max-body":          {[3]string{"512B", "64KiB", "2MiB"}, "0"},
		"mock.read-timeout":      {[3]string{"1s", "1ms", "10m"}, "0s"},
		"mock.max-wait":          {[3]string{"1s", "1ms", "10m"}, "11m"},
		"mock.max-answers":       {[3]string{"1MiB", "2MiB", "3MiB"}, "1TB"},
		"mock.max-births":        {[3]string{"1", "2", "3"}, "0"},
		"mock.max-sessions":      {[3]string{"1", "2", "3"}, "0"},
		"mock.session-idle":      {[3]string{"1s", "1m30s", "2h"}, "soon"},
		"mock.journal":           {[3]string{"1", "2", "3"}, "many"},
		"mock.journal-size":      {[3]string{"1KiB", "2KiB", "3KiB"}, "1TB"},
		"mock.journal-total":     {[3]string{"1MiB", "2MiB", "3MiB"}, "1TB"},
		"mock.log-level":         {[3]string{"debug", "warn", "error"}, "trace"},
		"mock.log-format":        {[3]string{"json", "json", "json"}, "xml"},
		"mock.explain":           {[3]string{"true", "true", "true"}, "1"},
		"mock.self-check":        {[3]string{"true", "true", "true"}, "1"},

		"contract.url":             {[3]string{"http://a", "http://b", "http://c"}, ""},
		"contract.pipeline":        {[3]string{"a", "b", "c"}, ""},
		"contract.dataset":         {[3]string{"a/b", "a/b,c/d", "a/d"}, "a/b/c"},
		"contract.allow-writes":    {[3]string{"true", "true", "true"}, "yes"},
		"contract.watch":           {[3]string{"1s", "5m", "1h"}, "0s"},
		"contract.seed":            {[3]string{"1", "2", "3"}, "x"},
		"contract.token-env":       {[3]string{"A", "B", "C"}, "Bearer x"},
		"contract.cookie-env":      {[3]string{"A", "B", "C"}, "session=x"},
		"contract.header":          {[3]string{"A: b", "A: $B", "C: d, e"}, "A"},
		"contract.proxy":           {[3]string{"http://a", "http://b", "http://c"}, ""},
		"contract.http":            {[3]string{"1.1", "2", "1.1"}, "3"},
		"contract.ca-file":         {[3]string{"/a", "/b", "/c"}, ""},
		"contract.cert-file":       {[3]string{"/a", "/b", "/c"}, ""},
		"contract.key-file":        {[3]string{"/a", "/b", "/c"}, ""},
		"contract.server-name":     {[3]string{"a", "b", "c"}, ""},
		"contract.insecure":        {[3]string{"true", "true", "true"}, "on"},
		"contract.timeout":         {[3]string{"1s", "5m", "1h"}, "0"},
		"contract.request-timeout": {[3]string{"1s", "5m", "1h"}, "2h"},
		"contract.max-body":        {[3]string{"1KiB", "1MiB", "1GiB"}, "2GiB"},
		"contract.max-requests":    {[3]string{"1", "2", "3"}, "0"},
		"contract.rate":            {[3]string{"0.5", "2", "3"}, "NaN"},
		"contract.concurrency":     {[3]string{"1", "2", "3"}, "257"},
		"contract.description":     {[3]string{"/a", "/b", "/c"}, ""},
		"contract.overlay":         {[3]string{"/a", "/b", "/c"}, ""},
		"contract.rule":            {[3]string{"wire.json=off", "wire.json=info,wire.bounded=off", "a=error"}, "a=b"},
		"contract.fail-on":         {[3]string{"info", "error", "info"}, "off"},
		"contract.known": {[3]string{
			"rule=a; reason=b", "rule=a; reason=b; c; match=d", "rule=a; reason=b; until=2026-12-31",
		}, "rule=a"},
		"contract.strict":          {[3]string{"true", "true", "true"}, "on"},
		"contract.require-records": {[3]string{"true", "true", "true"}, "on"},
		"contract.format":          {[3]string{"json", "junit", "json"}, "xml"},
		"contract.report":          {[3]string{"json=a", "json=a,junit=b", "text=c"}, "json"},
		"contract.verbose":         {[3]string{"true", "true", "true"}, "on"},
		"contract.save":            {[3]string{"/a", "/b", "/c"}, ""},
		"contract.quiet":           {[3]string{"true", "true", "true"}, "on"},
		"contract.color":           {[3]string{"always", "never", "always"}, "on"},

		"ctl.url":               {[3]string{"http://a", "https://b:1", "http://c/d"}, "localhost"},
		"ctl.control-token-env": {[3]string{"A", "B_1", "_C"}, "s3cret!"},
		"ctl.ca-file":           {[3]string{"/a", "/b", "/c"}, ""},
		"ctl.timeout":           {[3]string{"1s", "5m", "1h"}, "0"},
		"ctl.session":           {[3]string{"a", "b", "c"}, ""}, // "" is invalid, too
	}
}
