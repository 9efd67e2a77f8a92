"""What the pages may load, run and tell others: a policy in every page, and headers for hosts that send them.

Instant navigation keeps the first page's policy in force while it shows the next one, so every page carries the same
policy, with the hashes of the inline scripts of all pages.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Mapping
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

HEADERS = "_headers"
CHARSET = re.compile(r"<meta charset=\"?utf-8\"?>\n?", re.IGNORECASE)
MARK = "Content-Security-Policy"
TAGS = re.compile(rf'\s*<meta http-equiv="{MARK}"[^>]*>\s*<meta name="referrer"[^>]*>')
RUN_AS_SCRIPT = {"", "module", "text/javascript", "application/javascript"}

# Folders whose pages are made to be shown inside other sites. No other page may be.
FRAMED = frozenset({"embed"})

# The browser's own fetches ahead of time fall back to default-src, so that one is not 'none'.
DIRECTIVES: dict[str, tuple[str, ...]] = {
    "default-src": ("'self'",),
    "script-src": ("'self'", "'wasm-unsafe-eval'"),
    "style-src": ("'self'",),
    "img-src": ("'self'", "data:"),
    "font-src": ("'self'",),
    "connect-src": ("'self'",),
    "worker-src": ("'self'",),
    "manifest-src": ("'none'",),
    "frame-src": ("'none'",),
    "media-src": ("'none'",),
    "object-src": ("'none'",),
    "base-uri": ("'none'",),
    "form-action": ("'none'",),
}

# The same in words is on the page "Privacy and security" (docs/teams/privacy.md).
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": ", ".join(
        f"{name}=()"
        for name in ("camera", "display-capture", "geolocation", "microphone", "midi", "payment", "serial", "usb")
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
}

# Folders of files whose name changes with their content; everything else is asked for anew.
FOR_EVER = "public, max-age=31536000, immutable"
HASHED = ("assets/css/*", "assets/js/*", "assets/runtime/*", "assets/javascripts/*", "assets/stylesheets/*")


def protect(site: Path) -> None:
    """Write the policy into every page of a finished site, and the headers beside them; again does no harm."""
    pages = {page: TAGS.sub("", page.read_text(encoding="utf-8")) for page in sorted(site.rglob("*.html"))}
    policy = policy_for(pages.values())
    for page, html in pages.items():
        page.write_text(with_policy(html, policy), encoding="utf-8")
    folders = sorted({page.relative_to(site).parts[0] for page in pages if page.parent != site})
    (site / HEADERS).write_text(headers(policy, folders), encoding="utf-8")


def policy_for(pages: Iterable[str]) -> str:
    """The policy under which these pages run: no inline script but their own, and nothing from any other host.

    >>> policy_for(["<script>go()</script>"])[20:77]
    "script-src 'self' 'wasm-unsafe-eval' 'sha256-5KYv+PUboo5h"
    """
    hashes = sorted({f"'sha256-{_digest(script)}'" for page in pages for script in inline_scripts(page)})
    sources = {**DIRECTIVES, "script-src": (*DIRECTIVES["script-src"], *hashes)}
    return "; ".join(f"{name} {' '.join(values)}" for name, values in sources.items())


def inline_scripts(html: str) -> list[str]:
    """The texts that a browser would run as scripts; data in script elements is not among them.

    >>> inline_scripts('<script>a < b</script><script src="x.js"></script><script type="application/json">{}</script>')
    ['a < b']
    """
    reader = _Scripts()
    reader.feed(html)
    reader.close()
    return reader.found


def with_policy(html: str, policy: str) -> str:
    """The page with the policy before anything that it governs.

    Raises:
        RuntimeError: the page does not say its encoding, which has to come first.
    """
    first = CHARSET.search(html)
    if not first:
        message = f"A page without <meta charset>, so there is no place for its policy: {html[:200]}"
        raise RuntimeError(message)
    tags = f'<meta http-equiv="{MARK}" content="{policy}">\n<meta name="referrer" content="no-referrer">\n'
    return f"{html[: first.end()].rstrip()}\n{tags}{html[first.end() :]}"


def headers(policy: str, folders: Iterable[str]) -> str:
    """The file that static hosts read: rules of one path and its headers each.

    Hosts join the headers of all rules that fit, and browsers keep to every policy they are sent. So the rule against
    frames, which a page cannot carry itself, has a policy of its own on each path but the framed ones.
    """
    rules: dict[str, Mapping[str, str]] = {"/*": {MARK: policy, **ALWAYS}}
    alone = {MARK: "frame-ancestors 'self'"}
    rules |= dict.fromkeys(("/", *(f"/{name}/*" for name in folders if name not in FRAMED)), alone)
    rules |= {f"/{path}": {"Cache-Control": FOR_EVER} for path in HASHED}
    return "".join(f"{path}\n{_lines(values)}" for path, values in rules.items())


def sent(rules: str, path: str) -> list[tuple[str, str]]:
    r"""The headers that a host sends with a path, by the rules of its file.

    >>> sent("/*\n  A: 1\n/docs/*\n  B: 2\n", "/docs/x.html")
    [('A', '1'), ('B', '2')]
    >>> sent("/*\n  A: 1\n/docs/*\n  B: 2\n", "/x.html")
    [('A', '1')]
    """
    found: list[tuple[str, str]] = []
    fits = False
    for line in rules.splitlines():
        if line.startswith("/"):
            start, star, _ = line.strip().partition("*")
            fits = path.startswith(start) if star else path == start
        elif fits and ":" in line:
            name, _, value = line.strip().partition(":")
            found.append((name, value.strip()))
    return found


def _lines(values: Mapping[str, str]) -> str:
    return "".join(f"  {name}: {value}\n" for name, value in values.items())


def _digest(script: str) -> str:
    return b64encode(sha256(script.encode()).digest()).decode()


class _Scripts(HTMLParser):
    """Collects what stands inside executable script elements."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.found: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Enter an inline script that the browser would run."""
        given = dict(attrs)
        self._inside = tag == "script" and "src" not in given and (given.get("type") or "").lower() in RUN_AS_SCRIPT
        if self._inside:
            self.found.append("")

    def handle_data(self, data: str) -> None:
        """Keep the text as it is written: the hash is of its very bytes."""
        if self._inside:
            self.found[-1] += data

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 (the base class names it so)
        """Leave it."""
        self._inside = False
