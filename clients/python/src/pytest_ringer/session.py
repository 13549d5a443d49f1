from __future__ import annotations

from types import TracebackType
from typing import Any
from urllib.parse import quote, urlsplit

from .clock import Clock, instant
from .control import ControlClient, members, query
from .errors import VerificationError


class Session:
    """An isolated state of the mock: its own clock, scenario, jobs and journal."""

    def __init__(self, control: ControlClient, mock_url: str, name: str) -> None:
        self._control = control
        self._path = f"/sessions/{quote(name, safe='')}"
        self.mock_url = mock_url
        """The mock's base URL."""
        self.name = name
        self.base_url = f"{mock_url}/_ringer/s/{name}"
        """The base URL by which every request belongs to the session."""
        self.headers = {"Ringer-Session": name}
        """The headers by which a request to the mock's own URL belongs to the session."""
        self.baggage = f"ringer.session={name}"
        """The header by which servers that pass baggage on name the session."""
        self.cookie = (f"ringer_session_{_port(mock_url)}", name)
        """The cookie, name and value, by which servers that pass cookies on name the session."""
        self.clock = Clock(control, f"{self._path}/clock")

    @property
    def url(self) -> str:
        """Where the control interface has the session."""
        return self._control.url + self._path

    def start(self, **start: Any) -> dict[str, Any]:
        """Starts it again: without jobs, journal and changes; with scenario, seed, now and so on."""
        if "now" in start:
            start["now"] = instant(start["now"])
        return self._control.send("PUT", self._path, members(start))

    def state(self) -> dict[str, Any]:
        """Its scenario, seed, clock, and what it received requests for."""
        return self._control.send("GET", self._path)

    def scenario(self, choice: str | dict[str, Any] | None = None) -> dict[str, Any]:
        """Switches to a scenario by name, or by value as in a scenario file; without one, returns the active one."""
        if choice is None:
            return self._control.send("GET", f"{self._path}/scenario")
        body = {"name": choice} if isinstance(choice, str) else {"inline": choice}
        return self._control.send("PUT", f"{self._path}/scenario", body)

    def faults(self, *faults: str | dict[str, Any]) -> None:
        """Applies faults to every response, such as "latency:2s"; none removes them."""
        if faults:
            self._control.send("PUT", f"{self._path}/faults", {"faults": faults})
        else:
            self._control.text("DELETE", f"{self._path}/faults")

    def jobs(self, **of: Any) -> list[dict[str, Any]]:
        """The jobs, with their timelines; resource and path parameters choose a collection."""
        return self._control.send("GET", f"{self._path}/jobs{query(of)}")["jobs"]

    def create_job(self, **job: Any) -> dict[str, Any]:
        """Creates a job in a given state: resource, scope, state, ends, input and so on."""
        return self._control.send("POST", f"{self._path}/jobs", members(job))

    def journal(self, **which: Any) -> list[dict[str, Any]]:
        """The latest exchanges that match, the oldest first."""
        return self._control.send("GET", f"{self._path}/journal{query(members(which))}")["exchanges"]

    def har(self, **which: Any) -> str:
        """The journal as an HTTP Archive."""
        return self._control.text("GET", f"{self._path}/journal.har{query(members(which))}")

    def why(self, trace: str) -> dict[str, Any]:
        """Why a response is as it is, by the value of its header Ringer-Trace."""
        return self._control.send("GET", f"/journal/{quote(trace, safe='')}")

    def matches(self, **match: Any) -> dict[str, Any]:
        """Whether the expected requests were received."""
        return self._control.send("POST", f"{self._path}/verify", members(match))

    def verify(self, **match: Any) -> dict[str, Any]:
        """Requires that the expected requests were received: operation, method, fields, exactly, at_least and so on.

        Else the error, which is an AssertionError, has the most similar one in its message.
        """
        verification = self.matches(**match)
        if not verification["ok"]:
            raise VerificationError(verification)
        return verification

    def unexpected(self) -> list[dict[str, Any]]:
        """The requests in its journal that a client should not have sent: see is_unexpected."""
        return [entry for entry in self.journal() if is_unexpected(entry)]

    def drop(self) -> None:
        """Ends it, with everything in it."""
        self._control.text("DELETE", self._path)

    def __enter__(self) -> Session:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.drop()

    def __repr__(self) -> str:
        return f"<ringer session {self.name} of {self.mock_url}>"


def is_unexpected(entry: dict[str, Any]) -> bool:
    """Whether a client should not have sent a request.

    It is for no operation of the API, or was refused before it reached one, for its inputs. Refusals that depend on
    who asks, or on a job's state, do not count.
    """
    trace = entry["trace"]
    return not trace.get("operation") or ("refused" in trace and entry["status"] not in (401, 403, 409))


def _port(url: str) -> int:
    parts = urlsplit(url)
    return parts.port or (443 if parts.scheme == "https" else 80)
