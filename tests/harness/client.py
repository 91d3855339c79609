"""A test client as strict as the browser and the reviewer: CSRF is checked, pages are read, queries are counted."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.http import HttpResponseBase
from django.middleware.csrf import _get_new_csrf_string
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.harness.pages import problems_of

MOST_QUERIES = 25


class StrictClient(Client):
    """`client.queries` is the number of queries of the last request; `client.allow(60)` lifts the limit for a block.

    A post sends the token by itself, because every form of every page is checked to carry one.
    """

    def __init__(self, **defaults: Any) -> None:
        super().__init__(enforce_csrf_checks=True, **defaults)
        self.queries = 0
        self.most_queries = MOST_QUERIES

    def request(self, **request: Any) -> Any:
        if request.get("REQUEST_METHOD") not in ("GET", "HEAD", None):
            token = self.cookies["csrftoken"].value if "csrftoken" in self.cookies else _get_new_csrf_string()
            self.cookies["csrftoken"] = token
            request.setdefault("HTTP_X_CSRFTOKEN", token)
            scheme, port = request.get("wsgi.url_scheme", "http"), request.get("SERVER_PORT", "80")
            host = request.get("HTTP_HOST") or request.get("SERVER_NAME", "testserver")
            suffix = "" if port in ("80", "443") or ":" in host else f":{port}"
            request.setdefault("HTTP_ORIGIN", f"{scheme}://{host}{suffix}")
        with CaptureQueriesContext(connection) as captured:
            response = super().request(**request)
        self.queries = len(captured)
        self.check_queries(request.get("PATH_INFO", ""), captured)
        self.check_page(request.get("PATH_INFO", ""), response)
        return response

    def check_queries(self, path: str, captured: CaptureQueriesContext) -> None:
        # A transaction of the product is a savepoint here, inside the test's own: no statement of the page.
        asked = [query for query in captured.captured_queries if not query["sql"].startswith(("SAVEPOINT", "RELEASE"))]
        if len(asked) > self.most_queries:
            statements = "\n".join(query["sql"][:160] for query in captured.captured_queries)
            raise AssertionError(f"{path}: {len(asked)} queries, more than {self.most_queries}:\n{statements}")

    @staticmethod
    def check_page(path: str, response: HttpResponseBase) -> None:
        if response.streaming or not response.get("Content-Type", "").startswith("text/html"):
            return
        if problems := problems_of(response.content.decode()):
            raise AssertionError(f"{path}: " + "; ".join(problems))

    @contextmanager
    def allow(self, queries: int) -> Iterator[None]:
        """Let the requests of this block use up to `queries` queries."""
        before, self.most_queries = self.most_queries, queries
        try:
            yield
        finally:
            self.most_queries = before
