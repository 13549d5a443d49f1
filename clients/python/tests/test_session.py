import json
from datetime import datetime, timedelta, timezone

import pytest
from conftest import COLLECTION, QUESTION

from pytest_ringer import RingerError, VerificationError

START = {"scenario": "empty", "seed": 7, "now": "2024-10-01T12:00:00Z"}
pytestmark = pytest.mark.ringer(**START)


def test_a_job_moves_with_the_clock_of_the_session(ringer, app):
    assert app.create(ringer.base_url)["status"] == "PENDING"
    [job] = ringer.jobs()
    assert job["state"] == "PENDING"

    moved = ringer.clock.next()
    assert moved["from"] == START["now"]
    assert len(moved["transitions"]) == 1
    final = ringer.clock.final(job_id=job["id"], resource=job["resource"])
    assert final["clock"]["now"] == job["finalAt"]
    assert "PENDING" not in app.statuses(ringer.base_url)

    ringer.clock.set(now=datetime(2025, 1, 1, 12, tzinfo=timezone(timedelta(hours=2))))
    assert ringer.clock.get()["now"] == "2025-01-01T10:00:00Z"
    assert ringer.clock.advance("90s")["to"] == "2025-01-01T10:01:30Z"
    assert ringer.clock.advance(timedelta(hours=1, milliseconds=250))["to"] == "2025-01-01T11:01:30.25Z"
    assert ringer.clock.set(speed="60x")["clock"]["speed"] == 60


def test_sessions_do_not_see_each_other(ringer, ringer_server, app):
    with ringer_server.session("other.session", **START) as other:
        app.create(ringer.base_url)
        assert len(app.statuses(ringer.base_url)) == 1
        assert app.statuses(other.base_url) == []
        assert "other.session" in [session["name"] for session in ringer_server.sessions()]
    assert "other.session" not in [session["name"] for session in ringer_server.sessions()]


def test_a_session_is_named_by_header_baggage_or_cookie(ringer, app):
    app.create(ringer.base_url)
    app.create(ringer.mock_url, ringer.headers)
    app.create(ringer.mock_url, {"Baggage": f"k=v,{ringer.baggage}"})
    app.create(ringer.mock_url, {"Cookie": "a=b; {}={}".format(*ringer.cookie)})
    assert [entry["trace"]["sessionBy"] for entry in ringer.journal()] == ["path", "header", "baggage", "cookie"]


def test_scenarios_are_set_by_name_and_by_value(ringer, app):
    assert ringer.scenario("one-of-each-status")["name"] == "one-of-each-status"
    assert len(app.statuses(ringer.base_url)) == 4
    ringer.scenario({"title": "of this test", "generate": {"count": 2}})
    assert len(app.statuses(ringer.base_url)) == 2
    assert ringer.scenario()["inline"]
    with pytest.raises(RingerError, match="(?s)did you mean.*empty"):
        ringer.scenario("emty")


def test_faults_are_set_and_removed(ringer):
    ringer.faults("drop-field:/0/status", {"kind": "latency", "fixed": "1ms"})
    assert len(ringer.state()["faults"]) == 2
    ringer.faults()
    assert ringer.state()["faults"] == []


def test_jobs_are_created_in_a_state(ringer, app):
    app.statuses(ringer.base_url)
    job = ringer.create_job(state="SUCCESS", scope=ringer.state()["collections"][0]["scope"])
    assert job["state"] == "SUCCESS"
    assert [one["id"] for one in ringer.jobs(**job["scope"])] == [job["id"]]


def test_what_was_received_is_verified_with_the_nearest_miss(ringer, app):
    app.create(ringer.base_url)
    assert ringer.verify(method="POST", exactly=1)["count"] == 1
    assert not ringer.matches(method="POST", at_least=2)["ok"]
    with pytest.raises(VerificationError) as failed:
        ringer.verify(method="POST", fields={"/eval_question_ids/0": "other"})
    [mismatch] = failed.value.verification["nearest"]["mismatches"]
    assert mismatch in str(failed.value)
    assert f"{ringer.name}.1" in str(failed.value)
    assert isinstance(failed.value, AssertionError)


def test_unexpected_requests_are_those_that_the_api_does_not_have_or_refuses(ringer, app):
    app.create(ringer.base_url)
    app.send("GET", f"{ringer.base_url}/no/such/path")
    app.send("POST", ringer.base_url + COLLECTION, {})
    assert [entry["status"] for entry in ringer.unexpected()] == [404, 422]
    ringer.allow_unexpected(lambda entry: entry["status"] == 404)
    assert [entry["status"] for entry in ringer.faulty()] == [422]
    ringer.allow_unexpected()
    assert ringer.faulty() == []


def test_the_journal_is_filtered_exported_and_explained(ringer, app):
    app.create(ringer.base_url)
    app.statuses(ringer.base_url)
    [post] = ringer.journal(method="POST")
    assert "got 200" in ringer.why(post["trace"]["id"])["explanation"]
    har = json.loads(ringer.har())
    assert len(har["log"]["entries"]) == 2
    assert QUESTION in json.dumps(har)


def test_problems_say_what_is_wrong(ringer):
    with pytest.raises(RingerError, match="advance: 4.. .*soon"):
        ringer.clock.advance("soon")
    with pytest.raises(RingerError) as refused:
        ringer.start(scenario="nowhere")
    assert refused.value.problem["status"] == 404
