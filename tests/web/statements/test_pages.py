"""Statements and findings: who said what, both sides at equal weight, no letter for who is not to be named; bundles."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from django.test import Client

    from travaux.web.config import Config

Clients = Callable[[str], "Client"]
CLAIM = "boria neither approved nor changed any clause"


def test_the_statements_and_the_verdict_on_each_claim(client: Clients) -> None:
    found = client("boria").get("/r/velm/statements.json").json()
    assert [each["entry"] for each in found["statements"]] == [52, 51, 14, 13, 12]
    assert [(claim["says"], claim["verdict"]) for each in found["statements"] for claim in each["claims"]] == [
        ("boria approved most clauses", "borne out"),
        ("boria changed several clauses", "borne out"),
        ("boria presented the text", "borne out"),
        (CLAIM, "contradicted"),
    ]
    assert found["verdicts"] == {"borne out": 3, "contradicted": 1}


@pytest.mark.parametrize(("slug", "entry"), [("velm", 52), ("orn", 71), ("orn", 86)])
def test_who_is_not_to_be_named_has_no_letter(client: Clients, slug: str, entry: int) -> None:
    reader = client("secretariat")
    said = next(
        each for each in reader.get(f"/r/{slug}/statements.json").json()["statements"] if each["entry"] == entry
    )
    assert said["party"] is None
    page = reader.get(f"/r/{slug}/statements/{entry}/").content.decode()
    figure = re.search(r'<figcaption class="source">(.*?)</figcaption>', page, re.DOTALL)
    assert figure is not None
    assert 'class="party' not in figure[1]
    listed = reader.get(f"/r/{slug}/statements/").content.decode()
    row = re.search(rf'<tbody id="e{entry}">(.*?)</tbody>', listed, re.DOTALL)
    assert row is not None
    assert 'class="party' not in row[1]
    assert "not named" in row[1]
    overview = reader.get(f"/r/{slug}/log/").content.decode()
    line = re.search(rf'<tr id="e{entry}">(.*?)</tr>', overview, re.DOTALL)
    assert line is None or 'class="party' not in line[1]


def test_a_finding_has_both_sides_in_the_order_of_its_verdict(client: Clients) -> None:
    (answer,) = client("boria").get("/r/velm/statements/51.json").json()["answers"]
    assert (answer["verdict"], [side["side"] for side in answer["sides"]]) == ("contradicted", ["against", "for"])
    page = client("boria").get("/r/velm/statements/51/").content.decode()
    assert re.search(r'<p class="verdict"><span class="vd con" aria-hidden="true">✕</span> Contradicted</p>', page)
    assert "17 entries against it" in page
    assert "2 entries for it" in page
    for title in ("Coverage relied on", "Assumptions", "What would change this", "Take it with you"):
        assert title in page


def test_each_claim_of_a_statement_has_its_finding_and_address(client: Clients) -> None:
    page = client("boria").get("/r/velm/statements/52/").content.decode()
    assert [f'id="claim-{number}"' in page for number in (1, 2, 3, 4)] == [True, True, True, False]
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_there_is_no_statement_where_another_act_is(client: Clients) -> None:
    assert client("boria").get("/r/velm/statements/50/").status_code == 404
    assert client("boria").get("/r/velm/statements/52/", {"at": "51"}).status_code == 404


def test_a_claim_of_ones_own(client: Clients) -> None:
    reader = client("public")
    asked = reader.get("/r/velm/statements/check.json", {"claim": " boria  approved most clauses "}).json()
    assert (asked["claim"], asked["answer"]["verdict"]) == ("boria approved most clauses", "borne out")
    before = reader.get("/r/velm/statements/check.json", {"claim": "boria approved most clauses", "at": "20"}).json()
    assert before["answer"]["verdict"] != "borne out"
    for example in reader.get("/r/velm/statements/check.json").json()["examples"]:
        assert reader.get(example["address"]).status_code == 200


def test_an_ambiguous_claim_shows_its_readings(client: Clients) -> None:
    query = {"claim": "boria did not accept several clauses"}
    answer = client("public").get("/r/velm/statements/check.json", query).json()["answer"]
    assert len(answer["readings"]) == 2
    assert "It can be read in several ways" in client("public").get("/r/velm/statements/check/", query).content.decode()


def test_a_sentence_that_cannot_be_read_is_told_where_and_what_is_nearest(client: Clients) -> None:
    query = {"claim": "boria aproved <b>most</b> clauses"}
    unread = client("public").get("/r/velm/statements/check.json", query).json()["unread"]
    assert (unread["before"], unread["here"], unread["after"]) == ("boria", "aproved", "<b>most</b> clauses")
    assert unread["nearest"][0]["says"] == "boria approved clause 14"
    page = client("public").get("/r/velm/statements/check/", query).content.decode()
    assert "<mark>aproved</mark> &lt;b&gt;most&lt;/b&gt; clauses" in page
    assert 'aria-invalid="true"' in page
    long = client("public").get("/r/velm/statements/check/", {"claim": "boria " * 300})
    assert long.status_code == 200
    assert "1000 characters at most" in long.content.decode()


def test_a_bundle_holds_what_its_maker_may_see_and_is_verified(client: Clients, desk: Config, tmp_path: Path) -> None:
    from travaux.cli.main import run

    answer = client("public").post("/r/velm/statements/bundle", {"claim": CLAIM})
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"] == (
        'attachment; filename="velm-boria-neither-approved-nor-changed-any-clause.bundle"'
    )
    assert zipfile.is_zipfile(io.BytesIO(answer.content))
    path = tmp_path / "velm-boria-neither-approved-nor-changed-any-clause.bundle"
    path.write_bytes(answer.content)
    page = client("public").get("/r/velm/statements/check/", {"claim": CLAIM}).content.decode()
    command = re.search(r'<code class="command"[^>]*>travaux verify (\S+) --key ([^<]+)</code>', page)
    assert command is not None
    assert command[1] == path.name
    assert run(["verify", str(path), "--key", command[2]]) == 0
    for name in (b"Dav Karst", b"Mira Tanvik"):
        assert name not in b"".join(zipfile.ZipFile(path).read(each) for each in zipfile.ZipFile(path).namelist())


def test_a_bundle_is_refused_where_an_entry_is_not_for_everybody(client: Clients) -> None:
    claim = "boria approved most clauses"
    for role in ("boria", "public", "secretariat"):
        page = client(role).get("/r/orn/statements/check/", {"claim": claim}).content.decode()
        assert "No bundle can be made: one entry of this record is not for everybody" in page
        assert "Download the bundle" not in page
        refused = client(role).post("/r/orn/statements/bundle", {"claim": claim})
        assert refused.status_code == 403
        assert "not visible to all" in refused.content.decode()


def test_a_bundle_is_asked_for_by_a_form_of_this_site_alone(desk: Config) -> None:
    from django.test import Client

    strict = Client(enforce_csrf_checks=True, headers={"host": "localhost:8000"})
    assert strict.post("/r/velm/statements/bundle", {"claim": CLAIM}).status_code == 403
    assert strict.get("/r/velm/statements/bundle").status_code == 405


@pytest.mark.parametrize(
    "sent", [{}, {"claim": "boria aproved"}, {"claim": CLAIM, "names": "all"}, {"claim": "x" * 1001}]
)
def test_a_bundle_that_makes_no_sense_is_refused(client: Clients, sent: dict[str, str]) -> None:
    assert client("public").post("/r/velm/statements/bundle", sent).status_code == 422


def test_where_no_bundle_can_be_made_the_finding_is_a_paper(client: Clients) -> None:
    query = {"claim": "boria approved most clauses", "at": "100"}
    answer = client("public").get("/r/orn/statements/check.json", query).json()["answer"]
    assert answer["paper"] == "/r/orn/papers/finding/?at=100&claim=boria+approved+most+clauses"
    page = client("public").get(answer["paper"]).content.decode()
    assert "/r/orn/papers/finding.pdf?claim=boria+approved+most+clauses&amp;at=100" in page


def test_a_long_list_goes_on_before_an_entry(client: Clients, monkeypatch: pytest.MonkeyPatch) -> None:
    from travaux.web.pages.statements import listed

    monkeypatch.setattr(listed, "SHOWN", 2)
    first = client("public").get("/r/velm/statements.json").json()
    assert ([each["entry"] for each in first["statements"]], first["many"], first["older"]) == ([52, 51], 5, 51)
    page = client("public").get("/r/velm/statements/").content.decode()
    assert "/r/velm/statements/?before=51" in page
    last = client("public").get("/r/velm/statements.json", {"before": "13"}).json()
    assert ([each["entry"] for each in last["statements"]], last["older"], last["newer"]) == ([12], 0, True)
