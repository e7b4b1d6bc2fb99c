"""The page that checks bundles: it says in a real browser what `travaux verify` says, of honest bundles and of lies."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.claims.peace_plan import DENIAL
from tests.web.lies import Case, Lies

from travaux.web.verifying import SCRIPTS, table

if TYPE_CHECKING:
    from django.test import Client

    from travaux.web.config import Config

ROOT = Path(__file__).resolve().parents[2]
RUN = """async (given) => {
  const bytes = Uint8Array.from(given.data.match(/../g) ?? [], (pair) => parseInt(pair, 16));
  return verifyBundle(bytes, pins(await readPolicy(utf8(given.policy)), given.keys, given.sites));
}"""


@pytest.fixture(scope="module")
def lies() -> Lies:
    return Lies(many=14)


@pytest.fixture(scope="module")
def saved(desk: Config, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page, saved to disk."""
    from travaux.web.verifying.page import NAME
    from travaux.web.verifying.page import saved as made

    path = tmp_path_factory.mktemp("saved") / NAME
    path.write_bytes(made())
    return path


@pytest.fixture
def page(browser: Any, saved: Path) -> Any:
    """The saved page, open without a network; nothing may have been asked of one, nor said on the console."""
    context = browser.new_context(offline=True)
    opened = context.new_page()
    asked: list[str] = []
    said: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    opened.on("console", lambda message: said.append(message.text))
    opened.on("pageerror", lambda error: said.append(str(error)))
    opened.goto(saved.as_uri())
    yield opened
    context.close()
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert said == []


def outcome(page: Any, begins: str) -> None:
    """Waits until the page has said so."""
    page.locator("#outcome", has_text=re.compile(f"^{re.escape(begins)}")).wait_for(timeout=10_000)


def test_the_table_of_terms_is_what_the_dataclasses_say() -> None:
    assert table.script() == table.PATH.read_text(encoding="utf-8")


def test_every_script_is_on_the_page() -> None:
    assert sorted(SCRIPTS) == sorted(path.name for path in table.PATH.parent.glob("*.js"))


def test_the_saved_page_may_ask_nothing(saved: Path) -> None:
    text = saved.read_text(encoding="utf-8")
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)
    assert policy is not None
    for name in ("style", "script"):
        (block,) = re.findall(rf"<{name}>(.*?)</{name}>", text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(block.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy[1]
    assert policy[1].startswith("default-src 'none'")
    assert "connect-src" not in policy[1]
    assert re.findall(r'(?:src|href)="(?!#|data:)', text) == []


def test_the_desk_publishes_the_digest_of_what_it_hands_out(client: Callable[[str], Client]) -> None:
    visitor = client("public")
    handed = visitor.get("/verify/travaux-verify.html")
    assert handed.status_code == 200
    assert hashlib.sha256(handed.content).hexdigest() in visitor.get("/verify/").text


def test_the_guide_publishes_the_same_digest(saved: Path) -> None:
    """Where this fails because a script changed: put the digest that it prints into the guide."""
    digest = hashlib.sha256(saved.read_bytes()).hexdigest()
    assert digest in (ROOT / "docs" / "guides" / "verify.md").read_text(encoding="utf-8")


@pytest.mark.browser
def test_the_page_agrees_with_the_terminal(page: Any, lies: Lies) -> None:
    failed = set()
    for case in lies.cases():
        said, shown = case.report(), page.evaluate(RUN, case.as_json())
        ours = [step.answer for step in said.steps]
        theirs = [step["answer"] for step in shown["steps"]]
        assert (case.name, ours[:-1]) == (case.name, theirs[:-1])
        # The answer itself is worked out anew at the terminal alone; the page says no only where the terminal does.
        assert theirs[-1] == "left out" or (theirs[-1], ours[-1]) == ("failed", "failed")
        assert not shown["holds"]
        assert (case.name, list(said.not_proved)) == (case.name, shown["notProved"])
        failed |= {number for number, answer in enumerate(theirs) if answer == "failed"}
    assert failed == set(range(len(ours)))


@pytest.mark.browser
@pytest.mark.parametrize("kind", ["honest", "exchanged", "cosigned", "passkeys"])
def test_what_is_refused_is_refused_in_the_same_words(page: Any, lies: Lies, kind: str) -> None:
    cases: list[Case] = list(getattr(lies, kind)())
    said = [[step.why for step in case.report().steps[:-1]] for case in cases]
    shown = [
        [step["why"] if step["answer"] == "failed" else "" for step in page.evaluate(RUN, case.as_json())["steps"][:-1]]
        for case in cases
    ]
    assert dict(zip([case.name for case in cases], said, strict=True)) == dict(
        zip([case.name for case in cases], shown, strict=True)
    )


@pytest.mark.browser
def test_a_bundle_is_chosen(page: Any, lies: Lies, tmp_path: Path) -> None:
    case = next(lies.honest())
    file = tmp_path / "answer.bundle"
    file.write_bytes(case.data)
    page.set_input_files("#file", str(file))
    outcome(page, "Whose log")
    assert page.inner_text("#outcome").startswith("Whose log is example.com/velm-valley?")
    page.fill("#believe", lies.innocent.key.to_text())
    page.click("#again")
    outcome(page, "8 of 9")
    assert f"The bundle says: “{DENIAL}” is borne out." in page.inner_text("#outcome")
    states = page.eval_on_selector_all("#checks > li", "all => all.map((each) => each.dataset.state)")
    assert states == ["passed"] * 8 + ["left out"]
    file.write_bytes(case.data.replace(b"borne out", b"disputed!", 1))
    page.set_input_files("#file", [])
    page.set_input_files("#file", str(file))
    outcome(page, "It does not hold")


@pytest.mark.browser
def test_a_receipt_is_chosen_with_its_entry(page: Any, lies: Lies, tmp_path: Path) -> None:
    index, receipt = next(iter(lies.some.receipts.items()))
    (tmp_path / "a.tlog-proof").write_bytes(receipt)
    (tmp_path / "entry").write_bytes(lies.some.leaves[index])
    page.fill("#believe", lies.guilty.key.to_text())
    page.set_input_files("#file", [str(tmp_path / "entry"), str(tmp_path / "a.tlog-proof")])
    outcome(page, "Everything holds")
    (tmp_path / "entry").write_bytes(lies.some.leaves[index].replace(b'"seq":', b'"seq":1', 1))
    page.set_input_files("#file", [])
    page.set_input_files("#file", [str(tmp_path / "entry"), str(tmp_path / "a.tlog-proof")])
    outcome(page, "It does not hold")
    states = page.eval_on_selector_all("#checks > li", "all => all.map((each) => each.dataset.state)")
    assert states == ["passed", "passed", "failed", "left out", "left out"]


@pytest.mark.browser
def test_the_example_of_the_demonstration(browser: Any, served: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{served}/verify/")
    page.click("#spoil")
    outcome(page, "It does not hold")
    page.click("#try")
    outcome(page, "8 of 9")
    context.close()
