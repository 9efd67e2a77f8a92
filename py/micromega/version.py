"""The version of the engine and of the answers it gives."""

__version__ = "0.1.0"
