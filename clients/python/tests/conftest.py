import json
import urllib.error
import urllib.request

import pytest

pytest_plugins = ["pytester"]

COLLECTION = "/api/v1/pipelines/3fa85f64-5717-4562-b3fc-2c963f66afa6/eval-datasets/7c9e6679-7425-40de-944b-e07fc1f90ae7/execute"
QUESTION = "0d1e2f3a-4b5c-4d7e-8f90-a1b2c3d4e5f6"


class Application:
    """A client of the API, as an application has one."""

    def send(self, method, url, body=None, headers=None):
        content = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(url, content, {"Content-Type": "application/json", **(headers or {})}, method=method)
        try:
            with urllib.request.urlopen(request) as response:
                return response.status, json.load(response)
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read()

    def create(self, base, headers=None):
        status, job = self.send("POST", base + COLLECTION, {"eval_question_ids": [QUESTION]}, headers)
        assert status == 200
        return job

    def statuses(self, base):
        return [job["status"] for job in self.send("GET", base + COLLECTION)[1]]


@pytest.fixture
def app():
    return Application()
