package main

import (
	"io"
	"os"
	"strings"
)

// open opens a file, or standard input for "-".
func open(file string, stdin io.Reader) (io.ReadCloser, error) {
	if file == "-" {
		return io.NopCloser(stdin), nil
	}
	f, err := os.Open(file)
	switch {
	case err != nil && strings.Contains(file, "://"):
		return nil, unasked(err.Error(), "nothing is fetched: get it with curl, and name the file")
	case err != nil:
		return nil, unasked(err.Error())
	}
	return f, nil
}

// inWords is a file's name as a sentence names it.
func inWords(file string) string {
	if file == "-" {
		return "standard input"
	}
	return file
}
