package main

// The tests that ringer init writes. Each makes a session with the scenario, and sees the third poll fail.

const playwrightTest = `import { expect, test } from "@playwright/test";

// Needs a running mock: ringer serve
const ringer = process.env.RINGER_URL ?? "http://127.0.0.1:4010";

test("the third poll fails", async ({ request }) => {
  await request.put(ringer + "/_ringer/sessions/init", { data: { scenario: "SCENARIO" } });
  for (const status of [200, 200, 503]) {
    const response = await request.get(ringer + "PATH", { headers: { "Ringer-Session": "init" } });
    expect(response.status()).toBe(status);
  }
});
`

const vitestTest = `import { expect, test } from "vitest";

// Needs a running mock: ringer serve
const ringer = process.env.RINGER_URL ?? "http://127.0.0.1:4010";

test("the third poll fails", async () => {
  const body = JSON.stringify({ scenario: "SCENARIO" });
  await fetch(ringer + "/_ringer/sessions/init", { method: "PUT", body, headers: { "Content-Type": "application/json" } });
  for (const status of [200, 200, 503]) {
    const response = await fetch(ringer + "PATH", { headers: { "Ringer-Session": "init" } });
    expect(response.status).toBe(status);
  }
});
`

const goTest = `package main

import (
	"cmp"
	"net/http"
	"os"
	"strings"
	"testing"
)

// TestThirdPollFails needs a running mock: ringer serve
func TestThirdPollFails(t *testing.T) {
	ringer := cmp.Or(os.Getenv("RINGER_URL"), "http://127.0.0.1:4010")
	send := func(method, url, body string) int {
		r, err := http.NewRequestWithContext(t.Context(), method, url, strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Ringer-Session", "init")
		if body != "" {
			r.Header.Set("Content-Type", "application/json")
		}
		response, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		defer response.Body.Close()
		return response.StatusCode
	}
	send("PUT", ringer+"/_ringer/sessions/init", "{\"scenario\": \"SCENARIO\"}")
	for _, want := range []int{200, 200, 503} {
		if got := send("GET", ringer+"PATH", ""); got != want {
			t.Errorf("status code %d, want %d", got, want)
		}
	}
}
`

const pythonTest = `import json
import os
import urllib.error
import urllib.request

# Needs a running mock: ringer serve
RINGER = os.environ.get("RINGER_URL", "http://127.0.0.1:4010")


def send(method, path, body=None):
    data = None if body is None else json.dumps(body).encode()
    headers = {"Ringer-Session": "init", "Content-Type": "application/json"}
    request = urllib.request.Request(RINGER + path, data, headers, method=method)
    try:
        with urllib.request.urlopen(request) as response:
            return response.status
    except urllib.error.HTTPError as error:
        return error.code


def test_the_third_poll_fails():
    send("PUT", "/_ringer/sessions/init", {"scenario": "SCENARIO"})
    assert [send("GET", "PATH") for _ in range(3)] == [200, 200, 503]
`
