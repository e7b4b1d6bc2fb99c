"""Writes `sbom.cdx.json`: all that Travaux runs with or carries, as CycloneDX 1.6. Run `make sbom`.

    requirements.lock      which libraries, their digests, and who asks for each
    LICENCES               the licence of each, as somebody read it; a library that is not there is refused
    CARRIED                what others made and the package carries, each file with its digest

Nothing else goes in: no time, no number by lot, nothing of the machine. So the same project gives the same bytes, the
file is kept with the project, and the wheel carries it (PEP 770). A test holds it against the lock and the files.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
LOCK, SBOM, SOURCE = ROOT / "requirements.lock", ROOT / "sbom.cdx.json", ROOT / "src" / "travaux"

LICENCES = {
    "a2wsgi": "Apache-2.0",
    "annotated-types": "MIT",
    "asgiref": "BSD-3-Clause",
    "bcrypt": "Apache-2.0",
    "boto3": "Apache-2.0",
    "botocore": "Apache-2.0",
    "cffi": "MIT-0",
    "click": "BSD-3-Clause",
    "cloudpickle": "BSD-3-Clause",
    "colorama": "BSD-3-Clause",
    "cryptography": "Apache-2.0 OR BSD-3-Clause",
    "cydifflib": "MIT",
    "dask": "BSD-3-Clause",
    "distributed": "BSD-3-Clause",
    "django": "BSD-3-Clause",
    "django-allauth": "MIT",
    "django-ninja": "MIT",
    # One file of data, the public suffix list, is under MPL-2.0; it is passed on as it is.
    "fido2": "BSD-2-Clause AND Apache-2.0 AND MPL-2.0",
    "fonttools": "MIT",
    "fsspec": "BSD-3-Clause",
    "h11": "MIT",
    "icalendar": "BSD-2-Clause",
    "importlib-metadata": "Apache-2.0",
    "jinja2": "BSD-3-Clause",
    "jmespath": "MIT",
    "lazy-importer": "Apache-2.0",
    "locket": "BSD-2-Clause",
    "lxml": "BSD-3-Clause",
    "markdown-it-py": "MIT",
    "markupsafe": "BSD-3-Clause",
    "mdurl": "MIT",
    "msgpack": "Apache-2.0",
    "packaging": "Apache-2.0 OR BSD-2-Clause",
    "partd": "BSD-3-Clause",
    "psutil": "BSD-3-Clause",
    # Decision 13: optional, unchanged, loaded as a library.
    "psycopg": "LGPL-3.0-only",
    "psycopg-binary": "LGPL-3.0-only",
    "pycparser": "BSD-3-Clause",
    "pydantic": "MIT",
    "pydantic-core": "MIT",
    "pygments": "BSD-2-Clause",
    "pypdfium2": "BSD-3-Clause AND Apache-2.0",
    "python-dateutil": "Apache-2.0 OR BSD-3-Clause",
    "python-docx": "MIT",
    "pyyaml": "MIT",
    "qrcode": "BSD-3-Clause",
    "rapidfuzz": "MIT",
    "rich": "MIT",
    "s3transfer": "Apache-2.0",
    "six": "MIT",
    "sortedcontainers": "Apache-2.0",
    "sqlparse": "BSD-3-Clause",
    "tblib": "BSD-2-Clause",
    "toolz": "BSD-3-Clause",
    "tornado": "Apache-2.0",
    "typing-extensions": "PSF-2.0",
    "typing-inspection": "MIT",
    "typst": "Apache-2.0",
    "tzdata": "Apache-2.0",
    "urllib3": "MIT",
    "uvicorn": "BSD-3-Clause",
    "whitenoise": "MIT",
    "xlsxwriter": "BSD-2-Clause",
    "zict": "BSD-3-Clause",
    "zipp": "MIT",
}
CARRIED = (
    ("web/static/htmx.min.js", "0BSD", "htmx.org 4.0.1, as its makers publish it"),
    ("formats/*/fonts/Source*", "OFL-1.1", "Source Serif 4 and Source Sans 3, by Adobe"),
    ("formats/*/fonts/[Aa]miri*", "OFL-1.1", "Amiri, by the Amiri Project Authors"),
    ("formats/*/fonts/DejaVu*", "Bitstream-Vera", "DejaVu Sans, by its authors"),
    ("reading/weights", "Apache-2.0", "made by bench/train_reading.py of a corpus that states no licence: decision 9"),
)
_LINE = re.compile(r"^(?P<name>[a-z0-9-]+)==(?P<version>\S+)(?: ; (?P<where>.*?))?(?: \\)?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Locked:
    """A line of the lock: a library in one version, on which machines, the digests of its files, who asks for it."""

    name: str
    version: str
    where: str
    digests: tuple[str, ...]
    asked_by: tuple[str, ...]

    @property
    def ref(self) -> str:
        """Its name among all packages, of any language (purl)."""
        return f"pkg:pypi/{self.name}@{self.version}"


def locked(text: str) -> list[Locked]:
    """Reads a lock. Who asks for what is told in its remarks (`# via`)."""
    return [
        Locked(
            name=found["name"],
            version=found["version"],
            where=found["where"] or "",
            digests=tuple(re.findall(r"--hash=sha256:([0-9a-f]{64})", text[found.end() : end])),
            asked_by=tuple(re.findall(r"# +(?:via )?([a-z][a-z0-9-]*)(?: \(.*\))?$", text[found.end() : end], re.M)),
        )
        for found, end in _parts(text)
    ]


def _parts(text: str) -> Iterator[tuple[re.Match[str], int]]:
    found = list(re.finditer(_LINE.pattern, text, re.MULTILINE))
    return zip(found, [*(each.start() for each in found[1:]), len(text)], strict=True)


def version() -> str:
    """Returns the version of Travaux, as its source has it."""
    return re.findall(r'^__version__ = "(.+)"$', (SOURCE / "__init__.py").read_text(), re.MULTILINE)[0]


def bom() -> dict[str, Any]:
    """Returns what the file says."""
    libraries = locked(LOCK.read_text(encoding="utf-8"))
    files = [(path, licence, told) for glob, licence, told in CARRIED for path in sorted(SOURCE.glob(glob))]
    travaux = f"pkg:pypi/travaux@{version()}"
    refs = {"travaux": travaux, **{each.name: each.ref for each in libraries}}
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": _travaux(travaux)},
        "components": [*map(_library, libraries), *(_file(*each) for each in files)],
        "dependencies": [
            {"ref": ref, "dependsOn": sorted(each.ref for each in libraries if name in each.asked_by)}
            for name, ref in sorted(refs.items())
        ],
    }


def _travaux(ref: str) -> dict[str, Any]:
    return {
        "type": "application",
        "bom-ref": ref,
        "name": "travaux",
        "version": version(),
        "licenses": [{"license": {"id": "Apache-2.0"}}],
        "purl": ref,
    }


def _library(each: Locked) -> dict[str, Any]:
    found = {
        "type": "library",
        "bom-ref": each.ref,
        "name": each.name,
        "version": each.version,
        "licenses": [{"expression": LICENCES[each.name]}],
        "purl": each.ref,
        # Any of its files may be the one that is installed: each machine takes its own.
        "externalReferences": [
            {"type": "distribution", "url": each.ref, "hashes": [_digest(digest) for digest in each.digests]}
        ],
    }
    return found | ({"properties": [{"name": "travaux:where", "value": each.where}]} if each.where else {})


def _file(path: Path, licence: str, told: str) -> dict[str, Any]:
    name = path.relative_to(SOURCE.parent).as_posix()
    return {
        "type": "file",
        "bom-ref": name,
        "name": name,
        "description": told,
        "hashes": [_digest(sha256(path.read_bytes()).hexdigest())],
        "licenses": [{"license": {"id": licence}}],
    }


def _digest(digest: str) -> dict[str, str]:
    return {"alg": "SHA-256", "content": digest}


def written() -> str:
    """Returns the file."""
    return json.dumps(bom(), indent=1, ensure_ascii=False) + "\n"


def main() -> None:
    """Writes the file."""
    SBOM.write_text(written(), encoding="utf-8")


if __name__ == "__main__":
    main()
