from __future__ import annotations

from typing import Any


class RingerError(Exception):
    """What the mock, or starting it, refused: the message says what is wrong and what to do."""

    def __init__(self, message: str, problem: dict[str, Any] | None = None) -> None:
        super().__init__(message)
        self.problem = problem
        """The problem details of the response (RFC 9457), if there was one."""


class VerificationError(RingerError, AssertionError):
    """Requests that were expected and not received, with the most similar one that was."""

    def __init__(self, verification: dict[str, Any]) -> None:
        super().__init__(describe(verification))
        self.verification = verification


def describe(verification: dict[str, Any]) -> str:
    """What was expected, what was received, and how the most similar request differs."""
    message, nearest = verification["message"], verification.get("nearest")
    if not nearest or nearest["trace"] in message:
        return message
    mismatches = "".join(f"\n  - {mismatch}" for mismatch in nearest["mismatches"])
    return f"{message}\nThe most similar request was {nearest['method']} {nearest['url']} ({nearest['trace']}):{mismatches}"
