from __future__ import annotations

import os
import uuid
from typing import Any

from .control import ControlClient
from .errors import RingerError
from .session import Session


class Ringer:
    """A mock that is running."""

    def __init__(self, url: str, token: str | None = None) -> None:
        self.url = url
        """The mock's base URL."""
        self.control = ControlClient(f"{url}/_ringer", token)

    def session(self, name: str | None = None, **start: Any) -> Session:
        """Starts a session of its own, with scenario, seed, now and so on; an existing one of that name starts again."""
        session = Session(self.control, self.url, name or f"s-{uuid.uuid4()}")
        session.start(**start)
        return session

    def sessions(self) -> list[dict[str, Any]]:
        """Its sessions."""
        return self.control.send("GET", "/sessions")["sessions"]

    def version(self) -> str:
        """The version of ringer."""
        return self.control.send("GET", "/version")["version"]

    def __repr__(self) -> str:
        return f"<ringer at {self.url}>"


def connect(url: str | None = None, *, token: str | None = None) -> Ringer:
    """Connects to a mock that is running: at a URL, or at that of RINGER_URL."""
    url = url or os.environ.get("RINGER_URL")
    if not url:
        raise RingerError("the address of the mock is not known: set RINGER_URL, or give it to connect()")
    ringer = Ringer(url.rstrip("/"), token)
    ringer.control.send("GET", "/health")
    return ringer
