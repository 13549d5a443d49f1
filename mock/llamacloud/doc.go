// Package llamacloud is the Go code of the built-in API, the eval dataset executions of
// LlamaCloud. It makes executions and results that agree with each other to the last value,
// writes their records as the service does, byte for byte, and is fast: the form of data in
// which other APIs are described could do neither.
package llamacloud
