"""What keeps the page safe: headers on every answer, and proof that a form was sent from a page of ours."""

import hmac
from collections.abc import Awaitable, Callable
from hashlib import sha256
from secrets import token_hex
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

COOKIE = "onrecord"
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; form-action 'self';"
        " base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",  # with "no-referrer" browsers would send our own forms without their origin
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class Headers:
    """Puts the headers on every answer, errors included."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the application does, with the headers."""

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                headers.setdefault("Cache-Control", "no-cache")
            await send(message)

        await self._app(scope, receive, send_guarded)


class TooLarge:
    """Answers a body that is too large as all other mistakes are answered, not with a bare line of text."""

    def __init__(self, app: ASGIApp, answer: Callable[[Request, Exception], Awaitable[Response]]) -> None:
        self._app = app
        self._answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the application does, but where it says that a body is too large."""
        is_refused = False

        async def send_told(message: Message) -> None:
            nonlocal is_refused
            if message["type"] == "http.response.start" and message["status"] == 413:
                is_refused = True
            if not is_refused:
                await send(message)

        await self._app(scope, receive, send_told)
        if is_refused:
            response = await self._answer(Request(scope), HTTPException(413))
            await response(scope, receive, send)


class Forms:
    """Makes and checks the token that each form of an editor carries: a signature of the browser's own cookie."""

    def __init__(self) -> None:
        self._secret = token_hex(32).encode()

    def token(self, session: str) -> str:
        """Sign a session."""
        return hmac.new(self._secret, session.encode(errors="replace"), sha256).hexdigest()

    def is_ours(self, request: Request, token: str) -> bool:
        """Tell whether a form was sent by the browser that we gave the token to."""
        session = request.cookies.get(COOKIE, "")
        return bool(session) and hmac.compare_digest(self.token(session).encode(), token.encode(errors="replace"))


def session_of(request: Request) -> str:
    """Give the session of a browser, a new one if it has none."""
    return request.cookies.get(COOKIE) or token_hex(16)


def is_from_elsewhere(request: Request) -> bool:
    """Tell whether a page of another site makes the browser send a request."""
    origin = request.headers.get("origin")
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return True
    if origin is None:
        return False
    try:
        return urlsplit(origin).netloc != request.headers.get("host", "")
    except ValueError:  # a bracket that never closes
        return True


def local_path(path: str) -> str:
    """Give the place of this site to go back to; the front page for what may lead elsewhere.

    >>> local_path("/stories/a?x=1"), local_path("//evil.example"), local_path("https://evil.example")
    ('/stories/a?x=1', '/', '/')
    """
    is_local = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable()
    return path if is_local and "\\" not in path else "/"
