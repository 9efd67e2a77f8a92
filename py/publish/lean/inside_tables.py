"""Reads every table of letters and encodings that Python has. Runs in the lean runtime with instrumented memory."""

import importlib
import itertools
import unicodedata

CODECS = {
    "cn": "gb2312 gbk gb18030 hz",
    "hk": "big5hkscs",
    "iso2022": "iso2022_kr iso2022_jp iso2022_jp_1 iso2022_jp_2 iso2022_jp_2004 iso2022_jp_3 iso2022_jp_ext",
    "jp": "shift_jis cp932 euc_jp shift_jis_2004 euc_jis_2004 euc_jisx0213",
    "kr": "euc_kr cp949 johab",
    "tw": "big5 cp950",
}
# How the seven-bit codecs change from one set of letters to the next.
SHIFTS = [b"\x1b" + rest for rest in b"$B $@ (J (I $(D $(O $(P $(Q $A $(C $)C\x0e".split()]
SHIFTS.append(b"~{")
LETTERS = [chr(number) for number in itertools.chain(range(0xD800), range(0xE000, 0x30000))]
PARTS = ["".join(LETTERS[at : at + 4096]) for at in range(0, len(LETTERS), 4096)]
# Two letters that some codecs write as one: any of the first, then any of the second.
BASES = "かきくけこカキクケコセツトㇷæɔʌəɚ˩˥Êê"
MARKS = "\u0300\u0301\u0304\u030c\u309a\u02e5\u02e9"
PAIRS = [bytes(pair) for pair in itertools.product(range(256), repeat=2)]
TRIPLES = b"".join(b"\x8f" + bytes(pair) for pair in itertools.product(range(0xA1, 0xFF), repeat=2))
FOURS = b"".join(map(bytes, itertools.product(range(0x81, 0xFF), range(0x30, 0x3A), range(0x81, 0xFF), (0x30, 0x39))))
ROWS = [b"".join(bytes((row, cell)) for cell in range(0x21, 0x7F)) for row in range(0x21, 0x7F)]
# Every letter that has a name, and some of those that have none.
ASKED = [
    *LETTERS,
    *map(chr, range(0x30000, 0x110000, 4099)),
    *map(chr, range(0x30000, 0x34000)),
    *map(chr, range(0xE0000, 0xE0200)),
]
KNOWN = [getattr(str, name) for name in dir(str) if name.startswith("is")]
KNOWN += [str.upper, str.lower, str.title, str.casefold, str.swapcase, str.capitalize, str.split, repr]


def code(name: str, codec: object) -> None:
    """Write all that can be written with a codec, and read all that can be read."""
    for text in [*PARTS, *(base + mark for base in BASES for mark in MARKS)]:
        codec.encode(text, "ignore")  # type: ignore[attr-defined]
    found = [*PAIRS, TRIPLES]
    if name == "gb18030":
        found.append(FOURS)
    if name.startswith("iso2022") or name == "hz":
        found += [shift + row for shift in SHIFTS for row in ROWS]
    for each in found:
        codec.decode(each, "ignore")  # type: ignore[attr-defined]


def ask(letter: str) -> None:
    """What texts know of a letter themselves: part of the interpreter."""
    for question in KNOWN:
        question(letter)
    for kind in (int, float):
        try:
            kind(letter)
        except ValueError:
            continue


def look_up(letter: str) -> None:
    """What the database of letters knows, today's and the old one."""
    for base in (unicodedata, unicodedata.ucd_3_2_0):
        for find in (base.category, base.bidirectional, base.combining, base.east_asian_width, base.mirrored):
            find(letter)
        for number in (base.decimal, base.digit, base.numeric):
            number(letter, None)
        base.decomposition(letter)
        if name := base.name(letter, ""):
            base.lookup(name)
        for form in ("NFC", "NFD", "NFKC", "NFKD"):
            base.normalize(form, letter + "\u0301")
            base.normalize(form, "e" + letter)
            base.is_normalized(form, letter)


for place, names in CODECS.items():
    module = importlib.import_module(f"_codecs_{place}")
    for each in names.split():
        code(each, module.getcodec(each))
for one in ASKED:
    ask(one)
    look_up(one)
"done"
