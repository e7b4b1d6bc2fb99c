"""Files of acts that nobody honest sends: YAML that grows, dates, claims and places that lead nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from bench.breaking.hostile.file import Hostile

ADMIT = "- admit: aldania\n  name: Federation of Aldania\n"


def files(random: Random) -> Iterator[Hostile]:
    """Yields every hostile file of acts there is here."""
    for name, text in (*_grown(random), *_filled(random)):
        data = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
        yield Hostile(f"{name}.yaml", data, "acts")


def large(random: Random) -> Iterator[Hostile]:
    """Yields those that are large, by right or not."""
    yield Hostile("a-text-of-7-MB.yaml", f"{ADMIT}  handle: {'x ' * 3_500_000}\n".encode(), "acts", big=True)
    yield Hostile("a-hundred-thousand-acts.yaml", ADMIT.encode() * 100_000, "acts", big=True)
    yield Hostile("a-text-of-10-MB.yaml", f"{ADMIT}  handle: {'x' * 10_000_000}\n".encode(), "acts")
    yield Hostile("random-of-9-MB.yaml", random.randbytes(9_000_000), "acts")


def _grown(random: Random) -> Iterator[tuple[str, str | bytes]]:
    laughs = "a0: &a0 ha\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 10))
    yield "laughs", laughs
    yield "an-alias", "- &a admit: x\n- *a\n"
    yield "an-alias-of-itself", "&a [*a]"
    yield "merged", "- &a {admit: x}\n- {<<: *a}\n"
    yield "merged-without", "- {<<: {admit: x}}\n"
    for tag in (
        "!!python/object/apply:os.system ['touch evil']",
        "!!python/name:os.system",
        "!!binary eA==",
        "!!set {a}",
        "!x y",
        "!!int 7",
        "!<tag:yaml.org,2002:str> x",
        "!!timestamp 2031-01-01",
        "!" * 5_000,
    ):
        yield f"tagged-{tag[:16].encode().hex()}", f"- admit: {tag}\n"
    for depth in (200, 900, 50_000):
        yield f"deep-lists-{depth}", "- admit: " + "[" * depth + "]" * depth
        yield f"deep-fields-{depth}", "- admit: " + "{a: " * depth + "b" + "}" * depth
    yield "deep-blocks", "".join(f"{' ' * n}- \n" for n in range(900))
    yield "never-closed", "- {admit: [" * 900
    yield "quotes", "- admit: '" + "''" * 100_000
    yield "escapes", '- admit: "' + "\\x41" * 50_000 + '"\n'
    yield "bad-escapes", '- admit: "\\ud800\\U00110000\\xff"\n'
    yield "a-long-key", f"- {'k' * 2_000}: x\n"
    yield "a-complex-key", "- ? [a, b]\n  : x\n"
    yield "one-field-twice", "- admit: x\n  admit: y\n"
    yield "documents", "---\n" * 20_000
    yield "two-documents", f"{ADMIT}---\n{ADMIT}"
    yield "directives", "%YAML 9.9\n%TAG ! x\n---\n" + ADMIT
    yield "comments", "# x\n" * 100_000 + ADMIT
    yield "folded", "- state: >\n" + "  x\n" * 30_000
    yield "tabs", "-\tadmit:\tx\n\t- y"
    yield "controls", "- admit: a\x00b\x1b[2J\x07\u202e\ufeff\n"
    yield "utf-16", ADMIT.encode("utf-16")
    yield "latin-1", "- admit: é\n".encode("latin-1")
    yield "surrogates", "- admit: \ud800\n"
    yield "nothing", ""
    yield "a-word", "x"
    yield "null", "- ~\n- null\n-\n"
    yield "random", random.randbytes(5_000)
    yield "random-signs", "".join(random.choices("-:[]{}&*!|>'\"%@`,? \nab", k=20_000))


def _filled(random: Random) -> Iterator[tuple[str, str | bytes]]:
    for number, when in enumerate(
        (
            "9999-12-31",
            "0000-01-01",
            "2031-02-30",
            "[..",
            "2031-XX-XX/..",
            "X" * 4,
            "2031-01-01T99:00:00Z",
            "٢٠٣١-٠١-٠١",
            "5/..",
            "{" + ",".join(f"2031-01-{n % 28 + 1:02}" for n in range(3_000)) + "}",
            "in " + "9" * 5_000 + " days",
            "by " * 5_000,
            "2031-1X-XX~%",
            "the weekend of 31 February 2031",
            "1 January 10000",
            "99999999999999 years ago",
            "\ud800",
        )
    ):
        yield f"when-{number}", f"{ADMIT}- limit: answer\n  when: '{when}'\n  at: '{when}'\n  bound: aldania\n"
        yield f"convened-{number}", f"- convene: talks\n  when: '{when}'\n  said: '{when}'\n"
    for number, place in enumerate(
        ("1" * 5_000, "(a)" * 5_000, "article " * 5_000, "of " * 5_000, "-1", "1.1.1.1", "§§", "\x00")
    ):
        yield f"clause-{number}", f"{ADMIT}- take: accept\n  by: aldania\n  clauses: '{place}'\n"
    for number, file in enumerate(
        (
            "/etc/passwd",
            "../../../../etc/passwd",
            "/dev/zero",
            "/dev/stdin",
            "/proc/self/environ",
            "http://elsewhere.example/x",
            "\\\\elsewhere\\x",
            ".",
            "a\x00b",
            "x" * 5_000,
            "",
        )
    ):
        yield f"file-{number}", f"{ADMIT}- table: '{file}'\n  by: aldania\n  standing: basis\n"
        yield f"instrument-{number}", f"{ADMIT}- accredit: aldania\n  instrument: {{file: '{file}'}}\n"
    for number, claim in enumerate(
        (
            "; ".join(["boria did not accept several clauses"] * 27),
            "boria " * 5_000,
            '"' * 5_001,
            "most parties accepted clause 1 " * 900,
            "not " * 5_000,
            ";" * 5_000,
            "accepted and " * 4_000,
            "clauses " + ", ".join(map(str, range(5_000))),
        )
    ):
        yield f"claim-{number}", f"- state: said so\n  source: a newspaper\n  claims: '{claim}'\n"
    for number, key in enumerate(
        ("ssh-rsa AAAA", "ssh-ed25519 " + "A" * 50_000, "../../key", "/etc/passwd", "sk-x y", "x" * 300)
    ):
        yield f"key-{number}", f"{ADMIT}- enrol: clerk\n  party: aldania\n  key: '{key}'\n"
    verbs = [
        "admit",
        "leave",
        "take",
        "table",
        "state",
        "limit",
        "convene",
        "void",
        "link",
        "seal",
        "cover",
        "decide",
        "propose",
    ]
    fields = [
        "by",
        "at",
        "clauses",
        "refs",
        "visible",
        "label",
        "name",
        "party",
        "terms",
        "due",
        "source",
        "words",
        "claims",
        "key",
        "file",
        "person",
    ]
    for number in range(60):
        said = [
            f"  {name}: {random.choice(['x', '1', '[]', '{}', '[{a: b}]', '-1', 'all', chr(0x202E)])}\n"
            for name in random.sample(fields, random.randrange(8))
        ]
        yield (
            f"fields-{number}",
            f"- {random.choice(verbs)}: {random.choice(['x', '[]', '{a: b}', '7'])}\n{''.join(said)}",
        )
