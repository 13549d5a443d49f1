// Package console is the page of the control interface for browsers. Its files are in the binary
// and come from nowhere else; all that it shows and does is by requests to the public operations
// of the control interface. It has no build step: the modules are written as they are served.
package console
