"""In place of Pyodide's event loop: there is none."""

# A snapshot of the memory counts what was taken from JavaScript, in this order.
from pyodide_js._api import scheduleCallback  # noqa: F401


def _initialize_event_loop() -> None:
    """Nothing to do."""
