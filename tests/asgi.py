"""Asking the application itself, and reading what its pages say."""

from html import unescape
from itertools import repeat
from pathlib import Path
from re import search
from typing import Any

from starlette.types import Message

from onrecord.views.web.app import make_app


def error_of(text: str) -> str:
    """Give the line that an error page says."""
    found = search(r"<h1>[^<]*</h1>\n<p>(.*)</p>", text)
    assert found, text
    return unescape(found[1])


async def answered(path: Path, scope: dict[str, Any], body: bytes = b"", times: int = 1) -> list[Message]:
    """Ask the application itself, for what no client lets through; the body is sent some times."""
    sent: list[Message] = []
    parts = repeat(body, times - 1)

    async def receive() -> Message:
        part = next(parts, None)
        return {"type": "http.request", "body": body, "more_body": part is not None}

    async def send(message: Message) -> None:
        sent.append(message)

    whole = {
        "type": "http", "method": "GET", "query_string": b"", "scheme": "http", "http_version": "1.1", "root_path": "",
        "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 80), "headers": [], **scope,
    }  # fmt: skip
    whole["headers"] = [(b"host", b"localhost"), *whole["headers"]]
    await make_app(path)(whole, receive, send)
    return sent
