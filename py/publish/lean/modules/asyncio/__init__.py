"""In place of asyncio: the page asks Python and waits, so nothing here is ever awaited."""


def get_event_loop() -> object:
    """There is none."""
    raise RuntimeError("This Python has no event loop.")


def __getattr__(name: str) -> object:
    raise AttributeError(f"This Python has no asyncio.{name}.")
