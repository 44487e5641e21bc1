"""A clock that does not wait: whoever sleeps wakes up later at once."""

import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from onrecord.fetch import Clock

START = datetime(2031, 5, 12, 8, tzinfo=UTC)


@dataclass
class Hurried:
    """Time that passes as it does, and at once where somebody waits; ``waits`` are the seconds asked for."""

    skipped: float = 0.0
    waits: list[float] = field(default_factory=list)
    began: float = field(default_factory=time.monotonic)

    def sleep(self, seconds: float) -> None:
        """Be later at once."""
        self.waits.append(round(seconds, 3))
        self.skipped += seconds

    def skip(self, **span: float) -> None:
        """Be later by so many ``hours``, ``days`` or ``minutes``."""
        self.skipped += timedelta(**span).total_seconds()

    @property
    def clock(self) -> Clock:
        """The clock to hand to what is tested. The day stands still but for what was slept and skipped."""
        return Clock(
            now=lambda: START + timedelta(seconds=self.skipped),
            passed=lambda: time.monotonic() - self.began + self.skipped,
            sleep=self.sleep,
        )
