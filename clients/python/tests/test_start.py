import os
import signal
import subprocess
import sys
import threading

import pytest

from pytest_ringer import RingerError, connect, find_binary, start_ringer


def test_a_mock_is_started_and_stopped():
    with start_ringer(args=["--scenario", "empty"]) as ringer:
        assert ringer.version()
        again = connect(f"{ringer.url}/")
        assert again.session().state()["scenario"] == "empty"
    with pytest.raises(RingerError, match="no mock responds at .*ringer serve"):
        connect(ringer.url)
    ringer.stop()


def test_a_control_interface_with_a_token():
    with start_ringer(args=["--control-token-env", "SECRET"], env={"SECRET": "s3cret-of-the-control"}, token="s3cret-of-the-control") as ringer:
        assert ringer.session("a").state()["name"] == "a"
        with pytest.raises(RingerError, match="401"):
            connect(ringer.url, token="wrong").sessions()


def test_errors_at_start_name_the_mistake_and_the_hint(tmp_path):
    with pytest.raises(RingerError, match='exit code 2 before it was ready: there is no file or folder "nowhere.yaml"; want an OpenAPI document'):
        start_ringer("nowhere.yaml")
    with pytest.raises(RingerError, match="there is no option --prot; did you mean --port?"):
        start_ringer(args=["--prot", "1"])
    with pytest.raises(RingerError, match="ringer cannot be started: .*no/such/ringer"):
        start_ringer(binary="/no/such/ringer")
    with pytest.raises(RingerError, match="the first line of ringer serve is not JSON"):
        start_ringer(binary="/bin/echo")
    silent = tmp_path / "silent"
    silent.write_text("#!/bin/sh\nexec cat\n")
    silent.chmod(0o700)
    with pytest.raises(RingerError, match="ringer serve was not ready within 0.01 s"):
        start_ringer(binary=silent, timeout=0.01)


def test_a_mock_ends_with_the_process_that_started_it():
    """Its process is killed, and can tell nobody: what both have as stdout is closed when both have ended."""
    script = "from pytest_ringer import start_ringer; m = start_ringer(); print(m.url, flush=True); import time; time.sleep(600)"
    runner = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    url = runner.stdout.readline().strip()
    mock = connect(url)
    events = _follow(mock)
    os.kill(runner.pid, signal.SIGKILL)
    runner.wait()
    events.join(timeout=60)
    assert not events.is_alive(), "the mock has not ended"


def _follow(mock):
    """A thread that ends when the mock closes a stream of events."""
    import urllib.request

    stream = urllib.request.urlopen(f"{mock.control.url}/events")

    def read():
        with stream:
            try:
                while stream.read1(4096):
                    pass
            except OSError:
                pass

    thread = threading.Thread(target=read, daemon=True)
    thread.start()
    return thread


def test_a_process_that_forgets_its_mock_ends():
    script = "from pytest_ringer import start_ringer; start_ringer()"
    assert subprocess.run([sys.executable, "-c", script], timeout=60).returncode == 0


def test_a_binary_that_cannot_be_run_is_an_error_with_a_hint(monkeypatch):
    monkeypatch.setenv("RINGER_BINARY", "/no/such/ringer")
    with pytest.raises(RingerError, match="RINGER_BINARY is /no/such/ringer, which cannot be run"):
        find_binary()
    monkeypatch.delenv("RINGER_BINARY")
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.setattr("sysconfig.get_path", lambda *_: "/nowhere")
    with pytest.raises(RingerError, match="(?s)there is no ringer to start.*RINGER_BINARY"):
        find_binary()


def test_the_wheel_brings_the_binary():
    assert os.path.dirname(find_binary()) == os.path.dirname(sys.executable)


def test_connect_needs_an_address(monkeypatch):
    monkeypatch.delenv("RINGER_URL", raising=False)
    with pytest.raises(RingerError, match="set RINGER_URL"):
        connect()
