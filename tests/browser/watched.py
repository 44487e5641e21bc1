"""Pages opened in a browser, with a note of all that a page must not do.

Nothing may stand in the console, no dialog may open, nobody else may be asked for anything, no answer may be a failure
of the server.
"""

from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Dialog, Page, Request, Response

from browser.served import Site

HEIGHT = 800
PATIENCE = 20_000  # milliseconds: a slow machine that does other things, too


@dataclass(slots=True)
class Watch:
    """The pages that a test opens, and what is to be complained about."""

    browser: Browser
    complaints: list[str] = field(default_factory=list)
    _contexts: list[BrowserContext] = field(default_factory=list)

    def open(
        self,
        site: Site,
        path: str = "/",
        *,
        width: int = 1280,
        scheme: Literal["light", "dark"] = "light",
        with_script: bool = True,
    ) -> Page:
        """Open a page as a user who was never here before."""
        context = self.browser.new_context(
            base_url=site.address,
            viewport={"width": width, "height": HEIGHT},
            color_scheme=scheme,
            java_script_enabled=with_script,
            reduced_motion="reduce",
        )
        context.set_default_timeout(PATIENCE)
        self._contexts.append(context)
        host = urlsplit(site.address).netloc
        refused: set[str] = set()

        def note_request(request: Request) -> None:
            split = urlsplit(request.url)
            if split.scheme != "data" and split.netloc != host:
                self.complaints.append(f"asked elsewhere: {request.url}")

        def note_answer(answer: Response) -> None:
            if answer.status >= 500:
                self.complaints.append(f"{answer.status}: {answer.url}")
            if answer.status >= 400 and answer.request.is_navigation_request():
                refused.add(answer.url)

        def note_words(message: ConsoleMessage) -> None:
            # The browser itself notes that a page was answered with 403 or 404.
            if message.type in ("error", "warning") and message.location.get("url") not in refused:
                self.complaints.append(f"{message.type} in the console: {message.text} ({message.location})")

        def note_dialog(dialog: Dialog) -> None:
            self.complaints.append(f"a dialog: {dialog.message}")
            dialog.dismiss()

        context.on("request", note_request)
        context.on("response", note_answer)
        context.on("console", note_words)
        context.on("dialog", note_dialog)
        context.on("weberror", lambda error: self.complaints.append(f"a script failed: {error.error}"))
        page = context.new_page()
        page.goto(path)
        return page

    def close(self) -> None:
        """Close all pages."""
        for context in self._contexts:
            context.close()
