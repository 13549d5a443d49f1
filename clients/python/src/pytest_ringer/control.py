from __future__ import annotations

import json
import urllib.error
import urllib.parse
import urllib.request
from typing import Any, Mapping

from .errors import RingerError

# The mock is on this machine or near: no proxy may see the token.
_opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class ControlClient:
    """Sends requests to a mock's control interface."""

    def __init__(self, url: str, token: str | None = None, timeout: float = 60) -> None:
        self.url = url
        self._token = token
        self._timeout = timeout

    def send(self, method: str, path: str, body: Any = None) -> Any:
        """Sends a request, and returns the response's JSON; None without a body."""
        text = self.text(method, path, body)
        return json.loads(text) if text else None

    def text(self, method: str, path: str, body: Any = None) -> str:
        """Sends a request, and returns the response's text. A problem is a RingerError."""
        headers = {}
        if self._token:
            headers["Authorization"] = f"Bearer {self._token}"
        content = None
        if body is not None:
            headers["Content-Type"] = "application/json"
            content = json.dumps(body).encode()
        request = urllib.request.Request(self.url + path, content, headers, method=method)
        try:
            with _opener.open(request, timeout=self._timeout) as response:
                return response.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                raise _refusal(method, self.url + path, error.code, error.read()) from None
        except OSError as error:
            reason = getattr(error, "reason", error)
            raise RingerError(
                f"no mock responds at {self.url}: {reason}. Start one with ringer serve, or name its address by RINGER_URL"
            ) from error


def _refusal(method: str, url: str, status: int, content: bytes) -> RingerError:
    text = content.decode(errors="replace")
    try:
        problem = json.loads(text)
    except ValueError:  # no problem details: the text is shown as it is
        problem = None
    if not isinstance(problem, dict) or "detail" not in problem:
        return RingerError(f"{method} {url}: {status} {text[:500]}")
    hint = f"; {problem['hint']}" if problem.get("hint") else ""
    return RingerError(f"{method} {url}: {status} {problem['detail']}{hint}", problem)


def query(parameters: Mapping[str, Any]) -> str:
    """A query string of the parameters that are set."""
    given = {name: value for name, value in parameters.items() if value is not None}
    return "?" + urllib.parse.urlencode(given) if given else ""


def members(named: Mapping[str, Any]) -> dict[str, Any]:
    """Arguments as members of a JSON object: at_least is atLeast."""
    return {_camel(name): value for name, value in named.items() if value is not None}


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)
