"""The pytest plugin: a mock for the run, and a session of it for each test."""

from __future__ import annotations

import os
import re
import shlex
import uuid
from typing import Any, Callable, Generator

import pytest

from .ringer import Ringer, connect
from .errors import RingerError
from .session import Session
from .start import start_ringer

_MARKER = "ringer"
_session_key = pytest.StashKey["TestSession"]()
_failed_key = pytest.StashKey[bool]()


class TestSession(Session):
    """The session of a test."""

    __test__ = False  # its name is that of no test

    _allowed: Callable[[dict[str, Any]], bool] | bool = False

    def allow_unexpected(self, which: Callable[[dict[str, Any]], bool] | bool = True) -> None:
        """Lets the test send requests that the API does not have, or refuses: all, or those for which the function is true."""
        self._allowed = which

    def faulty(self) -> list[dict[str, Any]]:
        """The unexpected requests that were not allowed."""
        allowed = self._allowed
        if isinstance(allowed, bool):
            return [] if allowed else self.unexpected()
        return [entry for entry in self.unexpected() if not allowed(entry)]


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("ringer")
    group.addoption("--ringer-url", metavar="URL", help="a mock that runs, for all tests; the default is that of RINGER_URL, else one is started")
    parser.addini("ringer_api", "the API to mock: an OpenAPI document or the folder of an API, from the folder of this file")
    parser.addini("ringer_args", "further options of ringer serve, in one line")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers",
        "ringer(scenario=None, seed=None, now=None, speed=None, allow_unexpected=False): how the session of a test begins, and "
        "which unexpected requests do not fail it",
    )


@pytest.fixture(scope="session")
def ringer_token() -> str | None:
    """The token of the mock's control interface; override it where there is one."""
    return None


@pytest.fixture(scope="session")
def ringer_server(request: pytest.FixtureRequest, ringer_token: str | None) -> Generator[Ringer, None, None]:
    """The mock: that of --ringer-url or RINGER_URL, or one that is started; each worker of pytest-xdist has its own."""
    config = request.config
    url = config.getoption("ringer_url")
    if url or _environment_url():
        yield connect(url, token=ringer_token)
        return
    args = shlex.split(config.getini("ringer_args") or "")
    with start_ringer(config.getini("ringer_api") or None, args=args, cwd=_folder(config), token=ringer_token) as started:
        yield started


@pytest.fixture
def ringer(request: pytest.FixtureRequest, ringer_server: Ringer) -> Generator[TestSession, None, None]:
    """A session of the mock, for this test alone."""
    session = TestSession(ringer_server.control, ringer_server.url, _name(request.node))
    start = _marked(request.node)
    session.allow_unexpected(start.pop("allow_unexpected", False))
    session.start(**start)
    request.node.stash[_session_key] = session
    yield session
    if not request.node.stash.get(_failed_key, False):
        session.drop()


@pytest.hookimpl(trylast=True)
def pytest_runtest_call(item: pytest.Item) -> None:
    """After a test that passes: unexpected requests fail it."""
    session = item.stash.get(_session_key, None)
    faulty = session.faulty() if session else []
    if faulty:
        pytest.fail(_unexpected_text(faulty), pytrace=False)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, Any, None]:
    """The report of a failed test has why the last response was as it was, and what the mock received."""
    outcome = yield
    report = outcome.get_result()
    session = item.stash.get(_session_key, None)
    if session and report.failed and report.when != "teardown":
        item.stash[_failed_key] = True
        report.sections.append(("ringer", _story(session)))


def _environment_url() -> bool:
    return bool(os.environ.get("RINGER_URL"))


def _folder(config: pytest.Config) -> Any:
    """The folder that relative names are in: that of the settings of pytest."""
    return config.inipath.parent if config.inipath else config.rootpath


def _marked(item: pytest.Item) -> dict[str, Any]:
    """The arguments of all marks of a test, those of the nearest last."""
    start: dict[str, Any] = {}
    for mark in reversed(list(item.iter_markers(_MARKER))):
        if mark.args:
            raise pytest.UsageError(f"{item.nodeid}: pytest.mark.ringer wants arguments by name, such as scenario={mark.args[0]!r}")
        start.update(mark.kwargs)
    return start


def _name(item: pytest.Item) -> str:
    """A name that no other test has, nor another run of this one."""
    readable = re.sub(r"[^A-Za-z0-9]+", "-", item.name)[:40].strip("-")
    return f"{uuid.uuid4().hex[:12]}-{readable}".rstrip("-")


def _story(session: Session) -> str:
    """What the mock received; the session is kept, so that its address works while the mock runs."""
    try:
        journal = session.journal()
        if not journal:
            return "The mock received no request of this test."
        why = session.why(journal[-1]["trace"]["id"])["explanation"].rstrip()
    except RingerError as error:
        return str(error)
    shown = [f"{entry['method']} {entry['url']} got {entry['status']} ({entry['trace']['id']})" for entry in journal[-10:]]
    more = f"{len(journal) - 10} earlier requests, then\n" if len(journal) > 10 else ""
    return f"{more}" + "\n".join(shown) + f"\n\nThe last response:\n{why}\n\nsession  {session.url}/journal"


def _unexpected_text(faulty: list[dict[str, Any]]) -> str:
    shown = []
    for entry in faulty[:10]:
        reason = entry["trace"].get("refused", "no operation of the API has this method and path")
        shown.append(f"\n  {entry['method']} {entry['url']} got {entry['status']}: {reason} ({entry['trace']['id']})")
    rest = f"\n  and {len(faulty) - 10} more" if len(faulty) > 10 else ""
    return f"the mock received requests that it did not expect:{''.join(shown)}{rest}\nringer.allow_unexpected() allows them"
