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

// Sleep waits for a duration, or until the context is done and then gives its
// error. Virtual time has one of its own.
type Sleep func(ctx context.Context, d time.Duration) error

// Write puts the answer on the wire as its fields say, and tells how many bytes
// of the body were handed over. Headers that w has already are kept unless the
// answer has them too. A whole answer has a content-length and is never
// chunked; without a Content-Type none is made up.
//
// When the error is [http.ErrAbortHandler] (as errors.Is sees it) the answer is
// not whole, wanted so or not, and the handler has to panic with that error
// once its bookkeeping is done: it is the only way to make net/http tear down
// an HTTP/2 stream, or a connection that is not to be had. When ctx ends the
// waiting, the error is of both kinds.
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

// outgoing is an answer on its way out.
type outgoing struct {
	Delivery
	ctx     context.Context
	w       http.ResponseWriter
	control *http.ResponseController
	sleep   Sleep
	http2   bool

	status int
	length string // content-length, or "" for none
	within []byte // what content-length covers of the body
	beyond []byte // what is sent though content-length does not cover it
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
		return fmt.Errorf("writing a response: status %d is invalid, wanted: 200 to 999", a.Status)
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

// announced is what content-length says, or -1 for a chunked body.
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

// head sends status and header.
func (o *outgoing) head(a *Response) {
	h := o.w.Header()
	maps.Copy(h, a.Header.Clone())
	if a.Header.Get("Content-Type") == "" {
		h["Content-Type"] = nil // keeps net/http from making one up
	}
	h.Del("Transfer-Encoding")
	h.Del("Content-Length")
	switch {
	case o.length == "":
	case o.http2 && len(o.beyond) > 0:
		// Under its canonical name net/http would hold us to it. HTTP/2 names
		// are lower case on the wire anyway.
		h["content-length"] = []string{o.length}
	default:
		h.Set("Content-Length", o.length)
	}
	o.w.WriteHeader(o.status)
}

// body sends the body, in its time.
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

// pieces sends bytes at the speed that was asked for: ten pieces a second, or
// single bytes when that is slower, each after the time it takes.
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

// flush pushes out what net/http holds back. A writer that cannot flush sends
// it later, which is all that can be had from it.
func (o *outgoing) flush() error {
	if o.taken {
		return nil
	}
	if err := o.control.Flush(); err != nil && !errors.Is(err, http.ErrNotSupported) {
		return err
	}
	return nil
}
