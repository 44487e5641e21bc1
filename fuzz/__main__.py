"""Fuzz a target: ``python -m fuzz marks --minutes 20``; or run what was found: ``--replay FILE``.

The search begins with ``tests/fuzz_corpus/TARGET`` and keeps what it finds under ``.fuzz/TARGET``: its corpus, its
findings (an input and what it did) and its log. ``--keep`` makes the corpus small and puts it back under ``tests``.
"""

import json
import os
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import CodeType, FrameType
from typing import Any, TypeAlias

import click

Tracer: TypeAlias = Callable[[FrameType, str, Any], Any]

ROOT = Path(__file__).parent.parent
KEPT = ROOT / "tests" / "fuzz_corpus"
WORK = ROOT / ".fuzz"
LONGEST = 2000  # bytes of an input; the guard repeats it
FILES = 200  # of a corpus under tests
STUCK = 3600  # seconds after which a run that no guard could break off ends the process
ENDED = 5.0  # seconds of CPU that are too few to begin anew for


@click.command()
@click.argument("target")
@click.option("--minutes", type=float, default=20.0, show_default=True, help="How long to search, in minutes of CPU.")
@click.option("--replay", is_flag=False, multiple=True, type=click.Path(path_type=Path), help="Run a file and time it.")
@click.option("--keep", is_flag=True, help="Put the smallest corpus under tests/fuzz_corpus.")
@click.option("--child", is_flag=True, hidden=True)
def main(target: str, *, minutes: float, replay: tuple[Path, ...], keep: bool, child: bool) -> None:
    """Search for inputs of TARGET that break it, hang it or make it grow."""
    if replay:
        run_again(target, replay)
    elif child:
        search(target, minutes * 60)
    elif keep:
        keep_smallest(target)
    else:
        supervise(target, minutes)


def supervise(name: str, minutes: float) -> None:
    """Search in a process of its own, and in another where that dies, until so many minutes of CPU are spent."""
    folder = WORK / name
    (folder / "corpus").mkdir(parents=True, exist_ok=True)
    left = minutes * 60
    while left > ENDED:
        before = children_seconds()
        command = [sys.executable, "-m", "fuzz", name, "--child", "--minutes", str(left / 60)]
        with (folder / "output.txt").open("ab") as output:
            ended = subprocess.run(command, cwd=ROOT, stdout=output, stderr=output, check=False)
        spent = children_seconds() - before
        left -= spent
        with (folder / "log.txt").open("a", encoding="utf-8") as log:
            log.write(f"{name} process ended with {ended.returncode} after {spent:.0f} s of CPU\n")
        if ended.returncode and spent < ENDED:
            sys.exit(f"the search for {name} does not start; see {folder / 'output.txt'}")
    click.echo((folder / "log.txt").read_text(encoding="utf-8").splitlines()[-2])


def children_seconds() -> float:
    """Give the seconds of CPU that processes begun from here have taken."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def search(name: str, seconds: float) -> None:
    """Search with the branches of onrecord counted."""
    import atheris

    with atheris.instrument_imports(include=["onrecord"]):
        from fuzz.guard import Guard
        from fuzz.targets import TARGETS

    target = TARGETS[name]
    folder = WORK / name
    corpora = [str(folder / "corpus"), str(KEPT / name)]
    words = folder / "words.txt"
    words.write_text("".join(f'"{escaped(word)}"\n' for word in target.words), encoding="ascii")
    options = [
        f"-max_len={LONGEST}",
        f"-dict={words}",
        f"-artifact_prefix={folder}/",
        "-rss_limit_mb=3000",
        # Of the clock, which runs on while others have the processor; the guard counts our own time.
        f"-timeout={STUCK}",
        f"-report_slow_units={STUCK}",
    ]
    atheris.Setup([sys.argv[0], *options, *corpora], Guard(target, folder / "findings", folder / "log.txt", seconds))
    atheris.Fuzz()


def escaped(word: str) -> str:
    r"""Write a word as libFuzzer's dictionaries have it.

    >>> escaped('“a"')
    '\\xe2\\x80\\x9ca\\x22'
    """
    return "".join(chr(byte) if bytes([byte]).isalnum() else f"\\x{byte:02x}" for byte in word.encode())


def run_again(name: str, paths: tuple[Path, ...]) -> None:
    """Run files through a target as it is in use, and print a JSON line for each."""
    from fuzz.guard import HANG, SECONDS, SIZE, Hang, run_within
    from fuzz.targets import TARGETS

    target = TARGETS[name]
    target.run(b"Ana Ruiz said it leaks.")  # so that no file pays for what is imported
    for path in paths:
        data = path.read_bytes()
        began = time.process_time()
        fault = None
        try:
            run_within(target, data, HANG)
        except (Exception, Hang) as error:  # noqa: BLE001 - whatever it is, it is what is looked for
            fault = f"{type(error).__name__}: {error}"
        took = time.process_time() - began
        slow = took > SECONDS * max(1, len(data) / SIZE)
        row = {"file": str(path), "bytes": len(data), "seconds": round(took, 3), "slow": slow, "fault": fault}
        click.echo(json.dumps(row, ensure_ascii=False))


def keep_smallest(name: str) -> None:
    """Put the inputs that reach steps which no smaller one does under ``tests``, beside the seeds."""
    from fuzz.targets import TARGETS

    kept = KEPT / name
    seeds = sorted(kept.glob("seed-*"))
    found = {path.name: path for folder in (WORK / name / "corpus", kept) for path in folder.glob("*")}
    inputs = sorted(found.values(), key=lambda path: (path not in seeds, path.stat().st_size, path.name))
    reached: set[tuple[CodeType, int, int]] = set()
    chosen: list[Path] = []
    for path in inputs:
        steps = steps_of(TARGETS[name].run, path.read_bytes())
        if not steps <= reached and len(chosen) < FILES + len(seeds):
            chosen.append(path)
        reached |= steps
    for path in chosen:
        if path.parent != kept:
            shutil.copyfile(path, kept / path.name)
    for path in set(kept.iterdir()) - {kept / path.name for path in chosen} - set(seeds):
        path.unlink()
    click.echo(f"{name}: {len(list(kept.iterdir()))} files of {len(inputs)}")


def steps_of(run: Callable[[bytes], None], data: bytes) -> set[tuple[CodeType, int, int]]:
    """Give the steps from a line to the next that an input takes in onrecord."""
    steps: set[tuple[CodeType, int, int]] = set()

    def enter(frame: FrameType, _event: str, _of: object) -> Tracer | None:
        if f"{os.sep}onrecord{os.sep}" not in frame.f_code.co_filename:
            return None
        before = -1

        def follow(frame: FrameType, _event: str, _of: object) -> Tracer:
            nonlocal before
            steps.add((frame.f_code, before, frame.f_lineno))
            before = frame.f_lineno
            return follow

        return follow

    sys.settrace(enter)
    try:
        run(data)
    except Exception:  # noqa: BLE001 - what it does wrong was written down when it was found
        return steps
    finally:
        sys.settrace(None)
    return steps


if __name__ == "__main__":
    main()
