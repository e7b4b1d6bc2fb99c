"""The API, asked everything that its description allows and much that it does not, by each of five who may ask.

A bounded run is part of the tests. `TRAVAUX_FUZZ=200` asks each operation two hundred times, with every phase.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from travaux.web.config import Config

EXAMPLES = int(os.environ.get("TRAVAUX_FUZZ", "0"))
SLUG = "fuzzed"
_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")


@pytest.fixture(scope="module")
def fuzzed(desk: Config, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, dict[str, dict[str, str]]]]:
    """A copy of the record to be written to, and how each of five asks of it: their headers and cookies."""
    from django.conf import settings
    from django.test import Client

    from travaux.secretariat.opening import open as open_record
    from travaux.web import gate
    from travaux.web.accounts.models import Member, Seat
    from travaux.web.demonstration import EXAMPLES as MADE
    from travaux.web.demonstration import record
    from travaux.web.entrance.own import SCOPES, token

    path = tmp_path_factory.mktemp("fuzzed") / "fuzzed.travaux"
    record(MADE[0], path, Path(desk.home), desk.signing_origin)
    settings.DESK.records[SLUG] = str(path)
    before = settings.DESK
    settings.DESK = replace(before, public=(*before.public, SLUG))
    with open_record(path, viewer="depositary", home=desk.home) as opened:
        party = opened.party("boria")
    who: dict[str, dict[str, dict[str, str]]] = {"public": {"headers": {}, "cookies": {}}}
    for role in ("party", "observer", "secretariat"):
        member = Member.objects.create_user(f"{role}@fuzz.example")
        seat = Seat.objects.create(member=member, record=SLUG, role=role, party=party if role == "party" else "")
        client = Client(headers={"host": "localhost:8000"})
        client.force_login(member, backend="allauth.account.auth_backends.AuthenticationBackend")
        client.get("/preferences/")
        cookies = {name: each.value for name, each in client.cookies.items()}
        who[role] = {"headers": {"X-CSRFToken": cookies["csrftoken"]}, "cookies": cookies}
        if role == "secretariat":
            key = token(seat, "fuzz", list(SCOPES), 1)
            who["token"] = {"headers": {"Authorization": f"Bearer {key}"}, "cookies": {}}
    yield who
    gate.close()
    settings.DESK = before
    settings.DESK.records.pop(SLUG)
    shutil.rmtree(path.parent, ignore_errors=True)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("role", ["public", "party", "observer", "secretariat", "token"])
def test_the_api_answers_as_it_is_described(fuzzed: dict[str, Any], role: str) -> None:
    import schemathesis
    from django.core.wsgi import get_wsgi_application

    asked = fuzzed[role]

    class Auth:
        def get(self, case: Any, context: Any) -> bool:
            return True

        def set(self, case: Any, data: Any, context: Any) -> None:
            case.headers.update(asked["headers"])
            case.cookies = {**(case.cookies or {}), **asked["cookies"]}

    schema = schemathesis.openapi.from_wsgi("/api/openapi.json", get_wsgi_application())
    schema.auth()(Auth)
    wrong: dict[str, str] = {}
    for found in schema.get_all_operations():
        _ask(found.ok(), role, wrong)
    assert wrong == {}


def _ask(operation: Any, role: str, wrong: dict[str, str]) -> None:
    """Asks one operation of the record to be written to; those who would take away what they ask by are spared."""
    import hypothesis
    import schemathesis
    from schemathesis.generation.hypothesis.builder import HypothesisTestConfig, HypothesisTestMode, create_test

    if operation.label.startswith("DELETE") and role in ("secretariat", "token"):
        return
    schemathesis.checks.load_all_checks()
    # Whether what is well formed can be entered, the record says: acts have a grammar, and a time.
    spared = [schemathesis.checks.CHECKS.get_one("positive_data_acceptance")]

    def ask(case: Any) -> None:
        slug = str((case.path_parameters or {}).get("slug", ""))
        if _SLUG.fullmatch(slug):
            case.path_parameters["slug"] = SLUG
        answer = case.call()
        try:
            case.validate_response(answer, excluded_checks=spared)
        except (Exception, BaseExceptionGroup) as fault:
            wrong.setdefault(f"{operation.label} {answer.status_code}", str(fault))

    modes = [HypothesisTestMode.FUZZING, *([HypothesisTestMode.COVERAGE] if EXAMPLES else [])]
    settings = hypothesis.settings(
        max_examples=EXAMPLES or 2, deadline=None, database=None, suppress_health_check=list(hypothesis.HealthCheck)
    )  # fmt: skip
    create_test(
        operation=operation, test_func=ask,
        config=HypothesisTestConfig(modes=modes, project=operation.schema.config, settings=settings, seed=20310317),
    )()  # fmt: skip
