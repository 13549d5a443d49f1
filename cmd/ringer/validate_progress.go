package main

import (
	"fmt"
	"io"
	"io/fs"
	"time"

	"github.com/ringer-api/ringer/cmd/ringer/internal/setting"
)

// Progress of a file is shown from here on, and so often.
const (
	progressAfter = time.Second
	progressEvery = 200 * time.Millisecond
)

// meter shows how much of a file has been read, in one line that is rewritten.
type meter struct {
	from        io.Reader
	to          io.Writer
	size, read  int64
	now         func() time.Time
	began, last time.Time
}

// measured reads a file with a meter on the terminal. Something else than a file has no size, and no meter.
func (a *app) measured(in io.Reader) (io.Reader, func()) {
	file, ok := in.(interface{ Stat() (fs.FileInfo, error) })
	if !ok || !a.stderr.IsTerminal() {
		return in, func() {}
	}
	info, err := file.Stat()
	if err != nil || !info.Mode().IsRegular() {
		return in, func() {}
	}
	m := &meter{from: in, to: a.stderr.Raw(), size: info.Size(), now: a.now, began: a.now()}
	return m, m.clear
}

func (m *meter) Read(p []byte) (int, error) {
	n, err := m.from.Read(p)
	m.read += int64(n)
	if now := m.now(); now.Sub(m.began) >= progressAfter && now.Sub(m.last) >= progressEvery {
		m.last = now
		fmt.Fprint(m.to, "\r\x1b[K"+m.line(now.Sub(m.began)))
	}
	return n, err
}

// line is what is shown after some time.
func (m *meter) line(elapsed time.Duration) string {
	const mib = 1 << 20
	line := fmt.Sprintf("%.1f of %.1f MiB", float64(m.read)/mib, float64(m.size)/mib)
	if m.read > 0 && m.read < m.size {
		left := time.Duration(float64(elapsed) * float64(m.size-m.read) / float64(m.read)).Round(time.Second)
		line += fmt.Sprintf(", about %s left", setting.ShortDuration(left))
	}
	return line
}

// clear erases the line.
func (m *meter) clear() {
	if !m.last.IsZero() {
		fmt.Fprint(m.to, "\r\x1b[K")
	}
}
