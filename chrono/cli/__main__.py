"""The way in: an interrupt is answered even while the command itself is still being imported."""

import os
import signal
import sys

_MOMENT = 0.001
"""Seconds in which a destructor is done."""

_SAID = b"\nerror: interrupted; nothing was left half-written\n"


def main() -> None:
    """Run the command and leave with its exit code; 130 when interrupted, 143 when terminated."""
    # Whoever starts us in the background may have us ignore an interrupt; that stays so.
    ours = [
        number
        for number, usual in (
            (signal.SIGINT, signal.default_int_handler),
            (signal.SIGTERM, signal.SIG_DFL),
        )
        if signal.getsignal(number) is usual
    ]
    stopped: list[int] = []

    def stop(number: int, _: object) -> None:
        stopped.append(number)
        raise KeyboardInterrupt if number == signal.SIGINT else SystemExit(128 + number)

    for number in ours:
        signal.signal(number, _leave)
    from chrono.cli.main import main as command  # noqa: PLC0415  dear, and may be interrupted

    def swallowed(unraisable: "sys.UnraisableHookArgs", /) -> None:
        """Stop again in a moment: what was raised while an object was destroyed has got lost."""
        if not stopped:
            sys.__unraisablehook__(unraisable)
            return
        from threading import Timer  # noqa: PLC0415  hardly ever needed

        Timer(_MOMENT, os.kill, (os.getpid(), stopped[0])).start()

    sys.unraisablehook = swallowed
    for number in ours:
        signal.signal(number, stop)
    try:
        command()
    except (Exception, KeyboardInterrupt):
        if not stopped:
            raise
        _leave(stopped[0])  # while a class is made, Python makes another error of an interrupt
    finally:
        for number in ours:  # the answer is given; what the interpreter does at its end is quick
            signal.signal(number, signal.SIG_IGN)


def _leave(number: int, _: object = None) -> None:
    """Say that we were interrupted, and be gone: nothing is open yet, or all is closed again."""
    try:
        if number == signal.SIGINT and sys.stderr is not None:
            os.write(2, _SAID)
    finally:
        os._exit(128 + number)


if __name__ == "__main__":
    main()
