"""A cursor over the words of a sentence. What the words mean is the grammar's matter."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from travaux.claims.words import CLAUSE_FORMS, NUMBERS, VERBS
from travaux.errors import Malformed

_WORD = re.compile(r'"([^"]*)"|“([^”]*)”|[^\s,;"“]+|[,;]')


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it stands, its folded form (empty where it is quoted), and the character at which it begins."""

    text: str
    plain: str
    start: int


class Cursor:
    """The words of a sentence, and the place up to which they are read."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        body = sentence.rstrip().removesuffix(".").removesuffix("?")
        self.words = [_word(found) for found in _WORD.finditer(body)]
        self.at = 0

    @property
    def done(self) -> bool:
        """Whether every word is read."""
        return self.at >= len(self.words)

    def peek(self, ahead: int = 0) -> str:
        """Returns a word that is still to come, folded; empty at the end or where it is quoted."""
        place = self.at + ahead
        return self.words[place].plain if place < len(self.words) else ""

    def take(self, *phrases: str) -> str:
        """Takes the longest of some phrases that comes next; returns it, or nothing."""
        for phrase in sorted(phrases, key=len, reverse=True):
            parts = phrase.split()
            if [self.peek(ahead) for ahead in range(len(parts))] == parts:
                self.at += len(parts)
                return phrase
        return ""

    def quoted(self) -> str:
        """Takes a quotation if one comes next."""
        if self.done or self.words[self.at].plain:
            return ""
        if not self.words[self.at].text:
            raise self.refusal("nothing stands in the quotation marks")
        self.at += 1
        return self.words[self.at - 1].text

    def name(self, what: str) -> str:
        """Takes a name or a path, quoted or not."""
        if self.done or not self.words[self.at].text or self.peek() in (",", ";"):
            raise self.refusal(f"{what} is missing")
        self.at += 1
        return self.words[self.at - 1].text

    def number(self) -> int | None:
        """Takes a whole number, in words or digits."""
        word = self.peek()
        if word in NUMBERS[1:]:
            self.at += 1
            return NUMBERS.index(word)
        if re.fullmatch("0|[1-9][0-9]{0,8}", word):
            self.at += 1
            return int(word)
        return None

    def refusal(self, message: str, near: Iterable[str] = ()) -> Malformed:
        """Returns the refusal of the word that comes next, with the forms that are nearest to the sentence."""
        if self.done:
            where = "end of the claim"
        else:
            where = f"word {self.at + 1} of the claim, {self.words[self.at].text!r}"
        forms = list(near) or nearest(self.sentence)
        return Malformed(message, where=where, advice="Nearest forms: " + " · ".join(forms))


def nearest(sentence: str) -> list[str]:
    """Returns the three forms that are most like a sentence."""
    found = get_close_matches(sentence.casefold(), CLAUSE_FORMS, n=3, cutoff=0.0)
    return found or list(CLAUSE_FORMS[:3])


def nearest_verbs(word: str) -> list[str]:
    """Returns the verbs that are most like a word."""
    forms = {form: verb.past for verb in VERBS for form in (verb.past, verb.plain, verb.participle)}
    heads = {form.split()[0]: past for form, past in reversed(forms.items())}
    return list(dict.fromkeys(heads[head] for head in get_close_matches(word, heads, n=3, cutoff=0.6)))


def _word(found: re.Match[str]) -> Word:
    quoted = found[1] if found[1] is not None else found[2]
    if quoted is not None:
        return Word(" ".join(quoted.split()), "", found.start())
    return Word(found[0], found[0].casefold().replace("’", "'"), found.start())
