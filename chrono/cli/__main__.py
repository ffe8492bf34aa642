"""The way in: a signal is answered even while the command itself is still being imported."""

import gc
import sys

from chrono import leaving

_OBJECTS = 200_000
"""How many more objects there are until garbage is looked for: a short command never does that."""


def main() -> None:
    """Run the command and leave with its exit code; 130 when interrupted, 143 when terminated."""
    leaving.answer_signals()
    gc.set_threshold(_OBJECTS)
    from chrono.cli.main import main as command  # noqa: PLC0415  dear, and may be interrupted

    try:
        command()
    finally:
        leaving.ignore_signals()  # the answer is given; what the interpreter does yet is quick


if __name__ == "__main__":
    if not sys.flags.safe_path:
        del sys.path[0]  # where python -m puts the current folder, which may come from anybody
    main()
