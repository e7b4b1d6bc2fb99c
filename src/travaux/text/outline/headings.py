"""Heading words: what "Article", "Kapitel" or "第…条" says about a line, in the languages negotiators write.

One table, from a word to what it names. A kind's `rank` is how far out it usually stands; a text that puts its
sections inside its articles is read as it stands (`outline` looks). Nothing of lists or places.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from travaux.text.outline.numerals import CHINESE_SIGNS, SUFFIX_WORDS, WORD_VALUES, fold

RANKS = {
    "annex": 0,
    "schedule": 0,
    "protocol": 0,
    "appendix": 2,
    "preamble": 5,
    "closing": 5,
    "part": 10,
    "book": 12,
    "title": 14,
    "subtitle": 16,
    "chapter": 20,
    "subchapter": 22,
    "section": 30,
    "subsection": 32,
    "heading": 36,
    "article": 40,
    "paragraph": 50,
}

# Words as `fold` leaves them: lower case, no accents.
_WORDS = {
    "annex": "annex annexe anexo anlage anhang allegato bijlage приложение додаток zalacznik priloha anexa melleklet "
    "prilog παραρτημα ek الملحق المرفق مرفق ملحق bilaga bilag vedlegg liite lisa pielikums priedas lampiran annexo "
    "annesso 附件 附录 附錄 附則 別表 별표 부칙 נספח پیوست अनुसूची додатък приложения",
    "schedule": "schedule exhibit attachment addendum enclosure",
    "appendix": "appendix appendice apendice aanhangsel дополнение addenda apendix",
    "protocol": "protocol protocole protocolo protokoll protocollo протокол protokol",
    "preamble": "preamble preambule preambulo preambolo praambel praeambel preambula преамбула preambul προοιμιο "
    "الديباجة ديباجة 序言 前文 전문 вступ baslangic preambulum recitals considerandos considerants background whereas",
    "part": "part partie parte teil deel часть частина czesc cast partea resz част deo dio μερος kisim الجزء الباب del "
    "osa phan bagian bahagian भाग",
    "book": "book livre libro livro buch boek книга ksiega βιβλιο الكتاب kitap",
    "title": "title titre titulo titolo titel tytul dzial раздел hlava titlul titlu τιτλος",
    "subtitle": "subtitle",
    "chapter": "chapter chapitre capitulo kapitel capitolo capo hoofdstuk глава rozdzial capitolul fejezet poglavlje "
    "κεφαλαιο bolum الفصل kapittel luku peatukk nodala skyrius chuong bab अध्याय розділ glava fasl فصل бап",
    "subchapter": "subchapter oddzial pododdzial",
    "section": "section sec seccion abschnitt sezione seccao secao afdeling секция oddil dil sectiunea odjeljak odsek "
    "τμημα القسم avsnitt afsnit jagu jaosto muc división division",
    "subsection": "subsection unterabschnitt subseccion sous-section sub-section sottosezione subseccao subsecao "
    "підрозділ подраздел paragraaf subpart",
    "article": "article articles art artikel artikkel articulo articolo artigo статья стаття артикул artykul clanok "
    "clanek clankok articolul articol cikk член члан clanak αρθρο madde مادة المادة ماده artikla artikulu airteagal "
    "dieu pasal ibara зуйл зүйл бап modda հոդված მუხლი มาตรา अनुच्छेद סעיף neni straipsnis pants clause clausula "
    "rule regulation regola regla règle regle § §§ çlanok čl cl чл ст",
    "paragraph": "paragraph paragraphe parrafo",
    "option": "option opcion opzione opcao optie variante alternative вариант варіант opcja variant alt البديل الخيار",
}
_TWO_WORDS = {
    "sub section": "subsection",
    "sous section": "subsection",
    "phu luc": "annex",
    "disposicion adicional": "article",
    "disposicion transitoria": "article",
    "disposicion final": "article",
    "disposicion derogatoria": "article",
}
KINDS = {word: kind for kind, words in _WORDS.items() for word in words.split()}
# "5. cikk", "5 §", "2 luku", "1-бап": the number stands before the word.
_AFTER_NUMBER = {
    fold(word): kind
    for word, kind in {
        "cikk": "article",
        "§": "article",
        "artikla": "article",
        "straipsnis": "article",
        "pants": "article",
        "бап": "article",
        "modda": "article",
        "luku": "chapter",
        "kap": "chapter",
        "fejezet": "chapter",
        "nodala": "chapter",
        "skyrius": "chapter",
        "peatukk": "chapter",
        "jagu": "section",
        "osa": "part",
        "resz": "part",
        "melleklet": "annex",
    }.items()
}
_EAST = {
    "条": "article", "條": "article", "조": "article", "章": "chapter", "장": "chapter", "节": "section",
    "節": "section", "절": "section", "编": "part", "編": "part", "편": "part", "部分": "part", "部": "part",
    "款": "paragraph", "관": "subsection", "目": "subsection", "附件": "annex",
}  # fmt: skip

# A heading word followed by one of these, or by a small letter, is a mention: "Artikel 5 Absatz 2 gilt …".
_CITING_WORDS = (
    "absatz abs satz nummer nr buchstabe buchst unterabsatz alinea apartado inciso parrafo paragraph paragraphe par "
    "comma lettera lid onder пункт пункта ust ustep pkt akapit odst odstavec fikra παραγραφος من في وما والفقرة "
    "الفقرة и і та und oder et ou and or y o e en of des der"
)
CITING = frozenset(_CITING_WORDS.split())

_NUMBER = (
    r"(?:\d{1,4}(?:\.\d{1,4})*(?:[.\s]?[xX](?![^\W_]))?(?-i:-?[A-Z]{1,3}|[a-z])?\d?(?![^\W_])"
    rf"|\d{{1,4}}(?:\.\d{{1,4}})*(?=[\s./-]?(?:{SUFFIX_WORDS})(?![^\W_]))"
    r"|[IVXLCDMivxlcdm]{1,8}(?![^\W_])|[A-ZА-ЯΑ-Ω](?![^\W_])[΄ʹ]?|[_…]{1,4})"
)
_SUFFIX = rf"(?:[\s./-]?(?:\[(?:{SUFFIX_WORDS})\]|(?:{SUFFIX_WORDS}))(?![^\W_])(?:\d(?!\d))?(?!\s+\d))*"
NUMBER = re.compile(_NUMBER + _SUFFIX, re.IGNORECASE)
_ALTERNATIVES = re.compile(rf"(?:\[(?:{_NUMBER})(?:{_SUFFIX})\])+", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?|§§?")
_NUMBER_FIRST = re.compile(r"(\d{1,4}|[IVXLC]{1,7}(?=\.))(?:\.|-)?\s?([^\W\d_]+|§)(?:\s|\.|$|[A-Z])", re.IGNORECASE)
_EAST_LABEL = re.compile(
    rf"(?:第|제)\s?([{CHINESE_SIGNS}]{{1,7}}|\d{{1,4}})\s?(部分|[条條조章장节節절编編편部款관目])"
    rf"(?:(?:之|の|의)([{CHINESE_SIGNS}\d]{{1,3}}))?"
)
_MARKS = "*_ "


@dataclass(frozen=True, slots=True)
class HeadingWord:
    """A heading word and its number at a place: `end` is after the number, `number` bare, empty where there is none."""

    kind: str
    number: str
    end: int
    citing: bool = False


def heading_word(text: str, start: int, end: int) -> HeadingWord | None:
    """Returns the heading word that stands at `start`, with its number, if one does."""
    sign = text[start]
    if sign in "第제":
        return _eastern(text, start, end)
    if sign.isdigit():
        return _number_first(text, start, end)
    match = _WORD.match(text, start, end)
    if match is None:
        return None
    if sign in "IVXLC" and (found := _number_first(text, start, end)):
        return found
    kind, after = _kind(text, match, end)
    if kind is None:
        return _ordinal_first(text, match, end)
    place = after
    while place < end and text[place] in ".\u00a0\u202f " and place - after < 4:
        place += 1
    for name in ("No.", "No", "Nr.", "Nr", "№", "n.", "nº", "n°", "N."):
        if text.startswith(name, place):
            place += len(name)
            while place < end and text[place] in " \u00a0":
                place += 1
            break
    number, stop = _number(text, place, end)
    if number and text.startswith("/", stop):
        return None
    if number and place == after and kind != "article" and sign != "§":
        return None
    return HeadingWord(kind, number, stop if number else after, _cites(text, stop, end))


def _kind(text: str, match: re.Match[str], end: int) -> tuple[str | None, int]:
    word = fold(match[0])
    second = _WORD.match(text, match.end() + 1, end) if match.end() < end and text[match.end()] in " -" else None
    if second and (kind := _TWO_WORDS.get(f"{word} {fold(second[0])}")):
        return kind, second.end()
    return KINDS.get(word), match.end()


def _number(text: str, place: int, end: int) -> tuple[str, int]:
    if several := _ALTERNATIVES.match(text, place, end):
        first = NUMBER.match(text, place + 1, end)
        return (first[0] if first else ""), several.end()
    if (match := NUMBER.match(text, place, end)) and _bounded(text, match, end):
        return match[0].replace("[", "").replace("]", ""), match.end()
    word = _WORD.match(text, place, end)
    if word and fold(word[0]) in WORD_VALUES:
        return word[0], word.end()
    signs = re.compile(f"[{CHINESE_SIGNS}]{{1,5}}").match(text, place, end)
    return (signs[0], signs.end()) if signs else ("", place)


def _bounded(text: str, match: re.Match[str], end: int) -> bool:
    # A single letter is a number only in capitals ("Annex A"), and "Part I am" is a sentence.
    return not (len(match[0]) == 1 and match[0].isalpha() and match[0].islower() and match[0] not in "ivx")


def _number_first(text: str, start: int, end: int) -> HeadingWord | None:
    match = _NUMBER_FIRST.match(text, start, end)
    kind = _AFTER_NUMBER.get(fold(match[2])) if match else None
    if match is None or kind is None:
        return None
    return HeadingWord(kind, match[1], match.end(2), _cites(text, match.end(2), end))


def _ordinal_first(text: str, match: re.Match[str], end: int) -> HeadingWord | None:
    word = fold(match[0])
    if word not in WORD_VALUES or not text.startswith(" ", match.end()):
        return None
    second = _WORD.match(text, match.end() + 1, end)
    kind = KINDS.get(fold(second[0])) if second else None
    if second is None or kind is None or kind in ("preamble", "option"):
        return None
    return HeadingWord(kind, match[0], second.end(), _cites(text, second.end(), end))


def _eastern(text: str, start: int, end: int) -> HeadingWord | None:
    match = _EAST_LABEL.match(text, start, end)
    if match is None:
        return None
    number = f"{match[1]}" + (f"bis{match[3]}" if match[3] and match[3].isdigit() else "bis" if match[3] else "")
    return HeadingWord(
        _EAST[match[2]], number, match.end(), text.startswith(("的", "规定", "規定", "に", "の"), match.end())
    )


def _cites(text: str, place: int, end: int) -> bool:
    while place < end and text[place] in _MARKS:
        place += 1
    word = _WORD.match(text, place, end)
    return bool(word) and fold(word[0]) in CITING if word else False
