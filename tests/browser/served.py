"""A record served by the real command, in a process of its own, as a user starts it."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import msgspec

ONRECORD = (sys.executable, "-m", "onrecord")
PATIENCE = 20  # seconds that the server has to end


@dataclass(frozen=True, slots=True)
class Site:
    """A record that is served, and its address."""

    record: Path
    address: str

    def data(self, path: str) -> Any:
        """Give the data of a page."""
        with urlopen(f"{self.address}{path}", timeout=60) as answer:
            return msgspec.json.decode(answer.read())


@contextmanager
def served(record: Path, *options: str) -> Iterator[Site]:
    """Serve a record on a free port until the block ends."""
    command = (*ONRECORD, "serve", "--port", "0", "--record", str(record), *options)
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            told = process.stdout.readline()
            assert "http://" in told, f"`onrecord serve` ended with {process.wait(PATIENCE)} instead of an address"
            yield Site(record, told.split()[1].rstrip("/"))
        finally:
            process.terminate()
            try:
                process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()


def run(*arguments: str) -> str:
    """Run a command as in a terminal, and give what it prints."""
    return subprocess.run((*ONRECORD, *arguments), check=True, capture_output=True, text=True).stdout
