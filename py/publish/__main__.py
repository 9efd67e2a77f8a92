"""The build's commands: `python -m publish COMMAND`."""

import argparse
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; a failure is one sentence and exit code 1."""
    parser = argparse.ArgumentParser(prog="python -m publish", description="Build, serve and check the site.")
    commands = parser.add_subparsers(dest="command", required=True)
    for name, add, action in COMMANDS:
        command = commands.add_parser(name, help=(action.__doc__ or "").splitlines()[0])
        add(command)
        command.set_defaults(action=action)
    chosen = parser.parse_args(arguments)
    try:
        chosen.action(chosen)
    except (RuntimeError, OSError, subprocess.CalledProcessError) as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


def build(chosen: argparse.Namespace) -> None:
    """Build the site, strictly, with everything the browser runs."""
    from publish import assemble

    print(f"The site is in {assemble.build(chosen.to.resolve(), chosen.url)}")


def serve(chosen: argparse.Namespace) -> None:
    """Build the site and serve it on this machine."""
    from publish import watch

    watch.serve(chosen.port, chosen.compress, watch=chosen.watch)


def build_anew(chosen: argparse.Namespace) -> None:
    """Build the last commit elsewhere, from nothing, and compare it with a built site."""
    from publish import anew

    found = anew.differing(chosen.site)
    if found:
        raise RuntimeError("Two builds of one commit differ:\n" + "\n".join(found))
    print("Two builds of one commit are the same, byte for byte.")


def finish(chosen: argparse.Namespace) -> None:
    """Add what the browser runs to pages that are already written."""
    from publish import assemble

    assemble.finish(chosen.site)


def pack(chosen: argparse.Namespace) -> None:
    """Write .br and .gz files beside those of a finished site, for hosts that send them."""
    from publish import packing

    print(f"{len(packing.pack(chosen.site))} packed files are written.")


def check_anchors(chosen: argparse.Namespace) -> None:
    """Check that every published address still leads somewhere; --add registers the new ones."""
    from publish import anchors

    found = anchors.present(chosen.site)
    if chosen.add:
        print(f"{len(anchors.register(found))} new addresses are registered.")
    lost = anchors.lost(found, anchors.registered(), anchors.addresses())
    if lost:
        raise RuntimeError("Published addresses that lead nowhere:\n" + "\n".join(lost))


def run_npm(chosen: argparse.Namespace) -> None:
    """Run npm with the Node of the Python environment."""
    from publish import node

    node.npm(*chosen.rest)


def run_node(chosen: argparse.Namespace) -> None:
    """Run a script with the Node of the Python environment."""
    from publish import node

    node.run(*chosen.rest)


def list_stale(_: argparse.Namespace) -> None:
    """List the records and pages that nobody has looked at for a year."""
    from publish import stale

    old = stale.stale(stale.day_of_build())
    if old:
        raise RuntimeError("\n".join(old))
    print("Every record and page was looked at within a year.")


def provide_browser(_: argparse.Namespace) -> None:
    """Find or install the browser that the tests use."""
    from publish import browser

    print(browser.provide())


def provide_splitter(_: argparse.Namespace) -> None:
    """Install the tool that cuts Python in two parts, where that is possible."""
    from publish.lean import splitting

    print(splitting.provide())


def record_calls(_: argparse.Namespace) -> None:
    """Write down anew which of Pyodide's functions the engine calls."""
    from publish import runtime
    from publish.lean import splitting, tables

    parts = runtime.prepare(("data", "bytecode", "lean", "prune"))
    if parts.lean and parts.whole:
        splitting.record(parts.lean, parts.wheel, parts.whole)
    print(f"Written: {splitting.RECORD} and {tables.RECORD}")


def bench(chosen: argparse.Namespace) -> None:
    """Measure the wait for the first answer against stock Pyodide and others."""
    from publish import bench as benchmark

    load = os.getloadavg()[0]
    conditions = chosen.conditions.split(",") if chosen.conditions else benchmark.CONDITIONS
    measured = benchmark.run(chosen.rounds, conditions, peers=chosen.peers, starts=chosen.starts.split(";"))
    print(measured)
    if chosen.write:
        benchmark.write(measured, load)


def lighthouse(chosen: argparse.Namespace) -> None:
    """Let Lighthouse look at the main pages and hold them to their budgets."""
    from publish import lighthouse as looks

    print(looks.run(chosen.rounds, chosen.pages or looks.PAGES))


def _for_lighthouse(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--rounds", type=int, default=3, help="openings of each page in each form (default: 3)")
    parser.add_argument("pages", nargs="*", help="paths below the site's root (default: the main pages)")


def walk_webkit(_: argparse.Namespace) -> None:
    """Walk the main paths once through WebKitGTK."""
    from publish import webkit

    print(webkit.run())


def _for_bench(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--rounds", type=int, default=7, help="openings of each variant (default: 7)")
    parser.add_argument("--conditions", default="", help="some of the columns, separated by commas (default: all)")
    parser.add_argument("--starts", default="", help="some of the rows, separated by semicolons (default: all)")
    parser.add_argument("--peers", action="store_true", help="also PyScript and MicroPython")
    parser.add_argument("--write", action="store_true", help="put the table into the page for developers")


def _for_build(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--to", type=Path, default=Path("site"), help="the folder (default: site)")
    parser.add_argument("--url", help="where it will be served (default: $SITE_URL, else as `serve` does)")


def _for_serve(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=8000, help="0 takes a free one (default: 8000)")
    parser.add_argument("--watch", action="store_true", help="build again when a source changes")
    parser.add_argument("--compress", type=int, nargs="?", const=11, default=0, help="brotli quality (alone: 11)")


def _for_finish(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("site", type=Path, help="the folder with the pages")


def _for_anchors(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--add", action="store_true", help="add the new addresses of this site to the registry")
    _for_anew(parser)


def _for_anew(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("site", type=Path, nargs="?", default=Path("site"), help="a built site (default: site)")


def _for_tool(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("rest", nargs=argparse.REMAINDER, help="passed on as it is")


def _for_nothing(_: argparse.ArgumentParser) -> None:
    """No options."""


COMMANDS: tuple[tuple[str, Callable[[argparse.ArgumentParser], None], Callable[[argparse.Namespace], None]], ...] = (
    ("build", _for_build, build),
    ("serve", _for_serve, serve),
    ("anew", _for_anew, build_anew),
    ("finish", _for_finish, finish),
    ("pack", _for_finish, pack),
    ("anchors", _for_anchors, check_anchors),
    ("stale", _for_nothing, list_stale),
    ("npm", _for_tool, run_npm),
    ("node", _for_tool, run_node),
    ("browser", _for_nothing, provide_browser),
    ("splitter", _for_nothing, provide_splitter),
    ("calls", _for_nothing, record_calls),
    ("bench", _for_bench, bench),
    ("webkit", _for_nothing, walk_webkit),
    ("lighthouse", _for_lighthouse, lighthouse),
)

if __name__ == "__main__":
    sys.exit(main())
