"""Notes by title, in memory."""


class Notes:
    """Keeps notes; a title is kept once."""

    def __init__(self):
        self._texts = {}

    def write(self, title, text):
        """Keeps a note in place of an earlier one of the same title."""
        self._texts[title] = text

    def read(self, title):
        """Returns a note, or None."""
        return self._texts.get(title)

    def titles(self):
        """Returns all titles in order."""
        return sorted(self._texts)
