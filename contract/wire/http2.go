package wire

import (
	"bytes"
	"context"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"

	"github.com/ringer-api/ringer/contract/exchange"
)

// http2 speaks HTTP/2 on an existing connection, through a client that has only this
// connection and cannot make another.
func (w *Client) http2(ctx context.Context, conn *connection, r exchange.Request) (*exchange.Response, *exchange.Fault) {
	spoken := &opening{Conn: conn.Conn}
	plain := func(context.Context, string, string) (net.Conn, error) { return spoken, nil }
	secure := func(context.Context, string, string) (net.Conn, error) { return conn.Conn, nil }
	client := &http.Transport{
		DisableCompression: true, MaxResponseHeaderBytes: maxHead,
		DialContext: plain, DialTLSContext: secure, Protocols: new(http.Protocols),
	}
	client.Protocols.SetHTTP2(true)
	client.Protocols.SetUnencryptedHTTP2(true)
	single, err := client.NewClientConn(ctx, w.base.Scheme, w.dialer.address)
	var response *http.Response
	if err == nil {
		defer func() { _ = single.Close() }() // the response has been read
		response, err = single.RoundTrip(w.http2Request(ctx, r))
	}
	switch {
	case timedOut(err):
		return nil, w.headFault(nil, err)
	case err != nil && w.dialer.tls == nil && spoken.oldHTTP():
		return nil, unreachable(w.dialer.address, exchange.ErrVersion)
	case err != nil:
		return nil, exchange.Faultf(exchange.NoResponse, "no response was received: %v", err)
	}
	defer response.Body.Close()
	answer := &exchange.Response{
		Proto: response.Proto, Status: response.StatusCode,
		Header: exchange.SortedFields(response.Header), Announced: response.ContentLength,
	}
	var fault *exchange.Fault
	answer.Body, fault = w.readBody(response.Body, response.ContentLength)
	return answer, fault
}

func (w *Client) http2Request(ctx context.Context, r exchange.Request) *http.Request {
	header := http.Header{"User-Agent": nil}
	for _, f := range r.Header {
		if !strings.EqualFold(f.Name, "Host") { // it has its own field below
			header.Add(f.Name, f.Value)
		}
	}
	host := r.Host(w.base.Host)
	request := &http.Request{
		Method: r.Method, Host: host, Header: header,
		// Opaque keeps the path's escapes unchanged; net/http removes the host from it.
		URL: &url.URL{Scheme: w.base.Scheme, Host: w.base.Host, Opaque: "//" + host + r.Path},
	}
	if len(r.Body) > 0 {
		request.Body = io.NopCloser(bytes.NewReader(r.Body))
		request.ContentLength = int64(len(r.Body))
	}
	return request.WithContext(ctx)
}
