"""The names that were ever in use in a chronology, as its index files them."""

import attrs

from chrono.log import index_statements
from chrono.log.connection import translated
from chrono.log.index.reading import Index


@attrs.frozen
class FiledNames:
    """The publishers, and the texts in the values of claims; see `chrono.values.names`.

    Attributes:
        index: The index of the chronology.
    """

    index: Index

    def filed_from(self, text: str) -> str | None:
        """Return the first that names are filed under that is not before a text; None for none."""
        rows = self._asked(index_statements.FILED_FROM, text)
        return rows[0] if rows else None

    def filed_under(self, text: str) -> list[str]:
        """Return the names that are filed under a text."""
        return self._asked(index_statements.FILED_UNDER, text)

    def _asked(self, statement: str, text: str) -> list[str]:
        asked = (self.index.first, text.encode(errors="replace").decode())
        with translated(self.index.path):
            return [name for (name,) in self.index.connection.execute(statement, asked)]
