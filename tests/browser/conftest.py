"""Chromium, and the records that it is shown.

Where there is no Chromium these tests are skipped, loudly; in CI they fail instead, for there the page is to be proved.
"""

import os
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from browser.hostile import make_hostile_record
from browser.served import Site, run, served
from browser.watched import Watch
from onrecord.demo import demo_reports

HERE = Path(__file__).parent
NAMES = ("chromium", "chromium-browser", "google-chrome")
# --no-sandbox: root, as in a container, has no other way. The rest keeps Chromium from asking its makers for anything.
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
MISSING = "THE PAGE IS NOT TESTED: Chromium is missing; install it with tests/browser/install_chromium.sh"


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put these tests last: while Playwright runs, nobody else can start an event loop in this thread."""
    items.sort(key=lambda item: HERE in item.path.parents)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say at the end, and not only in a list of skipped tests, that the page was not tested."""
    skipped: Sequence[pytest.TestReport] = terminalreporter.stats.get("skipped", [])
    if any(MISSING in str(report.longrepr) for report in skipped):
        terminalreporter.write_sep("!", MISSING, red=True, bold=True)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, started once."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        if os.environ.get("CI") == "true":
            pytest.fail(MISSING)
        pytest.skip(MISSING)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def watch(browser: Browser) -> Iterator[Watch]:
    """Opens pages; the test fails if one of them does what a page must not do."""
    watching = Watch(browser)
    yield watching
    watching.close()
    assert watching.complaints == []


@pytest.fixture(scope="session")
def read_record(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of the sample reports, read but not served."""
    record = tmp_path_factory.mktemp("read") / "samples.db"
    run("add", str(demo_reports()), "--record", str(record), "--quiet")
    run("stories", "--record", str(record))
    return record


@pytest.fixture(scope="session")
def site(read_record: Path) -> Iterator[Site]:
    """The sample reports, served to readers."""
    with served(read_record) as found:
        yield found


@pytest.fixture(scope="session")
def desk(read_record: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The same reports in a record of its own, served to an editor. Whoever rules takes it back."""
    record = Path(shutil.copy(read_record, tmp_path_factory.mktemp("desk") / "desk.db"))
    with served(record, "--edit") as found:
        yield found


@pytest.fixture(scope="session")
def hostile(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A record whose every text is an attack, served to an editor."""
    with served(make_hostile_record(tmp_path_factory.mktemp("hostile")), "--edit") as found:
        yield found
