"""The MkDocs hook: a plain `mkdocs build` gives the same site as `make build`."""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from publish import assemble


def on_post_build(config: MkDocsConfig) -> None:
    """When the pages are written, add what the browser runs."""
    assemble.finish(Path(config.site_dir))
