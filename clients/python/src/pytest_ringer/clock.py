from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from .control import ControlClient, members


class Clock:
    """The clock of a session. A session that was started with now has a frozen one."""

    def __init__(self, control: ControlClient, path: str) -> None:
        self._control = control
        self._path = path

    def get(self) -> dict[str, Any]:
        """The time, and how much faster than real time it runs; 0 is frozen."""
        return self._control.send("GET", self._path)

    def set(self, now: str | datetime | None = None, speed: float | str | None = None) -> dict[str, Any]:
        """Sets the time, the speed, or both."""
        return self._control.send("PUT", self._path, members({"now": instant(now), "speed": speed}))

    def next(self, **of: Any) -> dict[str, Any]:
        """Moves it to the next change of a job's state; job_id, resource and scope choose the jobs."""
        return self._step({**of, "to": "next-transition"})

    def final(self, **of: Any) -> dict[str, Any]:
        """Moves it until all jobs have ended; job_id, resource and scope choose the jobs."""
        return self._step({**of, "to": "final"})

    def advance(self, by: str | timedelta) -> dict[str, Any]:
        """Moves it by a timedelta, or by a duration such as "90s" or "1h30m"."""
        if isinstance(by, timedelta):
            by = f"{by / timedelta(microseconds=1):.0f}us"
        return self._step({"by": by})

    def _step(self, step: dict[str, Any]) -> dict[str, Any]:
        return self._control.send("POST", f"{self._path}/advance", members(step))


def instant(at: str | datetime | None) -> str | None:
    """A time as the control interface has it; one without a time zone is local, as Python has it."""
    return at.astimezone().isoformat() if isinstance(at, datetime) else at
