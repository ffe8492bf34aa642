"""The verb that hands on the page, live: serve."""

import socket
from contextlib import closing

import click

from chrono.cli.exit_codes import DONE
from chrono.cli.input import options
from chrono.cli.input.known_kinds import known_kinds
from chrono.cli.input.which_log import log_to_read
from chrono.cli.render.rows import rows_in_csv
from chrono.cli.render.terminal import note, to_json


@options.verb(
    "serve",
    ("chrono serve", "the page in a browser, as the log grows; for this computer alone"),
    ("chrono serve -f desk.db -c my-affair --port 8080", "one chronology, at another port"),
)
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="Where it is reached; 0.0.0.0 lets other computers in.",
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="The port; 0 for any that is free.",
)
@options.which_log
@options.kinds
def serve(*, file: str | None, chronology: str | None, host: str, port: int) -> int:
    """Serve the page of a log to browsers, until Ctrl-C; readers are told when the log has grown.

    /at/WHEN is the page at a moment, /why/KEY all that is said of a key; /at/WHEN.json,
    /at/WHEN.csv and /why/KEY.json answer programs. Nothing is ever written.
    """
    try:
        from chrono.web import server, site  # noqa: PLC0415  an extra, and dear
        from chrono.web.served import Served  # noqa: PLC0415
    except ModuleNotFoundError as error:
        reason = f"serve needs {error.name}, which is not installed"
        raise click.UsageError(f"{reason}; do so with: pip install 'chrono-engine[web]'") from error
    with closing(Served(log_to_read(file), chronology)) as served:
        named = " and ".join(served.names())
    forms = site.Forms(json=to_json, csv=rows_in_csv)
    names = {host.lower(), socket.gethostname().lower()}
    with closing(server.listening(host, port)) as at:
        note(f"{named}, to read at {server.address(at)} until Ctrl-C")
        if not server.is_local(at):
            note(
                f"--host {host}: whoever reaches this computer can read it; there is no password, "
                "and nothing is encrypted"
            )
        server.serve(site.Site(served, known_kinds(), forms, names).app, at)
    return DONE
