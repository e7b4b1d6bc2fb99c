"""Set phrases: how a recital begins, what leads to the articles, how a text is signed or defines a term."""

from __future__ import annotations

import re

_RECITAL = re.compile(
    r"""[*_\[“"'(]*+(?:(?:also|further|furthermore|deeply|fully|strongly|again|taking|noting|reste|con|profondément)[\s*_]+)*(?:
      whereas|having|being|taking|in\ pursuit|pursuant|acting|convinced|determined|resolved|desir\w+|mindful|aware
    | conscious|concerned|alarmed|guided|inspired|committed|encouraged|gravely
    | in\ view|with\ a\ view|in\ accordance
    | in\ consideration|[a-z]{3,}ing\b
    | considérant|reconnaissant|vu\b|vus\b
    | désireu\w+|souci\w+|conscient\w*|convaincu\w*
    | résolu\w*|attendu|eu\ égard|[a-zé]{3,}ant\b
    | visto|vista|habida\ cuenta|conscientes|deseos\w+|convencid\w+
    | resuelt\w+|decidid\w+|considerat\w+|premess\w+|tendo|[a-z]{2,}[aei]ndo\b
    | gestützt|eingedenk|entschlossen|überzeugt|in\ erwägung|in\ der\ erkenntnis|im\ bewusstsein
    | in\ dem|unter\ hinweis|in\ anbetracht|von\ dem
    | overwegende|gelet|gezien|herinnerend|erkennende
    | учитывая|признавая|принимая|напоминая|ссылаясь|стремясь|руководствуясь|отмечая|будучи
    | исходя|подтверждая|сознавая|желая
    | \w{3,}(?:ая|ясь|уя|ючи|ячи|учи|ючись|ąc|οντας|ώντας)\b
    | إذ|وإذ
    | 考虑到|考慮到|认识到|回顾|忆及|确认|重申|注意到|铭记|深信|决心|鉴于|意识到|強調|强调
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_RECITAL_END = re.compile(r"(?:[,;，；،؛、]|\b(?:and|et|y|und|e|en|и|та|i))[\s*_\])”]*$")
_ENACTS = re.compile(r"[:：]['*_\]\s]*$")
_CLOSES = re.compile(
    r"""[*_\[“"'(]*+(?:done\ (?:at|in|this)|in\ witness\ whereof|in\ witness\ thereof|in\ faith\ whereof
    | fait\ à|fait\ en|en\ foi\ de\ quoi
    | hecho\ en|en\ fe\ de\ lo\ cual|en\ testimonio\ de\ lo\ cual
    | geschehen\ zu|zu\ urkund\ dessen|fatto\ a\b|in\ fede\ di\ che
    | feito\ em|em\ fé\ do\ que|gedaan\ te|ten\ blijke\ waarvan|совершено\ в|в\ удостоверение\ чего
    | вчинено\ в|на\ посвідчення\ чого
    | sporządzono\ w|w\ dowód\ czego|حرر\ في|حررت\ في|وإثباتا\ لذلك|订于|訂於|下列签署人|έγινε\b)""",
    re.IGNORECASE | re.VERBOSE,
)
_DEFINES = re.compile(
    r"""[*_\[]*+["“„«‘‚'»][*_]*(?P<term>[^"“”„«»‘’]{1,80}?)[*_]*["”“»«’'][*_]*
    (?:\s*\([^)]{0,80}\)|,[^,]{0,60},|\s+or\s+["“][^"”]{1,60}["”])*\s+
    (?:means?\b|shall\ mean|shall\ have|includes?\b|has\ the\ (?:same\ )?meaning|have\ the
    | refers\ to|is\ defined|is\ an?\b
    | désigne|s['’]entend|signifie|on\ entend
    | bedeutet|bezeichnet|ist\b|sind\b
    | significa|se\ entender|se\ entiende|designa|indica|si\ intende|betekent|wordt\ verstaan
    | означает|означає|oznacza|يعني|يقصد|是指|指)""",
    re.IGNORECASE | re.VERBOSE,
)


def opens_recital(text: str) -> bool:
    """Says whether a paragraph begins and ends like a recital."""
    match = _RECITAL.match(text)
    if match is None:
        return False
    return bool(_RECITAL_END.search(text[-12:])) or fold_whereas(text)


def fold_whereas(text: str) -> bool:
    """Says whether a paragraph is a recital by its first word alone."""
    return (
        text.lstrip('*_[“"(').casefold().startswith(("whereas", "considérant que", "considerando que", "attendu que"))
    )


def enacts(text: str) -> bool:
    """Says whether a paragraph of a preamble leads over to the articles ("Have agreed as follows:")."""
    return bool(_ENACTS.search(text[-6:])) and not fold_whereas(text)


def closes_text(text: str) -> bool:
    """Says whether a paragraph begins the testimonium."""
    return bool(_CLOSES.match(text))


def defines(text: str) -> str:
    """Returns the term a paragraph defines, empty if it defines none.

    >>> defines("“Affiliate” means a company under common control.")
    'Affiliate'
    """
    match = _DEFINES.match(text)
    return match["term"].strip(" ,") if match else ""
