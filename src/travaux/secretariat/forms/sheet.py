"""A file of many acts, in YAML: one list, an item an act, its fields named as the options of the commands are.

    - table: draft-2.docx
      by: cascadia
      standing: tabled
      at: 2031-03-24T08:05:00Z
      label: second-draft
    - take: accept
      by: boria
      clauses: 1, 4, 4.10
      ad-referendum: yes

Every scalar is a text as written: `4.10` stays clause 4.10 and never becomes a number, `no` is a word. Tags, anchors
and aliases are refused, and so is a field that stands twice, and what nests deeper than any act. A refusal names the
line.
"""

from __future__ import annotations

from collections.abc import Mapping

import yaml

from travaux.errors import Malformed
from travaux.secretariat.forms.form import Form, Given
from travaux.secretariat.forms.verbs import form_of

MOST_BYTES = 8_000_000
DEEPEST = 20


def forms(content: bytes, name: str) -> list[Form]:
    """Returns the forms in a file; raises `Malformed` with the line where it is not such a file."""
    root = _composed(content, name)
    made = []
    for item in root.several() if not isinstance(root.value, str | Mapping) else []:
        if not isinstance(item.value, Mapping):
            raise item.refuse("an act is fields, such as `table: draft.docx`")
        made.append(form_of(item.value, item.place))
    if not made:
        raise Malformed("no acts in this file", where=name, advice="A list, an item an act: `- admit: aldania`")
    return made


def _composed(content: bytes, name: str) -> Given:
    if len(content) > MOST_BYTES:
        raise Malformed(f"more than {MOST_BYTES:,} bytes", where=name)
    try:
        text = content.decode("utf-8-sig")
        depth = 0
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            _check(event, name, depth)
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except UnicodeDecodeError as fault:
        raise Malformed("not UTF-8", where=f"{name}: byte {fault.start}") from None
    except ValueError:  # an escape for a character that there is not
        raise Malformed("not YAML: an escape of no character", where=name) from None
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        where = f"{name}: line {mark.line + 1}" if mark else name
        raise Malformed(f"not YAML: {fault.problem or fault.context}", where=where) from None
    except yaml.YAMLError as fault:
        raise Malformed(f"not YAML: {str(fault).splitlines()[0]}", where=name) from None
    if node is None:
        raise Malformed("the file is empty", where=name)
    return _given(node, name)


def _check(event: yaml.Event, name: str, depth: int) -> None:
    """Refuses what could make a short file large, or stand for something else than its words."""
    line = f"{name}: line {event.start_mark.line + 1}" if event.start_mark else name
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
        raise Malformed("anchors and aliases have no place here", where=line, advice="Write the words out")
    tag = getattr(event, "tag", None)
    if tag:
        raise Malformed(f"the tag {tag} has no place here", where=line, advice="Write plain texts")
    if depth > DEEPEST:
        raise Malformed("lists inside lists without end", where=line)


def _given(node: yaml.Node, name: str) -> Given:
    place = f"{name}: line {node.start_mark.line + 1}"
    if isinstance(node, yaml.ScalarNode):
        return Given(str(node.value), place)
    if isinstance(node, yaml.SequenceNode):
        return Given([_given(each, name) for each in node.value], place)
    assert isinstance(node, yaml.MappingNode)
    fields: dict[str, Given] = {}
    for key, value in node.value:
        line = f"{name}: line {key.start_mark.line + 1}"
        if not isinstance(key, yaml.ScalarNode):
            raise Malformed("a field's name is a word", where=line)
        if key.value in fields:
            raise Malformed(f"{key.value!r} stands twice", where=line)
        given = _given(value, name)
        fields[key.value] = Given(given.value, f"{line}: {key.value}")
    return Given(fields, place)
