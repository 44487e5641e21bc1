"""Run the page: one process on this machine, until it is ended."""

import logging
from collections.abc import Callable, Sequence
from ipaddress import ip_address
from pathlib import Path

import uvicorn

from onrecord.errors import UsageError
from onrecord.views.web.app import HOSTS, make_app

PATIENCE = 3  # seconds that requests under way have at the end


def serve(
    path: str,
    host: str,
    port: int,
    *,
    edit: bool,
    names: Sequence[str] = (),
    ready: Callable[[str], None] = lambda address: None,
) -> None:
    """Serve a record until Ctrl-C; ``names`` are further names under which the page may be asked for.

    Raises:
        UsageError: the port is taken, or an editor's page would be open to other machines.
    """
    if edit and not _is_of_this_machine(host):
        raise UsageError(
            f"{host}: with --edit the page is for this machine alone, for there is no log-in; leave --host away"
        )
    for name in names:
        if "*" in name:
            raise UsageError(f"{name}: name each host by which the page may be asked for; there are no patterns")
    shown = f"[{host}]" if ":" in host else host
    app = make_app(Path(path), edit=edit, hosts=(*HOSTS, host, shown, *names))
    # h11 has a limit for what a request may say before its body; httptools, which is taken if it is there, has none.
    config = uvicorn.Config(
        app, host=host, port=port, http="h11", log_level=logging.WARNING, access_log=False, server_header=False,
        timeout_graceful_shutdown=PATIENCE, h11_max_incomplete_event_size=65_536,
    )  # fmt: skip
    try:
        with config.bind_socket() as socket:
            socket.listen(config.backlog)  # so that whoever is told the address is never turned away
            ready(f"http://{shown}:{socket.getsockname()[1]}/")
            uvicorn.Server(config).run([socket])
    except KeyboardInterrupt:
        return
    except SystemExit as error:  # so uvicorn says that a port is taken
        raise UsageError(
            f"port {port} can't be listened on; name another with --port, or 0 for any that is free"
        ) from error


def _is_of_this_machine(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
