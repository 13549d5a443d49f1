from __future__ import annotations

import json
import os
import queue
import subprocess
import threading
from types import TracebackType
from typing import IO, Callable, Mapping, Sequence

from .binary import find_binary
from .errors import RingerError
from .ringer import Ringer

_MOST_PROBLEMS = 20


class StartedRinger(Ringer):
    """A mock that this process has started; it ends with this process, however that ends."""

    def __init__(self, url: str, token: str | None, process: subprocess.Popen[str]) -> None:
        super().__init__(url, token)
        self._process = process

    @property
    def pid(self) -> int:
        return self._process.pid

    def stop(self) -> None:
        """Stops it, and waits until it has ended."""
        _close(self._process.stdin)
        if self._process.poll() is None:
            self._process.terminate()
        self._process.wait()

    def __enter__(self) -> StartedRinger:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.stop()


def start_ringer(
    api: str | os.PathLike[str] | None = None,
    *,
    port: int = 0,
    args: Sequence[str] = (),
    cwd: str | os.PathLike[str] | None = None,
    env: Mapping[str, str] | None = None,
    binary: str | os.PathLike[str] | None = None,
    timeout: float = 30,
    token: str | None = None,
) -> StartedRinger:
    """Starts a mock, and waits until it accepts requests.

    api is an OpenAPI document or the folder of an API; without it, that of ringer.yaml, or the built-in one. port is
    a free one by default. args are further options of ringer serve, env variables besides those of this process, and
    token is the control interface's, if args has --control-token-env.
    """
    command = [os.fspath(binary or find_binary()), "serve", *([os.fspath(api)] if api is not None else [])]
    command += ["--port", str(port), "--log-format", "json", "--exit-with-parent", *args]
    try:
        process = subprocess.Popen(
            command,
            cwd=cwd,
            env={**os.environ, "RINGER_LOG_LEVEL": "warn", **(env or {})},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            errors="replace",
        )
    except OSError as error:
        raise RingerError(f"ringer cannot be started: {error}") from error
    try:
        return StartedRinger(_ready(process, timeout), token, process)
    except BaseException:
        process.kill()
        process.wait()
        _close(process.stdin)
        raise


def _ready(process: subprocess.Popen[str], timeout: float) -> str:
    """Waits for the first line on stdout, and returns the URL in it."""
    problems: list[str] = []
    first: queue.SimpleQueue[str] = queue.SimpleQueue()
    errors = _read(process.stderr, lambda line: problems.append(line) if len(problems) < _MOST_PROBLEMS else None)
    _read(process.stdout, first.put, lambda: first.put(""))
    try:
        line = first.get(timeout=timeout)
    except queue.Empty:
        raise RingerError(f"ringer serve was not ready within {timeout} s{_told(problems)}") from None
    if not line:
        code = process.wait()
        errors.join()
        ended = f"exit code {code}" if code >= 0 else f"signal {-code}"
        raise RingerError(f"ringer serve ended with {ended} before it was ready{_told(problems)}")
    try:
        return json.loads(line)["url"]
    except (ValueError, TypeError, KeyError):
        raise RingerError(f"the first line of ringer serve is not JSON with an url, but {line[:200]}: is it of another version?") from None


def _read(stream: IO[str] | None, each: Callable[[str], object], end: Callable[[], object] = lambda: None) -> threading.Thread:
    """Reads lines until the end, so that the pipe is never full."""
    assert stream is not None

    def lines() -> None:
        with stream:
            for line in stream:
                each(line.rstrip("\n"))
        end()

    thread = threading.Thread(target=lines, daemon=True)
    thread.start()
    return thread


def _told(problems: list[str]) -> str:
    """The last error that it logged, with its hints."""
    for line in reversed(problems):
        try:
            entry = json.loads(line)
            if entry["level"] == "ERROR":
                return ": " + "; ".join([entry["msg"], *entry.get("hints", [])])
        except (ValueError, TypeError, KeyError):
            return f": {line}"
    return ""


def _close(stream: IO[str] | None) -> None:
    if stream is not None:
        try:
            stream.close()
        except OSError:
            pass  # it has ended, which is noticed otherwise
