package verb

import (
	"bytes"
	"testing"

	"github.com/spf13/cobra"
	"github.com/stretchr/testify/assert"
)

func TestAManPageHasNoCommandsOfTheText(t *testing.T) {
	t.Parallel()
	cmd := &cobra.Command{Use: "x [A]", Short: ".so -1", Run: func(*cobra.Command, []string) {},
		Long:    ".TH of the text\n'and \\fBmore\n\n  a table\n  .in it\n\nthe end",
		Example: ".nf\nx --y"}
	cmd.Flags().String("y", "", "'tis\n.an option")
	var page bytes.Buffer
	WriteMan(&page, cmd, "1.2.3")
	assert.Equal(t, `.TH "X" 1 "" "ringer 1.2.3" "User Commands"
.nh
.ad l
.SH NAME
x \- \&.so \-1
.SH SYNOPSIS
\fBx\fR [A] [options]
.SH DESCRIPTION
\&.TH of the text
\&'and \efBmore
.PP
.nf
  a table
  .in it
.fi
.PP
the end
.SH OPTIONS
.TP
\fB\-\-y\fR
\&'tis
\&.an option
.TP
\fB\-h, \-\-help\fR
help for x
.SH EXAMPLES
.nf
\&.nf
x \-\-y
.fi
`, page.String())
}
