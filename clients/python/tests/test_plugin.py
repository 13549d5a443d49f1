import pytest
from pytest_ringer import start_ringer

GET = """
import urllib.error, urllib.request

def get(url):
    try:
        with urllib.request.urlopen(url) as response:
            return response.status
    except urllib.error.HTTPError as error:
        return error.code
"""


@pytest.fixture
def suite(pytester, monkeypatch):
    """A project whose tests are run by a pytest of its own."""
    monkeypatch.delenv("RINGER_URL", raising=False)
    pytester.makepyfile(helper=GET)

    def run(text, *args):
        pytester.makepyfile("from helper import get\nimport pytest\n" + text)
        return pytester.runpytest_subprocess("-p", "no:cacheprovider", *args)

    return run


def test_each_test_has_a_session(suite):
    result = suite("""
pytestmark = pytest.mark.ringer(scenario="empty", now="2024-10-01T12:00:00Z")

@pytest.mark.parametrize("n", [1, 2])
@pytest.mark.ringer(seed=7)
def test_it(ringer, n):
    state = ringer.state()
    assert (state["scenario"], state["seed"], state["requests"]) == ("empty", 7, 0)
    assert state["clock"]["now"] == "2024-10-01T12:00:00Z"
    get(ringer.base_url + "/api/v1/pipelines/3fa85f64-5717-4562-b3fc-2c963f66afa6/eval-datasets/7c9e6679-7425-40de-944b-e07fc1f90ae7/execute")

def test_the_others_are_gone(ringer, ringer_server):
    assert sorted(s["name"] for s in ringer_server.sessions()) == sorted(["default", ringer.name])
""")
    result.assert_outcomes(passed=3)


def test_the_report_of_a_failed_test_has_the_story(suite):
    result = suite("""
@pytest.mark.ringer(allow_unexpected=True)
def test_it(ringer):
    get(ringer.base_url + "/nowhere")
    assert False

def test_the_session_is_kept(ringer_server):
    assert any(s["name"].endswith("-test-it") for s in ringer_server.sessions())

def test_nothing_sent(ringer):
    assert False
""")
    result.assert_outcomes(passed=1, failed=2)
    result.stdout.fnmatch_lines([
        "*- ringer -*", "GET */nowhere got 404 (*-test-it.1)", "The last response:", "session  http://*/_ringer/sessions/*-test-it/journal",
        "*- ringer -*", "The mock received no request of this test.",
    ])


def test_unexpected_requests_fail_a_test(suite):
    result = suite("""
def test_it(ringer):
    get(ringer.base_url + "/nowhere")

def test_allowed(ringer):
    get(ringer.base_url + "/nowhere")
    ringer.allow_unexpected(lambda request: request["status"] == 404)

@pytest.mark.ringer(allow_unexpected=lambda request: request["status"] == 422)
def test_others_allowed(ringer):
    get(ringer.base_url + "/nowhere")
""")
    result.assert_outcomes(passed=1, failed=2)
    result.stdout.fnmatch_lines([
        "the mock received requests that it did not expect:", "  GET */nowhere got 404: no such route (404) (*",
        "ringer.allow_unexpected() allows them",
    ])


def test_the_mock_has_the_api_of_the_settings(suite, pytester):
    pytester.makefile(".yaml", openapi="""
openapi: 3.1.0
info: {title: Letters, version: "1"}
paths:
  /letters:
    get: {operationId: listLetters, responses: {"200": {description: all, content: {application/json: {schema: {type: array, items: {type: string}}}}}}}
""")
    pytester.makeini("[pytest]\nringer_api = openapi.yaml\nringer_args = --seed 9 --log-level error\n")
    result = suite("""
def test_it(ringer):
    assert get(ringer.base_url + "/letters") == 200
    ringer.verify(operation="listLetters", exactly=1)
    assert ringer.state()["seed"] == 9
""")
    result.assert_outcomes(passed=1)


def test_a_mock_that_runs_is_used(suite):
    with start_ringer() as mock:
        text = f"def test_it(ringer):\n    assert ringer.mock_url == {mock.url!r}\n"
        suite(text, "--ringer-url", mock.url).assert_outcomes(passed=1)


def test_a_mark_without_names_is_an_error(suite):
    result = suite("""
@pytest.mark.ringer("empty")
def test_it(ringer):
    pass
""")
    assert result.ret != 0
    result.stdout.fnmatch_lines(["*pytest.mark.ringer wants arguments by name, such as scenario='empty'*"])


def test_workers_of_xdist(suite):
    result = suite("""
@pytest.mark.parametrize("n", range(10))
def test_it(ringer, n):
    assert ringer.state()["requests"] == 0
""", "-n", "2")
    result.assert_outcomes(passed=10)
