"""What a cell can be wrong in, told once, with the field that it holds."""

from chrono.errors import ChronoError


class WrongCell(ChronoError):
    """A cell cannot be a part of a date; `field` says which, the sentence why."""

    def __init__(self, field: str, reason: str) -> None:
        self.field = field
        super().__init__(reason)
