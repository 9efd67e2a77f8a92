"""Uses much of Python's own code, above all what the engine does not: runs in the lean runtime and in CPython alike."""

import array
import base64
import collections
import dataclasses
import enum
import functools
import itertools
import json
import math
import operator
import random
import re
import statistics
import struct
import textwrap
import unicodedata
import zlib

FAR_EAST = ("shift_jis", "euc_jp", "gb18030", "big5hkscs", "cp949", "iso2022_jp_2")


class Colour(enum.Flag):
    """Two flags."""

    RED = 1
    BLUE = 2


@dataclasses.dataclass(order=True, frozen=True)
class Point:
    """Two numbers."""

    x: int
    y: float = 0.5


def numbers() -> list[object]:
    """Floats, integers and their texts."""
    chance = random.Random(7)  # noqa: S311
    floats = [chance.lognormvariate(0, 9) * (-1) ** n for n in range(60)]
    return [
        [repr(value) for value in floats],
        [f"{value:.3e} {value:+,.2f} {value:g} {value:%}" for value in floats],
        [value.hex() for value in floats],
        [float(text) for text in ("1e-310", "inf", "-0.0", "1.7976931348623157e308")],
        [str(3**n) for n in (5, 50, 500)],
        [(10**n) // 7 % 97 for n in (3, 30, 300)],
        [round(2.675, 2), round(-0.5), math.fsum([0.1] * 10), math.isqrt(10**40), math.comb(60, 30)],
        [pow(3, -1, 97), divmod(-7, 3), (-7) ** 3, 7 << 70, int("zz", 36), int.from_bytes(b"abc", "big")],
        [statistics.fmean(floats), statistics.quantiles(floats, n=5), statistics.NormalDist(1, 2).inv_cdf(0.9)],
    ]


def old_style() -> list[str]:
    """The older operator for texts has code of its own."""
    patterns = {"%05d": 42, "%-6s|": "ab", "%x": 255, "%.3g": 1 / 3, "%r": "é"}
    return [pattern % value for pattern, value in patterns.items()]


def texts() -> list[object]:
    """Most kinds of text."""
    words = ["Straße", "ŉ", "ǅ", "ﬁ", "İstanbul", "Ελλάς", "naïve", "日本語", "\U0001f600", "a\u0301"]
    return [
        [
            (word.upper(), word.lower(), word.title(), word.casefold(), word.swapcase(), word.isalpha())
            for word in words
        ],
        [[unicodedata.normalize(form, word) for form in ("NFC", "NFD", "NFKC", "NFKD")] for word in words],
        [[word.encode(code, "replace").hex() for code in ("utf-8", "utf-16", "latin-1", "ascii")] for word in words],
        [b"\xff\xfeabc\x80".decode("utf-8", how) for how in ("replace", "ignore", "backslashreplace")],
        ["{:>10}|{!r:^14}|{:*<8}".format(*words[:3]), *old_style(), textwrap.fill("ab " * 60, 30)],
        [re.sub(r"(\w)(\w)", r"\2\1", word) for word in words],
        re.findall(r"(?i)(?<=a)b+?|\d{2,3}(?=x)|[^\W\d_]{4}", "abbb 123x Äpfel abcd"),
    ]


def rare_texts() -> list[object]:
    """What is in tables that come last."""
    return [
        [unicodedata.name(letter, "?") for letter in "ŉǅ日가\U0001f600"],
        ["日本語カキ가中ﾗ".encode(code, "replace").hex() for code in FAR_EAST],
        [b"\x82\xa0\xb0\xa1\xa4\xe8".decode(code, "replace") for code in FAR_EAST],
    ]


def containers() -> list[object]:
    """Sorting, counting, packing."""
    items = [(n * 7919 % 101, chr(97 + n % 26)) for n in range(200)]
    return [
        sorted(items, key=operator.itemgetter(1, 0))[:9],
        collections.Counter(letter for _, letter in items).most_common(3),
        list(itertools.accumulate(range(9), operator.mul, initial=1)),
        [list(group) for _, group in itertools.groupby("aabbbc")],
        functools.reduce(operator.xor, range(99)),
        sorted(map(repr, (Point(2), Point(1, 3.0), Point(1)))),
        [str(Colour.RED | Colour.BLUE), Colour(3).value],
        struct.pack("<hIdq", -2, 7, math.pi, -(2**60)).hex(),
        array.array("d", [1.5, -2]).tobytes().hex(),
        base64.b85encode(zlib.compress(b"micro or mega " * 50, 9)).decode(),
        json.loads('{"a": [1, 2.5e-3, "\\u00e9\\ud83d\\ude00", null, true]}'),
        json.dumps({"é": [1e22, -0.0, 1 / 3]}, ensure_ascii=False, sort_keys=True),
    ]


def errors() -> list[str]:
    """What Python says when something is wrong."""
    found = []
    for code in ("1/0", "[][3]", "{}['a']", "int('x')", "'a'+1", "abs()", "f(", "None.x", "[*1]", "'\\ud800'.encode()"):
        try:
            eval(code, {"__builtins__": {"abs": abs, "int": int}})  # noqa: S307
        except Exception as problem:  # noqa: BLE001
            found.append(f"{type(problem).__name__}: {problem}")
    return found


def everything() -> str:
    """All of it, as one text; without what is rare where somebody watches what is called."""
    rare = [] if "job_text" in globals() and "common" in json.loads(globals()["job_text"]) else rare_texts()
    return json.dumps([numbers(), texts(), rare, containers(), errors()], default=str)


everything()
