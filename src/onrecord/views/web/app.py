"""The record as a web page: routes, what every answer has in common, and what a form may ask for.

Reading is done in a few threads, each with a reader of its own; whatever takes long or writes is done in another
process (``work.py``). No path of a request is ever one of the file system.
"""

import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from functools import partial
from http import HTTPStatus
from importlib.resources import files
from pathlib import Path
from typing import Any, cast, get_args
from urllib.parse import quote

import anyio.to_thread
import msgspec
from anyio import CapacityLimiter
from starlette.applications import Starlette
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from onrecord.errors import NotOnRecord, OnRecordError, RecordError, UsageError
from onrecord.model import PairKind
from onrecord.pipeline import rows
from onrecord.pipeline.reader import Reader
from onrecord.views.brief_view import clean, clipped
from onrecord.views.draft_view import view_of as view_of_draft
from onrecord.views.web.addresses import named_by
from onrecord.views.web.apart import NotNow
from onrecord.views.web.asked import LONGEST, Asked
from onrecord.views.web.documents import DOCUMENTED
from onrecord.views.web.guard import COOKIE, Forms, Headers, TooLarge, is_from_elsewhere, local_path, session_of
from onrecord.views.web.openapi import data_path, description
from onrecord.views.web.pages import ADDRESSES, Maker, Page
from onrecord.views.web.readers import MOST, Readers
from onrecord.views.web.render import render
from onrecord.views.web.work import Work

HOSTS = ("localhost", "127.0.0.1", "::1", "[::1]")
LARGEST_BODY = 8_000_000  # bytes of a draft, as a Word file may have them
LONGEST_DRAFT = 1_000_000  # characters that are pasted
STATIC = {
    "onrecord.css": "text/css; charset=utf-8",
    "onrecord.js": "text/javascript; charset=utf-8",
    "icon.svg": "image/svg+xml",
}
RULINGS: tuple[PairKind, ...] = get_args(PairKind)
STATUS = {NotOnRecord: 404, NotNow: 503, UsageError: 400, RecordError: 503, OnRecordError: 400}

logger = logging.getLogger(__name__)


class Site:
    """One record as a web page."""

    def __init__(self, path: Path, *, edit: bool = False) -> None:
        self._readers = Readers(path)
        self._work = Work(path)
        self._forms = Forms()
        self._edit = edit
        self._threads = CapacityLimiter(MOST)
        static = files("onrecord.views.web").joinpath("static")
        self._static = {name: static.joinpath(name).read_bytes() for name in STATIC}

    def routes(self) -> list[Route]:
        """Give all addresses."""
        made = [Route("/openapi.json", self.openapi), Route("/static/{name}", self.static)]
        made.append(Route("/favicon.ico", self.icon))
        for path, maker in ADDRESSES.items():
            made.append(Route(data_path(path), partial(self.data, maker=maker)))
            made.extend(
                Route(f"{path}{ending}", partial(self.document, maker=maker, ending=ending))
                for ending in DOCUMENTED.get(path, ())
            )
            made.append(Route(path, partial(self.page, maker=maker)))
        made.append(Route("/check.json", self.check_draft_data, methods=["POST"]))
        made.append(Route("/check", self.check_draft, methods=["POST"]))
        if self._edit:
            made.append(Route("/rulings", self.rule, methods=["POST"]))
            made.append(Route("/rulings/undo", self.undo, methods=["POST"]))
        return made

    @asynccontextmanager
    async def lifespan(self, app: Starlette) -> AsyncIterator[None]:
        """Close the record at the end."""
        yield
        await self._work.close()
        self._readers.close()

    # --- reading ----------------------------------------------------------------------------------------------------

    async def page(self, request: Request, maker: Maker) -> Response:
        """Answer with a page."""

        def made(reader: Reader) -> tuple[Page, str]:
            page = maker(reader, _asked(request))
            return page, "" if page.moved_to else self._rendered(page.template, page.values, reader, request)

        page, body = await self._read(made)
        if page.moved_to:
            return RedirectResponse(page.moved_to, 303)
        return self._with_session(Response(body, media_type="text/html"), request)

    async def data(self, request: Request, maker: Maker) -> Response:
        """Answer with the data of a page."""

        def made(reader: Reader) -> tuple[str, bytes]:
            page = maker(reader, _asked(request))
            return page.moved_to, b"" if page.moved_to else msgspec.json.encode(page.data())

        moved_to, body = await self._read(made)
        if moved_to:
            path, mark, query = moved_to.partition("?")
            return RedirectResponse(f"{path}.json{mark}{query}", 303)
        return Response(body, media_type="application/json")

    async def document(self, request: Request, maker: Maker, ending: str) -> Response:
        """Answer with what a page shows in the form of a standard."""

        def made(reader: Reader) -> tuple[str, bytes]:
            document = maker(reader, _asked(request)).documents.get(ending)
            if document is None:
                raise NotOnRecord("there is nothing here to give in this form")
            return document.media_type, document.make(str(request.base_url).rstrip("/"))

        media_type, body = await self._read(made)
        return Response(body, media_type=media_type)

    async def openapi(self, request: Request) -> Response:
        """Describe the data."""
        return Response(msgspec.json.encode(description()), media_type="application/json")

    async def static(self, request: Request) -> Response:
        """Answer with the style sheet or the script."""
        name = request.path_params["name"]
        if name not in self._static:
            raise HTTPException(404)
        return Response(self._static[name], headers={"Content-Type": STATIC[name], "Cache-Control": "max-age=300"})

    async def icon(self, request: Request) -> Response:
        """Lead to the icon, which browsers ask for here where a page, of data, names none."""
        return RedirectResponse("/static/icon.svg", 308)

    # --- drafts -----------------------------------------------------------------------------------------------------

    async def check_draft(self, request: Request) -> Response:
        """Answer with a page of all quotations of a draft that was sent."""
        draft, name = await _sent(request)
        view = view_of_draft(await self._work.check(draft, name))
        body = await self._read(
            lambda reader: self._rendered("checked_draft.html.j2", {"here": "check", "view": view}, reader, request)
        )
        return self._with_session(Response(body, media_type="text/html"), request)

    async def check_draft_data(self, request: Request) -> Response:
        """Answer with the checks of a draft that was sent."""
        draft, name = await _sent(request)
        return Response(
            msgspec.json.encode(rows.draft_row(await self._work.check(draft, name))), media_type="application/json"
        )

    # --- editing ----------------------------------------------------------------------------------------------------

    async def rule(self, request: Request) -> Response:
        """Keep a ruling, and go back to where it was made."""
        form = await self._own_form(request)
        back, ruling = _back(form), form.text("ruling")
        if ruling == "speaker":
            name = None if form.text("nobody") else form.text("speaker")
            if name is None and not form.text("nobody"):
                raise UsageError("give the name of the speaker, or say that nobody can be named")
            await self._work.rule_speaker(_needed(form, "a"), name, form.text("kind") or "person")
        elif ruling in RULINGS:
            a, b = (named_by(_needed(form, name)) for name in ("a", "b"))
            await self._work.rule(ruling, a, b)
        else:
            raise UsageError(f"ruling: {ruling} is none; there are speaker, {', '.join(RULINGS)}")
        return back

    async def undo(self, request: Request) -> Response:
        """Take a ruling back, and go back to where that was asked for."""
        form = await self._own_form(request)
        back = _back(form)
        await self._work.undo(_needed(form, "id"))
        return back

    async def _own_form(self, request: Request) -> Asked:
        form = await _form(request)
        if not self._forms.is_ours(request, form.values.get("token", "")):
            raise HTTPException(403, "this form is not from this page, or it is too old; load the page again")
        return form

    # --- what all have in common ------------------------------------------------------------------------------------

    async def error(self, request: Request, error: Exception) -> Response:
        """Answer with what is wrong, in one line."""
        status, why = _status_of(error)
        headers = getattr(error, "headers", None)
        if status >= 500:
            logger.warning("%s: %s", _here(request), why)
        if request.scope["path"].endswith(".json"):
            return Response(msgspec.json.encode({"error": why}), status, headers, "application/json")
        values = {"status": status, "why": why}
        return Response(self._rendered("error.html.j2", values, None, request), status, headers, "text/html")

    async def _read(self, read: Callable[[Reader], Any]) -> Any:
        def lent() -> tuple[Any, bool]:
            with self._readers.lent() as reader:
                return read(reader), reader.is_stale

        result, is_stale = await anyio.to_thread.run_sync(lent, limiter=self._threads)
        self._work.look(is_stale=is_stale)
        return result

    def _rendered(self, template: str, values: Any, reader: Reader | None, request: Request) -> str:
        return render(
            template,
            **{
                "banner": self._banner(reader),
                "counts": _counts(reader.totals()) if reader else (),
                "data_url": _here(request, ".json") if reader and request.method != "POST" else "",
                "token": self._token(request),
                "here_url": _here(request),
                "here": "",
                "query": None,
                **values,
            },
        )

    def _token(self, request: Request) -> str:
        """Give the token for the forms of a page; '' where nothing is edited."""
        if not self._edit:
            return ""
        request.state.session = session_of(request)
        return self._forms.token(request.state.session)

    def _banner(self, reader: Reader | None) -> str:
        if reader is None or not reader.is_stale:
            return ""
        if self._work.failed:  # though it is being tried again
            return f"What came last is not in these pages: {clean(self._work.failed)}"
        return "What came last is being worked in; these pages show the record as it was before."

    def _with_session(self, response: Response, request: Request) -> Response:
        """Give a browser that may edit its session."""
        if self._edit and COOKIE not in request.cookies:
            response.set_cookie(COOKIE, request.state.session, httponly=True, samesite="strict")
        return response


def make_app(path: Path | str, *, edit: bool = False, hosts: Sequence[str] = HOSTS) -> ASGIApp:
    """Make the application that shows a record; with ``edit`` its pages take rulings.

    Requests are answered for ``hosts`` only: a page elsewhere whose name leads to this machine reads nothing.
    """
    site = Site(Path(path), edit=edit)
    handled = cast(Callable[[Request, Exception], Awaitable[Response]], site.error)
    # Headers are outermost: Starlette answers what breaks from outside of all middleware.
    return Headers(
        Starlette(
            routes=site.routes(),
            middleware=[
                Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts), www_redirect=False),
                Middleware(TooLarge, answer=handled),
                Middleware(RequestBodyLimitMiddleware, max_body_size=LARGEST_BODY),
            ],
            exception_handlers={OnRecordError: handled, HTTPException: handled, 500: handled},
            lifespan=site.lifespan,
        )
    )


def _asked(request: Request) -> Asked:
    return Asked({**dict(request.query_params), **request.path_params})


def _needed(form: Asked, name: str) -> str:
    value = form.exact(name)
    if value is None:
        raise UsageError(f"{name} is missing")
    return value


async def _form(request: Request) -> Asked:
    if is_from_elsewhere(request):
        raise HTTPException(403, "this form was sent by a page elsewhere")
    async with request.form(max_files=1, max_fields=20, max_part_size=LONGEST_DRAFT) as form:
        return Asked({name: value for name, value in form.items() if isinstance(value, str)})


async def _sent(request: Request) -> tuple[bytes, str]:
    """Give the draft that was sent, as a file or as text, and its name.

    Raises:
        UsageError: there is none.
    """
    if is_from_elsewhere(request):
        raise HTTPException(403, "this form was sent by a page elsewhere")
    async with request.form(max_files=1, max_fields=20, max_part_size=4 * LONGEST_DRAFT) as form:
        upload, text = form.get("draft"), form.get("text")
        if isinstance(upload, UploadFile) and upload.filename:
            return await upload.read(), clipped(clean(upload.filename), 120)
    if isinstance(text, str) and text.strip():
        if len(text) > LONGEST_DRAFT:
            raise UsageError(f"the draft has {len(text):,} characters, more than the {LONGEST_DRAFT:,} that are taken")
        return text.encode(errors="replace"), ""
    raise UsageError("there is no draft: paste its text, or choose a file")


def _back(form: Asked) -> Response:
    return RedirectResponse(local_path(form.text("back", 4 * LONGEST) or "/"), 303)


def _here(request: Request, ending: str = "") -> str:
    """Give the address of a request as it was sent: an id in its path may hold anything, quoted."""
    path = quote(str(request.scope["path"]), errors="replace")
    query = request.scope["query_string"].decode("latin-1")
    path = "/index" if path == "/" and ending else path
    return f"{path}{ending}?{query}" if query else f"{path}{ending}"


def _counts(totals: dict[str, int]) -> list[str]:
    return [" · ".join(f"{number:,} {name}" for name, number in totals.items())]


def _status_of(error: Exception) -> tuple[int, str]:
    if isinstance(error, HTTPException):
        told = {404: "there is no such page", 405: "this address does not take that", 413: "this is too large"}
        is_plain = error.detail == HTTPStatus(error.status_code).phrase  # what the framework says by itself
        return error.status_code, told.get(error.status_code, error.detail) if is_plain else error.detail
    if isinstance(error, OnRecordError):
        status = next(status for kind, status in STATUS.items() if isinstance(error, kind))
        return status, clipped(clean(str(error)), 1_000)
    return 500, "something went wrong here; the program's own window says more"
