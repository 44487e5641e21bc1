"""What one input may cost: time in proportion to its bytes, and no memory that is never given back."""

import gc
import os
import resource
import signal
import sys
import time
import traceback
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from types import FrameType

from fuzz.targets import Target

SECONDS = 2.0  # of CPU that SIZE bytes may take
SIZE = 100_000
# Branches that are counted for the fuzzer run slower: what is past this is run again without, before it is believed.
COUNTED = 2.0
HANG = 10.0  # seconds of CPU after which a run is broken off
TILED = 0.3  # share of the time that goes to inputs repeated up to SIZE bytes, for a fuzzer likes its inputs short
SAMPLED = 50_000  # runs between two looks at the memory


class Hang(BaseException):
    """A run took HANG seconds; no handler of the code under test may catch it."""


@dataclass(slots=True)
class Guard:
    """Runs a target on one input after the other, and writes down each fault once without stopping at it."""

    target: Target
    findings: Path
    log: Path
    budget: float
    runs: int = 0
    tiled: float = 0.0
    slowest: float = 0.0
    blocks: list[tuple[int, int, int]] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    slow: int = 0

    def __call__(self, data: bytes) -> None:
        """Run the target on some bytes, and now and then on a stretch of them repeated up to SIZE bytes."""
        if time.process_time() > self.budget:
            self.report("done")
            os._exit(0)
        self.runs += 1
        self.timed(data)
        if len(data) > 1 and self.tiled < TILED * time.process_time():
            self.tiled += self.timed(tile_of(data))
        if self.runs % SAMPLED == 0:
            gc.collect()
            self.blocks.append((self.runs, sys.getallocatedblocks(), memory()))
            self.report("running")

    def timed(self, data: bytes) -> float:
        """Run the target once and give the seconds of CPU it took; a fault and a slow run become findings."""
        began = time.process_time()
        try:
            run_within(self.target, data, HANG)
        except Hang:
            self.keep("hang", data, "".join(traceback.format_exc()))
        except Exception:  # noqa: BLE001 - whatever it is, it is what is looked for
            self.keep("crash", data, traceback.format_exc())
        took = time.process_time() - began
        rate = took / max(len(data), SIZE / 10) * SIZE
        self.slowest = max(self.slowest, rate)
        if rate > SECONDS * COUNTED and self.slow < 30:
            self.slow += 1
            self.keep("slow", data, f"{took:.2f} seconds for {len(data)} bytes")
        return took

    def keep(self, kind: str, data: bytes, why: str) -> None:
        """Write an input and its fault down, one for each line of code that raised."""
        lines = [line for line in why.splitlines() if line.startswith("  File ")]
        mark = (kind + lines[-1] + why.splitlines()[-1][:60]) if lines else sha256(data).hexdigest()
        if mark in self.seen:
            return
        self.seen.add(mark)
        self.findings.mkdir(parents=True, exist_ok=True)
        path = self.findings / f"{kind}-{sha256(data).hexdigest()[:12]}"
        path.write_bytes(data)
        path.with_suffix(".txt").write_text(why, encoding="utf-8")

    def report(self, state: str) -> None:
        """Write a line of where the search stands to the log."""
        with self.log.open("a", encoding="utf-8") as log:
            blocks = " ".join(f"{runs}:{count}:{size >> 20}MB" for runs, count, size in self.blocks[-3:])
            print(
                f"{self.target.name} {state}: {time.process_time():.0f} s of CPU, {self.runs} runs, "
                f"{self.tiled:.0f} s of it tiled, worst {self.slowest:.2f} s/100 KB, {len(self.seen)} findings, "
                f"blocks {blocks}",
                file=log,
                flush=True,
            )


def tile_of(data: bytes) -> bytes:
    """Give a stretch of an input repeated up to SIZE bytes; the input says which: a short stretch repeats more often.

    >>> len(tile_of(b"ab")) in range(SIZE - 2, SIZE + 1)
    True
    """
    digest = sha256(data).digest()
    start = digest[0] * len(data) // 256 if digest[2] % 2 else 0
    stretch = data[start : start + 1 + digest[1] * (len(data) - start) // 256]
    return data[:start] + stretch * ((SIZE - len(data)) // len(stretch)) + data[start + len(stretch) :]


def run_within(target: Target, data: bytes, seconds: float) -> None:
    """Run a target on some bytes.

    Raises:
        Hang: it took more than so many seconds of CPU.
    """

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise Hang(f"{seconds} seconds are over")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        target.run(data)
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def memory() -> int:
    """Give the bytes of memory that the process holds."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize()
