"""Marked-up text that nobody honest sends: Akoma Ntoso, HTML and MediaWiki exports, and the XML below them."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from bench.breaking.hostile.file import Hostile

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
_XXE = (
    "file:///etc/passwd",
    "http://elsewhere.example/x",
    "php://filter/x",
    "jar:file:///x!/y",
    "/dev/random",
    r"\\elsewhere\x",
)
_DEEP = (255, 300, 5_000, 100_000)


def law(body: str = "", *, before: str = "", attributes: str = "") -> bytes:
    """Returns a law in Akoma Ntoso with a body, and something before its outermost tag."""
    article = "<article eId='art_1'><num>Article 1</num><content><p>The Parties shall act.</p></content></article>"
    return (
        f"{before}<akomaNtoso xmlns='{AKN}'{attributes}><act><body>{article}{body}</body></act></akomaNtoso>".encode()
    )


def page(body: str = "", *, head: str = "") -> bytes:
    """Returns a page in HTML."""
    return (
        f"<!DOCTYPE html><html><head>{head}</head><body><h1>Article 1</h1><p>The Parties shall act.</p>{body}".encode()
    )


def export(*revisions: str, before: str = "", title: str = "<title>T</title>") -> bytes:
    """Returns a MediaWiki export."""
    return f"{before}<mediawiki><page>{title}{''.join(revisions)}</page></mediawiki>".encode()


def revision(number: object, text: str = "x", *, parent: object = "", at: str = "2031-03-01T00:00:00Z") -> str:
    """Returns a revision in an export."""
    made_from = f"<parentid>{parent}</parentid>" if parent != "" else ""
    return f"<revision><id>{number}</id>{made_from}<timestamp>{at}</timestamp><text>{text}</text></revision>"


def files(random: Random) -> Iterator[Hostile]:
    """Yields every hostile file of these kinds, but for the large ones."""
    for number, prolog in enumerate(_prologs()):
        yield Hostile(f"prolog-{number}.xml", law("<p>&x;</p>", before=prolog))
        yield Hostile(f"prolog-{number}.html", page("<p>&x;").replace(b"<!DOCTYPE html>", prolog.encode()))
        yield Hostile(f"export-with-prolog-{number}.xml", export(revision(1, "&x;"), before=prolog), "history")
    for name, data in _laws(random):
        yield Hostile(f"{name}.xml", data)
    for name, data in _encoded():
        yield Hostile(f"{name}.xml", data)
    for name, data in _pages(random):
        yield Hostile(f"{name}.html", data)
        if "meta" in name or "script" in name:
            yield Hostile(f"report-{name}.html", data, "report")
    for name, data in _exports(random):
        yield Hostile(f"{name}.xml", data, "history")


def large(random: Random) -> Iterator[Hostile]:
    """Yields those that are large, by right or not."""
    many = random.choice((1_900_000, 2_100_000))
    yield Hostile("paragraphs-by-the-million.xml", law("<p/>" * many), big=True)
    yield Hostile("paragraphs-by-the-million.html", page("<p>" * 1_000_000), big=True)
    yield Hostile("one-text-of-20-MB.xml", law(f"<p>{'x' * 20_000_000}</p>"), big=True)
    yield Hostile("one-text-of-9-MB.xml", law(f"<p>{'x ' * 4_500_000}</p>"), big=True)
    yield Hostile(
        "a-hundred-thousand-revisions.xml", export(*(revision(n + 1) for n in range(100_000))), "history", big=True
    )
    yield Hostile("a-comment-of-40-MB.xml", law(before=f"<!--{'x' * 40_000_000}-->"), big=True)


def _prologs() -> Iterator[str]:
    for target in _XXE:
        yield f'<!DOCTYPE a [<!ENTITY x SYSTEM "{target}">]>'
        yield f'<!DOCTYPE a SYSTEM "{target}">'
        yield f'<!DOCTYPE a [<!ENTITY % p SYSTEM "{target}">%p;]>'
    yield f'<?xml-stylesheet href="{_XXE[1]}"?>'
    yield '<!DOCTYPE a PUBLIC "x" "y" [<!ENTITY x "z">]>'
    yield "<!DOCTYPE a [<!ATTLIST a b CDATA #FIXED 'c'><!ENTITY x 'y'>]>"
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    yield f'<!DOCTYPE a [<!ENTITY a0 "ha">{laughs}<!ENTITY x "&a9;">]>'
    yield f'<!DOCTYPE a [<!ENTITY x "{"x" * 100_000}">]>'
    yield '<!DOCTYPE a [<!ENTITY x "&x;">]>'
    yield "<!DOCTYPE a [" + "<!ENTITY % p '%p;'>%p;" * 100
    yield "<!DOCTYPE a ["
    yield "<!DOCTYPE " + "a" * 200_000 + ">"
    yield "<!-- " + "-" * 50_000
    yield "<?" + "x" * 50_000
    yield "<!--" + "x" * 300_000 + "--><!DOCTYPE a [<!ENTITY x 'y'>]>"
    yield "<?a b?>" * 20_000
    yield "\n" * 200_000
    yield '<!DOCTYPE a "' + "'\"" * 20_000
    yield "<![CDATA["


def _laws(random: Random) -> Iterator[tuple[str, bytes]]:
    for tag in ("section", "p", "ins", "list", "quotedStructure", "authorialNote", "meta", "hcontainer", "unknown"):
        depth = random.choice(_DEEP)
        yield f"deep-{tag}", law(f"<{tag}>" * depth + f"</{tag}>" * depth)
        yield f"deep-within-reason-{tag}", law(f"<{tag}>" * 248 + f"</{tag}>" * 248)
    yield "never-closed", law("<p>" * 200_000)[:-40]
    yield "one-id-everywhere", law("<section eId='x' GUID='y'><num>1</num></section>" * 20_000)
    yield (
        "references-in-a-ring",
        law(
            "<meta><references><TLCPerson eId='v' showAs='#v'/></references></meta>"
            "<p><ref class='placeholder' href='#v'/></p>" * 200
        ),
    )
    yield "many-attributes", law("<p " + " ".join(f"a{n}='x'" for n in range(60_000)) + "/>")
    yield "many-namespaces", law("<p " + " ".join(f"xmlns:a{n}='urn:{n}'" for n in range(20_000)) + "/>")
    yield "one-namespace-many-names", law("".join(f"<a{n}:p xmlns:a{n}='urn:x'/>" for n in range(20_000)))
    yield "a-huge-attribute", law(f"<p eId='{'x' * 9_000_000}'/>")
    yield "a-huger-attribute", law(f"<p eId='{'x' * 11_000_000}'/>")
    yield "a-long-name", law(f"<{'x' * 200_000}/>")
    yield "entity-in-an-attribute", law("<p eId='&x;'/>", before="<!DOCTYPE a SYSTEM 'x'>")
    yield (
        "schema-elsewhere",
        law(
            attributes=" xmlns:x='http://www.w3.org/2001/XMLSchema-instance' x:schemaLocation="
            "'urn:a http://elsewhere.example/a.xsd'"
        ),
    )
    yield "included", law("<x:include xmlns:x='http://www.w3.org/2001/XInclude' href='file:///etc/passwd'/>")
    yield "base-elsewhere", law(attributes=" xml:base='http://elsewhere.example/'")
    yield "instructions", law("<?xml-stylesheet href='file:///etc/passwd'?><?php system('x')?>" * 9_000)
    yield "characters", law("<p>" + "".join(f"&#{random.randrange(1, 0x110000)};" for _ in range(50)) + "</p>")
    yield "no-character", law("<p>&#0;&#xD800;&#x110000;</p>")
    yield "sections", law("<section><num>1</num><content><p>x</p></content></section>" * 20_000)
    yield (
        "laid-out-by-a-liar",
        law("<meta><proprietary source='travaux'><layout>" + "9" * 5_000 + "</layout></proprietary></meta>"),
    )
    yield "numbers", law("".join(f"<section><num>{'9' * n}</num></section>" for n in range(1, 3_000, 50)))


def _encoded() -> Iterator[tuple[str, bytes]]:
    text = law().decode()
    for said in (
        "utf-7",
        "utf-16",
        "utf-32",
        "cp037",
        "idna",
        "punycode",
        "rot13",
        "base64",
        "hex",
        "zlib",
        "x" * 5_000,
        "utf-8-sig",
    ):
        yield f"says-{said[:20]}", f"<?xml version='1.0' encoding='{said}'?>{text}".encode()
    yield "utf-16-that-says-8", f"<?xml version='1.0' encoding='utf-8'?>{text}".encode("utf-16")
    yield "utf-8-that-says-16", f"<?xml version='1.0' encoding='utf-16'?>{text}".encode()
    yield "cut-utf-16", f"<?xml version='1.0'?>{text}".encode("utf-16")[:-1]
    yield "bomb-in-utf-16", f"<!DOCTYPE a [<!ENTITY x 'y'>]>{text}".encode("utf-16-le")
    yield "bomb-in-utf-32", f"<!DOCTYPE a [<!ENTITY x 'y'>]>{text}".encode("utf-32")
    yield "surrogates", text.replace("act", "\udc80").encode("utf-8", "surrogateescape")
    yield "halves", text.replace("act", "\ud800").encode("utf-8", "surrogatepass")
    yield "overlong", text.encode().replace(b"act", b"\xc0\xbcscript\xc0\xbe")
    yield "nul", text.encode().replace(b"act.", b"a\0ct")
    yield "bom-in-the-middle", text.encode().replace(b"act.", b"\xef\xbb\xbfact")


def _pages(random: Random) -> Iterator[tuple[str, bytes]]:
    for tag in ("div", "span", "b", "ins", "ol", "table", "blockquote", "pre", "font", "select", "svg", "template"):
        depth = random.choice(_DEEP)
        yield f"deep-{tag}", page(f"<{tag}>" * depth)
        yield f"deep-within-reason-{tag}", page(f"<{tag}>" * 240 + f"</{tag}>" * 240)
    yield "nothing", b"<html>"
    yield "comment-alone", b"<!DOCTYPE html><!-- x -->"
    yield "doctype-alone", b"<!DOCTYPE html>"
    yield "headless", b"<title>"
    yield "script-never-closed", page("<script>" + "<p>x" * 9_000)
    yield "linked-script-deep", page(head="<script type='application/ld+json'>" + "[" * 100_000 + "</script>")
    yield "linked-script-number", page(head="<script type='application/ld+json'>" + "9" * 100_000 + "</script>")
    yield (
        "linked-script-odd",
        page(head='<script type="application/ld+json">[{"datePublished":{"a":1}},1,null]</script>'),
    )
    for number, day in enumerate(
        ("9999-99-99", "2031-02-30", "x" * 100_000, "0000-01-01", "2031-03-12T" + "9" * 9_999)
    ):
        yield f"meta-date-{number}", page(head=f"<meta name=date content='{day}'>")
    yield "meta-by-the-thousand", page(head="<meta name=date content=x>" * 20_000)
    for said in (
        "utf-7",
        "utf-16",
        "hz-gb-2312",
        "iso-2022-jp",
        "idna",
        "unicode_escape",
        "rot13",
        "zlib",
        "undefined",
        "x-user-defined",
    ):
        yield f"meta-charset-{said}", page("+ADw-script+AD4- \\u003cscript\\x00", head=f"<meta charset={said}>")
    yield "list-start", page("".join(f"<ol start={n}><li>x</ol>" for n in (-(2**31), 2**31, 10**30, "x", "")))
    yield "list-value", page("<ol type=i>" + "".join(f"<li value={random.randrange(10**9)}>" for _ in range(2_000)))
    yield "list-reversed", page("<ol reversed type=A>" + "<li>x" * 20_000)
    yield "styles", page(f"<p style='{'display:none;' * 20_000}'>x<p style='{'a:b(' * 9_000}'>")
    yield "classes", page(f"<p class='{'noteref ' * 50_000}'>x")
    yield "hidden-in-hidden", page("<p hidden>x" * 5_000 + "<div hidden>" * 200 + "word " * 2_000)
    yield "attributes", page("<p " + " ".join(f"a{n}=x" for n in range(60_000)) + ">")
    yield "entities", page("&" * 100_000 + "&#x110000;&#xD800;&#0;&amp" + "&lt;" * 10_000)
    yield "changes", page("<ins datetime=9999-99-99 cite='mailto:x'>" * 100 + "x" + "</ins>" * 50 + "<del>" * 100)
    yield (
        "base-elsewhere",
        page(
            "<img src=x><iframe src=file:///etc/passwd><object data=x><embed src=x>",
            head="<base href='http://elsewhere.example/'><link rel=stylesheet href=x>",
        ),
    )
    yield "tags-cut", page("<" * 100_000)
    yield "quotes-cut", page("<p a='" + "x>" * 50_000)
    yield "blanks", page("<p>" + " \t" * 300_000)
    yield "breaks", page("<br>" * 100_000)


def _exports(random: Random) -> Iterator[tuple[str, bytes]]:
    yield "revisions-in-a-ring", export(*(revision(n, parent=(n + 1) % 50) for n in range(50)))
    yield "a-revision-of-itself", export(revision(7, parent=7))
    yield "one-number-everywhere", export(*(revision(7, str(n)) for n in range(500)))
    for number in ("", "-1", "9" * 5_000, "٤٢", "1e9", "0x1", " 1 ", "1.0"):
        yield f"numbered-{number[:10]}", export(revision(number))
    for at in ("", "x" * 100_000, "9999", "\n"):
        yield f"at-{at[:5].strip()}", export(revision(1, at=at), revision(2))
    shuffled = [*range(1, 3_000)]
    random.shuffle(shuffled)
    yield "shuffled", export(*(revision(n, at=f"2031-03-01T00:00:{n % 60:02}Z", parent=n - 1) for n in shuffled))
    yield "no-title", export(revision(1), title="")
    yield "titles", export(revision(1), title="<title>T</title>" * 5_000)
    yield "two-pages", b"<mediawiki>" + export(revision(1))[11:-12] + export(revision(2), title="<title>U</title>")[11:]
    yield "no-page", b"<mediawiki/>"
    yield "revision-alone", b"<mediawiki><revision/></mediawiki>"
    yield "revision-outermost", b"<mediawiki:revision xmlns:mediawiki='x'><id>1</id></mediawiki:revision>"
    yield "revisions-in-revisions", export("<revision>" * 120 + "</revision>" * 120)
    yield "deep-export", export(revision(1, "<x>" * 300 + "</x>" * 300))
    yield "hidden-texts", export("<revision><id>1</id><text deleted='deleted'/></revision>" * 500)
    yield "stubs", export("<revision><id>1</id><text bytes='99' id='1'/></revision>")
    yield "never-ends", export(revision(1))[:-30]
    yield (
        "a-long-contributor",
        export(
            f"<revision><id>1</id><contributor><username>{'x' * 1_000_000}</username></contributor><text>x</text></"
            f"revision>"
        ),
    )
