"""The way in: a signal is answered even while the command itself is still being imported."""

import gc
import sys

from chrono import leaving


def main() -> None:
    """Run the command and leave with its exit code; 130 when interrupted, 143 when terminated."""
    leaving.answer_signals()
    # A process as short as this pays more for looking for garbage than for keeping it.
    gc.disable()
    from chrono.cli.main import main as command  # noqa: PLC0415  dear, and may be interrupted

    try:
        command()
    finally:
        leaving.ignore_signals()  # the answer is given; what the interpreter does yet is quick


if __name__ == "__main__":
    if not sys.flags.safe_path:
        del sys.path[0]  # where python -m puts the current folder, which may come from anybody
    main()
