package sample_test

import "io/fs"

// textFS is a file system with one text, whatever its name.
type textFS string

func (f textFS) Open(name string) (fs.File, error) {
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
}

func (f textFS) ReadFile(string) ([]byte, error) { return []byte(f), nil }
