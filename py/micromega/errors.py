"""The two ways a request can be wrong: its input, or our data."""

LONGEST = 500
"""Characters of a message. One that quotes what was given does not quote a whole book."""


class InputError(ValueError):
    """Bad input names its field, so that the page can show the message beside it.

    >>> str(InputError("budget", "must be a number of US dollars or a band"))
    'budget: must be a number of US dollars or a band'
    """

    def __init__(self, field: str, message: str) -> None:
        super().__init__(f"{field}: {message}")
        self.field = _short(field)
        self.message = _short(message)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]} …"
