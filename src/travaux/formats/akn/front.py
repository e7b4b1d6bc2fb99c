"""What an Akoma Ntoso file says about itself: title, language, and the values that its text refers to by name."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from travaux.formats.akn.names import attribute, local

# ISO 639-2 codes, which FRBRlanguage asks for, with their two-letter forms, which BCP 47 asks for.
_SHORT = {
    "ara": "ar", "bul": "bg", "cat": "ca", "ces": "cs", "cze": "cs", "chi": "zh", "cym": "cy", "wel": "cy",
    "dan": "da", "deu": "de", "dut": "nl", "ell": "el", "eng": "en", "est": "et", "eus": "eu", "fas": "fa",
    "fin": "fi", "fra": "fr", "fre": "fr", "ger": "de", "gla": "gd", "gle": "ga", "gre": "el", "heb": "he",
    "hin": "hi", "hrv": "hr", "hun": "hu", "ice": "is", "isl": "is", "ita": "it", "jpn": "ja", "kat": "ka",
    "kor": "ko", "lav": "lv", "lit": "lt", "ltz": "lb", "mkd": "mk", "mlt": "mt", "nld": "nl", "nno": "nn",
    "nob": "nb", "nor": "no", "pol": "pl", "por": "pt", "ron": "ro", "rum": "ro", "rus": "ru", "slk": "sk",
    "slo": "sk", "slv": "sl", "spa": "es", "sqi": "sq", "srp": "sr", "swa": "sw", "swe": "sv", "tur": "tr",
    "ukr": "uk", "vie": "vi", "zho": "zh",
}  # fmt: skip

LONG = {short: long for long, short in reversed(_SHORT.items())} | {
    "cs": "ces", "cy": "cym", "nl": "nld", "fr": "fra", "de": "deu", "el": "ell", "is": "isl", "ro": "ron",
    "sk": "slk", "zh": "zho",
}  # fmt: skip
"""The terminological ISO 639-2 code of each two-letter one."""

Named = Mapping[str, str]
"""The values of a file's references (`TLCConcept` and its kin) by the identifier under which its text names them."""


def named_values(root: etree._Element) -> Named:
    """Returns what each reference of the file stands for: its `showAs`."""
    found: dict[str, str] = {}
    for element in root.iter():
        if local(element).startswith("TLC") and (name := attribute(element, "eId", "id")):
            found.setdefault(name, attribute(element, "showAs"))
    return {name: _spelled(value, found) for name, value in found.items()}


def _spelled(value: str, found: Named) -> str:
    """Returns a value in which the names of other values are replaced by those, one level deep."""
    words = [found.get(word[1:], word) if word.startswith("#") else word for word in value.split()]
    return " ".join(word for word in words if word and not word.startswith("#"))


def language(root: etree._Element) -> str:
    """Returns the language of the expression as a BCP 47 tag, or nothing where the file does not say."""
    for element in root.iter():
        if local(element) == "FRBRlanguage" and (code := attribute(element, "language").lower()):
            if code == "und":
                continue
            return _SHORT.get(code, code)
    return ""


def title(root: etree._Element, named: Named) -> str:
    """Returns the title the file gives itself: of its first `docTitle` with words, else an alias that says so."""
    titles = (_title_text(element, named) for element in root.iter() if local(element) == "docTitle")
    aliases = (_alias(element, named) for element in root.iter() if local(element) == "FRBRalias")
    return next((value for value in (*titles, *aliases) if value), "")


def _title_text(element: etree._Element, named: Named) -> str:
    words = " ".join("".join(str(text) for text in element.itertext()).split())
    references = (named.get(attribute(ref, "href").removeprefix("#"), "") for ref in element if local(ref) == "ref")
    return words or next((value for value in references if value), "")


def _alias(element: etree._Element, named: Named) -> str:
    value = attribute(element, "value")
    if "title" not in attribute(element, "name").lower():
        return ""
    return named.get(value[1:], "") if value.startswith("#") else value
