"""The error where Hypothesis is not installed."""

from chrono.errors import ChronoError


class NoHypothesis(ChronoError):
    """The strategies and laws are asked for, and Hypothesis, which draws for them, is missing."""

    def __init__(self) -> None:
        super().__init__(
            "chrono.testing draws with Hypothesis, which is not installed; "
            "write pip install 'chrono-engine[testing]'"
        )
