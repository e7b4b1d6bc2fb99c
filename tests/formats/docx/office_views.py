"""LibreOffice's own reading of Word files: run by the system's Python, which has `uno`; one LibreOffice for all files.

    /usr/bin/python3 office_views.py FOLDER

prints, for every .docx in the folder, the paragraphs that stand once all changes are accepted, and once all are
rejected, as JSON: {"name.docx": {"accept": ["…"], "reject": ["…"]}}.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

COMMANDS = {"accept": ".uno:AcceptAllTrackedChanges", "reject": ".uno:RejectAllTrackedChanges"}


def main(folder: Path) -> None:
    with tempfile.TemporaryDirectory() as home:
        pipe = f"travaux{Path(home).name}"
        office = subprocess.Popen(
            ["soffice", "--headless", "--norestore", "--nologo", "--nodefault", f"-env:UserInstallation=file://{home}",
             f"--accept=pipe,name={pipe};urp;"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            context = connected(pipe)
            desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
            found = {path.name: views(desktop, context, path) for path in sorted(folder.glob("*.docx"))}
            print(json.dumps(found))
            with contextlib.suppress(Exception):
                desktop.terminate()
            office.wait(60)
        finally:
            office.kill()


def connected(pipe: str) -> Any:
    uno = importlib.import_module("uno")
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(600):
        # Nobody listens yet: a NoConnectException, whose class only LibreOffice knows.
        with contextlib.suppress(Exception):
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        time.sleep(0.1)
    raise SystemExit("LibreOffice did not answer within a minute")


def views(desktop: Any, context: Any, path: Path) -> dict[str, list[str]]:
    return {view: after(desktop, context, path, command) for view, command in COMMANDS.items()}


def after(desktop: Any, context: Any, path: Path, command: str) -> list[str]:
    hidden = importlib.import_module("uno").createUnoStruct("com.sun.star.beans.PropertyValue")
    hidden.Name, hidden.Value = "Hidden", True
    document = desktop.loadComponentFromURL(path.as_uri(), "_blank", 0, (hidden,))
    try:
        helper = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
        helper.executeDispatch(document.CurrentController.Frame, command, "", 0, ())
        return list(paragraphs(document.Text))
    finally:
        document.close(True)


def paragraphs(text: Any) -> Iterator[str]:
    every = text.createEnumeration()
    while every.hasMoreElements():
        block = every.nextElement()
        if block.supportsService("com.sun.star.text.TextTable"):
            for name in block.CellNames:
                yield from paragraphs(block.getCellByName(name))
        else:
            yield block.String


if __name__ == "__main__":
    main(Path(sys.argv[1]))
