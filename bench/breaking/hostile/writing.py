"""Plain text, Markdown and reports that nobody honest sends: signs that hide, marks that never close, endless lines."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from bench.breaking.hostile.file import Hostile

ARTICLE = "Article 1\n1. Each Party shall act.\n(a) so; and\n(b) thus.\n"
_HIDING = "\u202e\u202d\u2066\u2069\u200b\u200d\u2060\ufeff\u00ad\u115f\u3164\U000e0041\x07\x1b\x85\u2028"


def files(random: Random) -> Iterator[Hostile]:
    """Yields every hostile text there is here, but for the large ones."""
    for name, data in _plain(random):
        yield Hostile(f"{name}.txt", data)
    for name, text in _outlined(random):
        yield Hostile(f"{name}.txt", text.encode())
    for name, text in _bracketed(random):
        yield Hostile(f"{name}.txt", text.encode())
        yield Hostile(f"{name}.md", f"{text}\n\n{{++x++}}".encode())
    for name, text in _marked_down(random):
        yield Hostile(f"{name}.md", text.encode("utf-8", "surrogatepass"))
    for name, text in _reported(random):
        yield Hostile(f"{name}.txt", text.encode("utf-8", "surrogatepass"), "report")


def large(random: Random) -> Iterator[Hostile]:
    """Yields those that are large, by right or not."""
    yield Hostile("a-line-of-49-MB.txt", b"word " * 9_800_000, big=True)
    yield Hostile("a-line-of-100-MB.txt", b"x" * 100_000_000)
    yield Hostile("ten-million-lines.txt", b"x\n" * 10_000_000, big=True)
    yield Hostile(
        "three-hundred-thousand-articles.txt", b"".join(b"Article %d\nx\n" % n for n in range(300_000)), big=True
    )
    yield Hostile("brackets-by-the-million.txt", b"[" * 500_000 + b"]" * 500_000, big=True)
    yield Hostile("markdown-of-9-MB.md", b"{++x++} **y** [z](/a) " * 400_000, big=True)
    yield Hostile("a-report-of-900-kB.txt", "“No,” said he. ".encode() * 50_000, "report", big=True)
    yield Hostile("a-report-of-2-MB.txt", b"He said so. " * 170_000, "report")


def _plain(random: Random) -> Iterator[tuple[str, bytes]]:
    for sign in _HIDING:
        yield f"hides-U+{ord(sign):04X}", f"1. Pay {sign}000 1{sign} euros.{sign}\n".encode()
    yield "hides-much", "".join(random.choice(_HIDING + "ab \n") for _ in range(50_000)).encode()
    yield "look-alikes", "1. The Pаrties shаll nоt аct.\n".encode() * 500
    yield "marks-on-a-letter", ("1. e" + "\u0301" * 100_000).encode()
    for end in ("\r", "\n\r", "\r\n\r", "\x0b", "\x0c", "\u2028", "\x1c"):
        yield f"ends-{end.encode().hex()}", ARTICLE.replace("\n", end).encode() * 50
    text = ARTICLE.encode()
    yield "nul-first", b"\0" + text
    yield "nul-late", text * 99 + b"\0"
    yield "blanks", b" \t\r\n\0" * 9_999
    yield "mixed", text + "é".encode("latin-1") + "é".encode() + "é".encode("utf-16")
    yield "broken-utf-8", "é".encode() * 99 + b"\xe9\xff" + text
    yield "surrogates", text + b"\xed\xa0\x80\xed\xb0\x80"
    yield "overlong", text + b"\xc0\xaf\xe0\x80\xaf"
    for name in ("utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-32-be", "utf-7", "cp037"):
        yield f"in-{name}", ARTICLE.encode(name)
        yield f"cut-{name}", ARTICLE.encode(name)[:-1]
    yield "two-marks", b"\xef\xbb\xbf\xff\xfe" + text
    yield "mark-alone", b"\xff\xfe\0\0"
    yield "random", random.randbytes(20_000)
    yield "random-letters", bytes(random.choices(range(32, 127), k=200_000))
    yield "a-long-word", b"x" * 1_000_000
    yield "a-line-of-a-megabyte", b"word " * 200_000


def _outlined(random: Random) -> Iterator[tuple[str, str]]:
    for label in ("Article {}", "{}.", "({})", "{0}.{0}.{0}", "- ", "§ {}", "Annex {}", "Chapter {}"):
        yield f"labels-{label.strip()[:3].strip('. (')}", "".join(f"{label.format(n)} x\n" for n in range(3_000))
    yield "letters-and-numerals", "".join(f"({sign}) x\n" for sign in random.choices("hijklvwxyzabc", k=5_000))
    romans = ("".join(random.choices("ivxlcdm", k=random.randrange(1, 40))) for _ in range(2_000))
    yield "numerals", "".join(f"({each}) x\n" for each in romans)
    yield "numbers-without-end", "".join(f"{'9' * n}. x\n" for n in range(1, 2_000, 7))
    yield "digits-of-others", "".join(f"{n}. x\n" for n in "٤५๓３②Ⅳ") * 99
    yield "decimals", "1" + ".1" * 50_000 + " x\n"
    yield "labels-one-after-the-other", "(a)" * 50_000
    yield "headings", "ARTICLE " * 50_000
    yield "dashes", "- " * 100_000
    yield "set-in", "".join(f"{' ' * n}({'abc'[n % 3]}) x\n" for n in range(1_500))
    yield "quotation-marks", "“" * 50_000 + "1. x\n" * 500
    yield "contents", "".join(f"Article {n} {'.' * 200} {n}\n" for n in range(2_000))
    yield "bis", "Article 1 " + "bis " * 50_000
    yield "preamble", "Preamble\n" + "Recalling that,\n" * 5_000
    yield "done-at", "DONE at Velm\n" * 5_000
    yield "blank-lines", "\n" * 200_000
    yield (
        "at-random",
        "".join(random.choices(["Article 1\n", "1. ", "(a) ", "(i) ", "\n", "x ", "- ", "[", "]"], k=30_000)),
    )


def _bracketed(random: Random) -> Iterator[tuple[str, str]]:
    for pair in ("[]", "{}", "()", "[{", "]["):
        yield f"deep-{pair.encode().hex()}", pair[0] * 20_000 + "x" + pair[1] * 20_000
        yield f"crossed-{pair.encode().hex()}", f"{pair[0]}x{pair[1]}{pair[1]}y{pair[0]}" * 5_000
    yield "options", "Option 1: [x] Option 2: [y] Alt " * 3_000
    yield "alternatives", "[shall][should]" * 10_000
    yield "open", "[" * 50_000
    yield "closed", "]" * 50_000
    yield "clauses-crossed", "".join(f"{n}. [x\n{n}]\n" for n in range(3_000))
    yield "brackets-at-random", "".join(random.choices("[]{}()x \n/|", k=50_000))


def _marked_down(random: Random) -> Iterator[tuple[str, str]]:
    for sign in ("*", "_", "**", "*_", "~~", "`", "[", "![", "<", ">", "#", "-", "1. ", "|", "\\", "&", "[^", "![]("):
        for count in (500, 50_000):
            yield f"many-{sign.strip().encode().hex()}-{count}", f"# A\n\n{sign * count} x\n"
        yield f"both-{sign.strip().encode().hex()}", f"# A\n\n{sign * 900}a{sign[::-1] * 900}\n"
        yield f"words-{sign.strip().encode().hex()}", f"# A\n\n{f'{sign}a ' * 20_000}\n"
        yield f"lines-{sign.strip().encode().hex()}", f"# A\n\n{f'{sign} a' + chr(10)}" * 5_000
    yield "emphasis", "*a **b " * 10_000
    yield "emphasis-of-dingus", "a" + "**" * 20_000 + "b"
    yield "link-labels", "[a](<" * 10_000
    yield "links-in-links", "[" * 5_000 + "a" + "](/b)" * 5_000
    yield "definitions", "".join(f"[a{n}]: /x\n" for n in range(20_000)) + "\n" + "[a1] " * 5_000
    yield "definition-quadratic", "[a]: /x\n" + "[a][" * 20_000
    yield "destinations", "[a](" + "(" * 20_000 + ")" * 20_000
    yield "titles", '[a](/b "' * 10_000
    yield "tables", "|a" * 3_000 + "|\n" + "|-" * 3_000 + "|\n" + "|b\n" * 3_000
    yield "fences", "```\n" * 20_000
    yield "fences-growing", "".join(f"{'`' * n}\n" for n in range(3, 600)) * 3
    yield "code-spans", "".join("`" * n + " " for n in range(1, 900))
    yield "front-matter", "---\n" + "title: x\n" * 20_000
    yield "front-matter-that-ends-late", "---\n" + "a\n" * 70 + "---\n"
    yield "comments", "<!-- " * 20_000
    yield "comments-whole", "<!-- x --> {++y++}" * 5_000
    yield "footnotes", "".join(f"[^{n}]: x[^{n}]\n" for n in range(5_000))
    yield "footnotes-never-defined", "[^1]: x\n\n" + "".join(f"[^{n}] " for n in range(9_000))
    yield "tags", "<ins>" * 20_000 + "x" + "</del>" * 20_000
    yield "tag-attributes", "<ins " + " ".join(f"a{n}='x" for n in range(5_000)) + ">"
    yield "entities", "&#x110000;&#xD800;&#0;&nosuch;" * 5_000
    yield "nested-lists", "".join(f"{'  ' * n}- a\n" for n in range(300))
    yield "nested-quotes", "".join(f"{'> ' * n}a\n" for n in range(150))
    yield "setext", "a\n=\n" * 10_000
    yield from _criticised(random)


def _criticised(random: Random) -> Iterator[tuple[str, str]]:
    marks = ["{++", "++}", "{--", "--}", "{~~", "~>", "~~}", "{>>", "<<}", "{==", "==}"]
    for mark in marks:
        yield f"mark-{mark.encode().hex()}", mark * 20_000
        yield f"mark-in-words-{mark.encode().hex()}", f"a {mark} b\n\n" * 3_000 + "{++x++}"
    yield "marks-opened-then-closed", "{++{--{==" * 3_000 + "==}--}++}" * 3_000
    yield "marks-at-random", "".join(random.choices([*marks, "x", " ", "\n", "\n\n- ", "# ", "| "], k=20_000))
    yield "comments-of-comments", "{>>a{>>b<<}" * 9_000
    yield "comments-by-the-thousand", "{>>a<<}" * 30_000
    yield "more-marks-than-signs", "{>>a<<}" * 66_000
    yield "marks-on-lines-of-their-own", "{++\n" * 9_000 + "++}\n" * 9_000
    yield "signs-taken", "".join(map(chr, range(0xF0000, 0xFFFFE))) + "{++x++}"
    yield "signs-all-taken", "".join(map(chr, [*range(0xF0000, 0xFFFFE, 8), *range(0x100000, 0x10FFFE, 8)])) + "{++x++}"


def _reported(random: Random) -> Iterator[tuple[str, str]]:
    yield "quotations-opened", "“" * 20_000 + "he said."
    yield "quotations-in-quotations", "“‘" * 3_000 + "x" + "’”" * 3_000
    yield "a-sentence-without-end", "he said that " * 1_500
    yield "one-word", "x" * 400_000
    yield "capitals", "Orla Velling " * 20_000
    yield "abbreviations", "Mr. Dr. U.N. e.g. " * 9_000
    yield "parentheses", "(" * 20_000 + "he said" + ")" * 20_000
    yield "commas", "said, " * 10_000
    yield "dates", "on Friday, 31 February 2031, by Thursday, within 99999999999999999999 days, " * 500
    yield "day-of-its-own", "date 9999-99-99\nHe said so.\n"
    yield "day-of-another", "date 2031-02-30 x\nHe said so.\n"
    yield "numbers", "the delegation of " + "9" * 50_000 + " said so."
    yield "articles", "rejected Articles " + ", ".join(map(str, range(20_000))) + "."
    yield "claims", "Boria rejected Article 4 and " * 3_000
    yield "denials", "he did not deny that he did not deny " * 5_000
    yield "negotiators", ", ".join(f"delegate {n} of Boria" for n in range(5_000)) + " said so."
    yield "interview", "".join(f"Q: {n}?\nA: No.\n" for n in range(5_000))
    yield "surrogates", "He said “\ud800” so."
    words = ["“", "”", "he", "said", "that", ".", "\n", "Boria", "denied", "on", "Friday", ",", "Article", "4", "who"]
    yield "at-random", " ".join(random.choices(words, k=20_000))
