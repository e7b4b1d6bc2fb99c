"""Texts: where the paragraphs come from, real ones and invented ones."""

from __future__ import annotations

import json
import lzma
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

Pool = dict[str, list[list[str]]]
"""Texts by name: each a list of sections, each a list of paragraphs."""

INVENTED = """Article 1
Each Party shall adopt a national plan for the protection of the shared aquifer, review it every 4 years and report thereon to the Commission.
The plan shall contain targets for withdrawal, recharge and quality, and the measures by which the Party intends to meet them.
Article 2
(a) The Parties shall exchange data on wells, springs and rainfall; such data shall be free of charge and in a common format.
(b) Data that a Party has declared confidential shall not be disclosed to third parties without its prior written consent.
(c) The secretariat shall keep a register of the data received, which shall be open to all Parties at all times.
Article 3
A Joint Commission is hereby established. It shall consist of three members appointed by each Party, and shall meet at least twice a year in ordinary session.
Decisions of the Commission shall be taken by consensus. If consensus cannot be reached, the matter shall be referred to the Ministers within 30 days.
The Commission may invite observers, experts and representatives of local communities, as appropriate, to attend its meetings.
Article 4
In the event of drought, a Party may reduce deliveries by up to 15 per cent, provided that it has notified the other Parties in writing not less than 60 days in advance.
Nothing in this Article shall affect the right of any Party to take urgent measures to protect human life or health.
Article 5
Any dispute concerning the interpretation or application of this Agreement shall be settled by negotiation, mediation or arbitration, at the choice of the Parties concerned.
The award of the tribunal shall be final and binding, and shall be complied with in good faith.
Article 6
This Agreement shall enter into force on the thirtieth day after the date of deposit of the third instrument of ratification. It shall remain in force for 10 years.
Done at Porto Celeste, in duplicate, in the Aldanian and Borian languages, both texts being equally authentic."""  # noqa: E501


def invented() -> Pool:
    """Returns a small synthetic treaty, for tests that need no real drafts."""
    lines = INVENTED.split("\n")
    return {"invented": [lines, lines[3:], lines[7:]]}


def pools(corpus: Path) -> Pool:
    """Returns the texts of the real drafts at hand, cut into sections."""
    found: Pool = {}
    for file in sorted((corpus / "paris").glob("*.md")):
        found[f"paris {file.stem}"] = _sections(file.read_text(encoding="utf-8").split("\n\n"))
    found["bill"] = _sections(_bill(corpus))
    for bundle, branch, name in (
        ("copyleft-next", "master", "Drafts/copyleft-next"),
        ("mutual-nda", "HEAD", "Mutual-NDA.md"),
        ("tls13", "main", "tls13.md"),
    ):
        found[bundle] = _sections(_from_bundle(corpus / "histories" / f"{bundle}.bundle", branch, name))
    for file in sorted((corpus / "provenance" / "controlled").glob("*.json.xz"))[:1]:
        text = json.loads(lzma.decompress(file.read_bytes()))["drafts"][-1]
        found["controlled"] = _sections(text.split("\n\n"))
    found["word files"] = _sections(_word_files(corpus))
    return {name: sections for name, sections in found.items() if sections}


def _sections(paragraphs: Sequence[str]) -> list[list[str]]:
    """Returns paragraphs with blanks made single, in sections of 60, those of no words left out."""
    clean = [" ".join(paragraph.split()) for paragraph in paragraphs]
    kept = [paragraph for paragraph in clean if any(sign.isalnum() for sign in paragraph) and len(paragraph) < 4000]
    return [kept[start : start + 60] for start in range(0, len(kept), 60) if len(kept[start : start + 60]) >= 4]


def _bill(corpus: Path) -> list[str]:
    from lxml import etree

    root = etree.parse(corpus / "bills-uk" / "1-lords-committee.xml").getroot()
    return ["".join(element.itertext()) for element in root.iter("{*}p")]


def _from_bundle(bundle: Path, branch: str, name: str) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["git", "clone", "-q", "--bare", str(bundle), folder], check=True, capture_output=True)
        done = subprocess.run(["git", "-C", folder, "show", f"{branch}:{name}"], capture_output=True)
    return done.stdout.decode("utf-8", "replace").split("\n\n") if done.returncode == 0 else []


def _word_files(corpus: Path) -> list[str]:
    from travaux.formats.docx import read

    found: list[str] = []
    for file in sorted((corpus / "docx-tracked").glob("*.docx")):
        if not file.stem.endswith(("Accepted", "Rejected")):
            found += read(file.read_bytes()).accepting("none").text.split("\n")
    return list(dict.fromkeys(found))
