"""The sample reports as a web page, asked without a socket."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from starlette.types import ASGIApp

from onrecord import Record
from onrecord.views.web.app import make_app


@pytest.fixture(scope="session")
def demo_path(demo_record: Record) -> Path:
    """Where the record of the sample reports lies, with what they say together."""
    demo_record.refresh()
    return demo_record._store.path


@pytest.fixture(scope="session")
def demo_app(demo_path: Path) -> ASGIApp:
    """The application that shows it."""
    return make_app(demo_path)


@pytest.fixture(scope="session")
def client(demo_app: ASGIApp) -> Iterator[TestClient]:
    """A browser that looks at it, and follows no redirection."""
    with TestClient(demo_app, base_url="http://localhost", follow_redirects=False) as browser:
        yield browser
