package main

import (
	"bufio"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// servedScript is the ringer serve that a script has started last.
type servedScript struct {
	log chan string // its lines on stderr
}

type servedKey struct{}

// serves starts ringer serve on a free port until the script ends: serves ARG... The
// lines that it prints at start are in the file announced, its address is $URL, which
// ringer ctl uses as $RINGER_URL.
func serves(ts *testscript.TestScript, neg bool, args []string) {
	if neg {
		ts.Fatalf("usage: serves ARG...")
	}
	cmd := exec.Command("ringer", append([]string{"serve", "--port", "0"}, args...)...)
	cmd.Dir = ts.MkAbs(".")
	for _, name := range []string{"PATH", "HOME", "GORACE", "TMPDIR"} {
		cmd.Env = append(cmd.Env, name+"="+ts.Getenv(name))
	}
	out, err := cmd.StdoutPipe()
	ts.Check(err)
	errors, err := cmd.StderrPipe()
	ts.Check(err)
	ts.Check(cmd.Start())
	log := make(chan string, 10_000)
	ts.Value(servedKey{}).(*servedScript).log = log
	read := make(chan struct{})
	go func() {
		defer close(read)
		for lines := bufio.NewScanner(errors); lines.Scan(); {
			log <- lines.Text()
		}
		close(log)
	}()
	ts.Defer(func() {
		_ = cmd.Process.Signal(os.Interrupt)
		<-read
		_ = cmd.Wait()
	})
	ts.Setenv("URL", "")
	var announced strings.Builder
	for lines := bufio.NewScanner(out); lines.Scan(); {
		announced.WriteString(lines.Text() + "\n")
		name, text, _ := strings.Cut(lines.Text(), " ")
		if name == "listening" {
			ts.Setenv("URL", strings.TrimSpace(text))
			ts.Setenv("RINGER_URL", strings.TrimSpace(text))
		}
		if name == "try" { // the last line
			break
		}
	}
	ts.Check(os.WriteFile(ts.MkAbs("announced"), []byte(announced.String()), 0o600))
	if ts.Getenv("URL") == "" {
		for line := range log {
			ts.Logf("%s", line)
		}
		ts.Fatalf("ringer serve ended")
	}
}

// logs waits until the ringer serve of the script has logged a line: logs PATTERN.
func logs(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: logs PATTERN")
	}
	want := regexp.MustCompile(args[0])
	late := time.After(time.Minute)
	for {
		select {
		case line, more := <-ts.Value(servedKey{}).(*servedScript).log:
			switch {
			case !more:
				ts.Fatalf("it ended without a line like %s", args[0])
			case want.MatchString(line):
				return
			}
		case <-late:
			ts.Fatalf("it logged nothing like %s", args[0])
		}
	}
}
