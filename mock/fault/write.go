package fault

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"strconv"
	"time"
)

// Sleep waits for a duration, or until the context is done; then it returns the context's
// error. A simulated clock has its own.
type Sleep func(ctx context.Context, d time.Duration) error

// Write sends the response as its fields require, and returns how many bytes of the body
// were passed on. Headers that w already has are kept unless the response has them too. A
// complete response has a content-length and is never chunked; if it has no Content-Type,
// none is added.
//
// If the error is [http.ErrAbortHandler] (by errors.Is), the response is incomplete,
// on purpose or not, and the handler must panic with that error when everything else is
// done: only that makes net/http abort an HTTP/2 stream, or a connection that cannot be
// hijacked. If ctx is done during a delay, the error is ctx's as well.
func Write(ctx context.Context, w http.ResponseWriter, r *http.Request, a *Response, sleep Sleep) (
	sent int, err error) {
	o := &outgoing{ctx: ctx, w: w, control: http.NewResponseController(w), sleep: sleep,
		http2: r.ProtoMajor >= 2, Delivery: a.Delivery}
	if err := o.wait(o.Delay); err != nil {
		return 0, o.abort(err)
	}
	if o.Ending == EndNothing {
		return 0, o.end()
	}
	if err := o.plan(a, r.Method); err != nil {
		return 0, err
	}
	o.head(a)
	if err := o.body(); err != nil {
		return o.sent, o.abort(err)
	}
	return o.sent, o.end()
}

// outgoing is a response that is being sent.
type outgoing struct {
	Delivery
	ctx     context.Context
	w       http.ResponseWriter
	control *http.ResponseController
	sleep   Sleep
	http2   bool

	status int
	length string // content-length, or "" for none
	within []byte // the part of the body that content-length covers
	beyond []byte // what is sent beyond content-length
	sent   int
	taken  bool // the connection is no longer net/http's
}

// plan decides what is sent and announced.
func (o *outgoing) plan(a *Response, method string) error {
	o.status = a.Status
	if o.status == 0 {
		o.status = http.StatusOK
	}
	if o.status < 200 || o.status > 999 {
		return fmt.Errorf("writing a response: status code %d is invalid, expected: 200 to 999", a.Status)
	}
	body := a.Body
	if o.Cut != nil {
		body = body[:o.Cut.In(len(body))]
	}
	announced := o.announced(len(a.Body), len(body))
	bodiless := o.status == http.StatusNoContent || o.status == http.StatusNotModified
	if announced >= 0 && !bodiless {
		o.length = strconv.FormatInt(announced, 10)
	}
	if bodiless || method == http.MethodHead {
		return nil
	}
	o.within, o.beyond = body, o.Trailing
	if announced >= 0 && announced < int64(len(body)) {
		o.within = body[:announced]
		o.beyond = append(body[announced:len(body):len(body)], o.Trailing...)
	}
	return nil
}

// announced returns the value of content-length, or -1 for a chunked body.
func (o *outgoing) announced(whole, sent int) int64 {
	switch {
	case o.ContentLength != nil:
		return max(*o.ContentLength, 0)
	case o.Announce == AnnounceNone:
		return -1
	case o.Announce == AnnounceSent:
		return max(int64(sent)+o.AnnounceBy, 0)
	}
	return max(int64(whole)+o.AnnounceBy, 0)
}

// head sends status code and header.
func (o *outgoing) head(a *Response) {
	h := o.w.Header()
	maps.Copy(h, a.Header.Clone())
	if a.Header.Get("Content-Type") == "" {
		h["Content-Type"] = nil // prevents net/http from adding one
	}
	h.Del("Transfer-Encoding")
	h.Del("Content-Length")
	switch {
	case o.length == "":
	case o.http2 && len(o.beyond) > 0:
		// Under the canonical name net/http would enforce it. In HTTP/2 names are sent in
		// lower case anyway.
		h["content-length"] = []string{o.length}
	default:
		h.Set("Content-Length", o.length)
	}
	o.w.WriteHeader(o.status)
}

// body sends the body, with its delay and speed.
func (o *outgoing) body() error {
	if o.FirstByte > 0 || o.BytesPerSecond > 0 || len(o.beyond) > 0 || o.length == "" {
		if err := o.flush(); err != nil {
			return err
		}
	}
	if len(o.within)+len(o.beyond) == 0 {
		return nil
	}
	if err := o.wait(o.FirstByte); err != nil {
		return err
	}
	if err := o.pieces(o.within, o.w.Write); err != nil || len(o.beyond) == 0 {
		return err
	}
	if o.http2 {
		return o.pieces(o.beyond, o.w.Write)
	}
	return o.overrun()
}

// pieces sends bytes at BytesPerSecond: ten pieces a second, or single bytes if that is
// slower, each after the time it takes.
func (o *outgoing) pieces(data []byte, write func([]byte) (int, error)) error {
	size := len(data)
	if o.BytesPerSecond > 0 {
		size = max(o.BytesPerSecond/10, 1)
	}
	for len(data) > 0 {
		piece := data[:min(size, len(data))]
		data = data[len(piece):]
		if o.BytesPerSecond > 0 {
			takes := time.Duration(len(piece)) * time.Second / time.Duration(o.BytesPerSecond)
			if err := o.wait(takes); err != nil {
				return err
			}
		}
		n, err := write(piece)
		o.sent += n
		if err == nil && o.BytesPerSecond > 0 {
			err = o.flush()
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (o *outgoing) wait(d time.Duration) error {
	if d <= 0 {
		return nil
	}
	return o.sleep(o.ctx, d)
}

// flush sends what net/http has buffered. A writer that cannot flush sends it later.
func (o *outgoing) flush() error {
	if o.taken {
		return nil
	}
	if err := o.control.Flush(); err != nil && !errors.Is(err, http.ErrNotSupported) {
		return err
	}
	return nil
}
