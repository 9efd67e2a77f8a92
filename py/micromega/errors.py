"""The two ways a request can be wrong: its input, or our data."""


class InputError(ValueError):
    """Bad input names its field, so that the page can show the message beside it.

    >>> str(InputError("budget", "must be a number of US dollars or a band"))
    'budget: must be a number of US dollars or a band'
    """

    def __init__(self, field: str, message: str) -> None:
        super().__init__(f"{field}: {message}")
        self.field = field
        self.message = message
