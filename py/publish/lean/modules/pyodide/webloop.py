"""In place of Pyodide's event loop: there is none."""


def _initialize_event_loop() -> None:
    """Nothing to do."""
