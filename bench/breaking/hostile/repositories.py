"""Git repositories and bundles that nobody honest sends, written object by object: no git is asked to make them."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha1
from random import Random

from bench.breaking.hostile.file import Hostile

EVIL = "touch evil-was-here"
_KINDS = {"commit": 1, "tree": 2, "blob": 3, "tag": 4}


@dataclass
class Objects:
    """Git objects by digest: kind and content."""

    found: dict[str, tuple[str, bytes]] = field(default_factory=dict)

    def add(self, kind: str, content: bytes) -> str:
        """Takes an object in, and returns its digest."""
        digest = sha1(b"%s %d\0" % (kind.encode(), len(content)) + content).hexdigest()
        self.found[digest] = kind, content
        return digest

    def tree(self, *entries: tuple[str, bytes, str]) -> str:
        """Takes in a tree of modes, names and digests, in the order given."""
        return self.add("tree", b"".join(b"%s %s\0" % (m.encode(), n) + bytes.fromhex(d) for m, n, d in entries))

    def commit(
        self,
        tree: str,
        parents: Sequence[str] = (),
        author: bytes = b"A. Clerk <a@b.example> 1900000000 +0200",
        more: bytes = b"",
    ) -> str:
        """Takes in a commit."""
        made_from = "".join(f"parent {parent}\n" for parent in parents)
        head = f"tree {tree}\n{made_from}".encode() + b"author %s\ncommitter %s\n" % (author, author)
        return self.add("commit", head + more + b"\nx\n")

    def loose(self) -> dict[str, bytes]:
        """Returns them as files of a repository."""
        return {
            f"objects/{digest[:2]}/{digest[2:]}": zlib.compress(b"%s %d\0" % (kind.encode(), len(content)) + content)
            for digest, (kind, content) in self.found.items()
        }

    def pack(self, count: int | None = None) -> bytes:
        """Returns them as a pack; `count` is what it says it holds."""
        said = len(self.found) if count is None else count
        made = bytearray(b"PACK" + (2).to_bytes(4, "big") + said.to_bytes(4, "big"))
        for kind, content in self.found.values():
            made += _header(_KINDS[kind], len(content)) + zlib.compress(content)
        return bytes(made) + sha1(made).digest()


def _header(kind: int, size: int) -> bytes:
    """Returns the head of an object in a pack: its kind and size, seven bits at a time."""
    first, rest = (kind << 4) | (size & 15), size >> 4
    made = bytearray()
    while rest:
        made.append(first | 0x80)
        first, rest = rest & 0x7F, rest >> 7
    return bytes([*made, first])


def bundle(objects: Objects, refs: Mapping[str, str], *, count: int | None = None) -> bytes:
    """Returns a bundle of objects under names."""
    head = "".join(f"{digest} {name}\n" for name, digest in refs.items())
    return f"# v2 git bundle\n{head}\n".encode("utf-8", "surrogateescape") + objects.pack(count)


def repository(objects: Objects, tip: str, more: Mapping[str, bytes] | None = None) -> dict[str, bytes]:
    """Returns the files of a bare repository whose branch main is at a commit, and whatever else is in it."""
    own = {
        "HEAD": b"ref: refs/heads/main\n",
        "refs/heads/main": f"{tip}\n".encode(),
        "config": b"[core]\n\trepositoryformatversion = 0\n\tbare = true\n",
    }
    return {**own, **objects.loose(), **(more or {})}


def history(*texts: bytes) -> tuple[Objects, str]:
    """Returns the commits of one file, `draft.txt`, and the last of them."""
    objects, tip = Objects(), ""
    for text in texts or (b"1. The Parties shall act.\n", b"1. The Parties may act.\n"):
        blob = objects.add("blob", text)
        tip = objects.commit(objects.tree(("100644", b"draft.txt", blob)), [tip] if tip else [])
    return objects, tip


def files(random: Random) -> Iterator[Hostile]:
    """Yields every hostile repository there is here, but for the large ones."""
    for name, folder in _configured():
        yield Hostile(name, way="repository", folder=folder)
    for made in (_trees, _commits, _references):
        for name, objects, tip, more in made(random):
            yield Hostile(name, way="repository", folder=repository(objects, tip, more))
            if not more:
                yield Hostile(f"{name}.bundle", bundle(objects, {"refs/heads/main": tip}), "repository")
    yield from _linked()
    for name, data in _bundles(random):
        yield Hostile(f"{name}.bundle", data, "repository")


def large(random: Random) -> Iterator[Hostile]:
    """Yields those that are large, by right or not."""
    objects = Objects()
    tree = objects.tree(("100644", b"draft.txt", objects.add("blob", b"x\n")))
    tip = ""
    for number in range(random.choice((20_000, 30_000))):
        tip = objects.commit(tree, [tip] if tip else [], b"A <a@b> %d +0000" % number)
    yield Hostile("very-many-commits.bundle", bundle(objects, {"refs/heads/main": tip}), "repository", big=True)
    objects, tip = history(b"x" * 60_000_000)
    yield Hostile("a-file-of-60-MB.bundle", bundle(objects, {"refs/heads/main": tip}), "repository")
    objects, tip = history(bytes(900_000_000))
    yield Hostile("a-file-of-900-MB.bundle", bundle(objects, {"refs/heads/main": tip}), "repository", big=True)


def _configured() -> Iterator[tuple[str, dict[str, bytes]]]:
    objects, tip = history()
    settings = {
        "fsmonitor": f"[core]\nfsmonitor = {EVIL}\n",
        "pager": f"[core]\npager = {EVIL}\n[pager]\nlog = {EVIL}\n",
        "editor": f"[core]\neditor = {EVIL}\n",
        "ssh": f"[core]\nsshCommand = {EVIL}\n",
        "alternates": f"[core]\nalternateRefsCommand = {EVIL}\n",
        "proxy": f"[core]\ngitProxy = {EVIL}\n",
        "hooks": "[core]\nhooksPath = hooks\n",
        "alias": f"[alias]\ncat-file = !{EVIL}\nrev-parse = !{EVIL}\n",
        "external": f"[diff]\nexternal = {EVIL}\n",
        "textconv": f'[diff "x"]\ntextconv = {EVIL}\ncommand = {EVIL}\n',
        "filter": f'[filter "x"]\nsmudge = {EVIL}\nclean = {EVIL}\nprocess = {EVIL}\nrequired\n',
        "signatures": f"[gpg]\nprogram = {EVIL}\n[log]\nshowSignature = true\n[commit]\ngpgSign = true\n",
        "credentials": f"[credential]\nhelper = !{EVIL}\n",
        "worktree": "[core]\nbare = false\nworktree = /\n",
        "included": '[include]\npath = /etc/passwd\n[includeIf "gitdir:/"]\npath = ../../evil\n',
        "partial": f'[extensions]\npartialClone = origin\n[remote "origin"]\npromisor = true\nurl = ext::sh -c '
        f"{EVIL}\n",
        "promisor": f'[remote "origin"]\npromisor = true\nurl = .\nuploadpack = {EVIL}\n',
        "elsewhere": '[url "http://elsewhere.example/"]\ninsteadOf = /\n',
        "submodule": '[submodule "x"]\nurl = ext::x\n',
        "broken": "[core\n",
        "deep": '[a "' * 20_000,
        "format": "[core]\nrepositoryformatversion = 99\n",
        "extension": "[core]\nrepositoryformatversion = 1\n[extensions]\nnosuch = 1\n",
        "sha256": "[core]\nrepositoryformatversion = 1\n[extensions]\nobjectFormat = sha256\n",
        "trace": "[trace2]\neventTarget = /tmp/evil-was-here\nnormalTarget = /tmp/evil-was-here\n",
        "numbers": "[core]\nbigFileThreshold = -1\npackedGitLimit = 99999999999999999999\ncompression = x\n",
    }
    for name, text in settings.items():
        config = f"[core]\nrepositoryformatversion = 0\nbare = true\n{text}".encode()
        attributes = {"info/attributes": b"* filter=x diff=x merge=x\n"}
        yield f"config-{name}", repository(objects, tip, {"config": config, **attributes})
    hooks = ("post-checkout", "reference-transaction", "fsmonitor-watchman", "pre-auto-gc", "post-index-change")
    scripts = {f"hooks/{name}": f"#!/bin/sh\n{EVIL}\n".encode() for name in hooks}
    yield "hooks", repository(objects, tip, scripts)
    yield "config-none", {name: data for name, data in repository(objects, tip).items() if name != "config"}


_Made = Iterator[tuple[str, Objects, str, Mapping[str, bytes]]]


def _trees(random: Random) -> _Made:
    names = [
        b"a\nb",
        b"..",
        b".",
        b".git",
        b".GIT",
        b"a/b",
        b"",
        b"-x",
        b"--upload-pack=x",
        b"\xff\xfe",
        b"a\0",
        b"~",
        b"x" * 5_000,
        "\u202etxt.exe".encode(),
        b"draft.txt:x",
        b"CON",
    ]
    for number, name in enumerate(names):
        objects = Objects()
        blob = objects.add("blob", b"x\n")
        entries = [("100644", name.replace(b"\0", b"?"), blob), ("100644", b"draft.txt", blob)]
        yield f"named-{number}", objects, objects.commit(objects.tree(*entries)), {}
    for mode in ("120000", "160000", "40000", "0", "100777", "777777777777", "-1", "x"):
        objects = Objects()
        blob = objects.add("blob", b"../../../../etc/passwd")
        yield f"mode-{mode}", objects, objects.commit(objects.tree((mode, b"draft.txt", blob))), {}
    objects = Objects()
    below = objects.tree(("100644", b"f", objects.add("blob", b"x\n")))
    for _ in range(12):
        below = objects.tree(*(("40000", b"%d" % n, below) for n in range(10)))
    yield "a-tree-of-a-million-million-files", objects, objects.commit(below), {}
    objects = Objects()
    deep = objects.tree(("100644", b"f", objects.add("blob", b"x\n")))
    for _ in range(random.choice((2_000, 5_000))):
        deep = objects.tree(("40000", b"d", deep))
    yield "a-deep-tree", objects, objects.commit(deep), {}
    objects = Objects()
    blob = objects.add("blob", b"x\n")
    yield "one-name-twice", objects, objects.commit(objects.tree(*[("100644", b"draft.txt", blob)] * 3)), {}
    objects = Objects()
    yield "a-file-that-is-not-there", objects, objects.commit(objects.tree(("100644", b"draft.txt", "ab" * 20))), {}
    objects = Objects()
    yield "a-tree-that-is-not-there", objects, objects.commit("cd" * 20), {}
    objects = Objects()
    tree = objects.add("tree", b"100644 draft.txt\0short")
    yield "a-tree-cut-short", objects, objects.commit(tree), {}
    objects = Objects()
    commit = objects.commit(objects.tree())
    yield "a-file-that-is-a-commit", objects, objects.commit(objects.tree(("100644", b"draft.txt", commit))), {}
    modules = b'[submodule "x"]\npath = draft.txt\nurl = -u./payload\n'
    objects = Objects()
    entries = [("100644", b".gitmodules", objects.add("blob", modules)), ("160000", b"draft.txt", "ab" * 20)]
    yield "a-submodule", objects, objects.commit(objects.tree(*entries)), {}
    for number, data in enumerate(
        (b"PK\3\4" + bytes(99), b"%PDF-1.7", b"\0" * 999, b"\xff\xfea", b"version https://git-lfs.github.com/x")
    ):
        objects, tip = history(b"1. x\n", data)
        yield f"holds-{number}", objects, tip, {}


def _commits(random: Random) -> _Made:
    people = [
        b"",
        b"A",
        b"A <a@b>",
        b"A <a@b> x +0000",
        b"A <a@b> -1 +0000",
        b"A <a@b> 99999999999999999999 +0000",
        b"A <a@b> 1 +9999",
        b"A <a@b> 1 -9999",
        b"<> 1 +0000",
        b"A\0B <a> 1 +0000",
        b"A <a@b 1 +0000",
        b"\xff\xfe <a> 1 +0000",
        b"x" * 300_000 + b" <a> 1 +0000",
        b"A <a> 9223372036854775807 +0000",
        "\u202eA <a> 1 +0000".encode(),
        b"A <a> 253402300799 +1459",
        b"A <a> 4102444800 +0000 x",
        b"\x1b[2JA <a> 1 +0000",
    ]
    for number, author in enumerate(people):
        objects, _ = history()
        tree = objects.tree(("100644", b"draft.txt", objects.add("blob", b"1. x\n")))
        yield f"author-{number}", objects, objects.commit(tree, author=author), {}
    for said in (b"rot13", b"zlib", b"idna", b"undefined", b"utf-16", b"x" * 5_000, b"\xff", b"unicode_escape"):
        objects, _ = history()
        tree = objects.tree(("100644", b"draft.txt", objects.add("blob", b"1. x\n")))
        yield f"encoding-{said[:9].hex()}", objects, objects.commit(tree, more=b"encoding " + said + b"\n"), {}
    objects, tip = history()
    tree = objects.tree(("100644", b"draft.txt", objects.add("blob", b"1. y\n")))
    yield "a-parent-that-is-not-there", objects, objects.commit(tree, ["ab" * 20]), {}
    yield "a-parent-that-is-a-tree", objects, objects.commit(tree, [tree]), {}
    yield "a-parent-a-thousand-times", objects, objects.commit(tree, [tip] * 1_000), {}
    objects, tip = history()
    roots = [objects.commit(tree, author=b"A <a> %d +0000" % n) for n in range(random.choice((50, 200)))]
    objects.tree(("100644", b"draft.txt", objects.add("blob", b"1. y\n")))
    yield "very-many-parents", objects, objects.commit(tree, roots), {}
    objects, tip = history()
    ladder = [tip]
    for number in range(40):  # every rung has two ways down: a walk that goes them all takes 2 to the 40th steps
        tree = objects.tree(("100644", b"draft.txt", objects.add("blob", b"%d\n" % number)))
        sides = [objects.commit(tree, ladder, b"A <a> %d +0000" % (2 * number + side)) for side in (0, 1)]
        ladder = sides
    yield "a-ladder-of-merges", objects, objects.commit(tree, ladder), {}
    objects, tip = history()
    other = objects.commit(tree, author=b"B <b> 1 +0000")
    replaced = {f"refs/replace/{tip}": f"{other}\n".encode(), f"refs/replace/{other}": f"{tip}\n".encode()}
    yield "replaced-in-a-ring", objects, tip, replaced
    yield "grafted-in-a-ring", objects, tip, {"info/grafts": f"{tip} {tip}\n".encode()}
    yield "shallow", objects, tip, {"shallow": f"{tip}\n".encode()}
    tag = objects.add("tag", f"object {tip}\ntype commit\ntag x\ntagger A <a> 1 +0000\n\nx\n".encode())
    for _ in range(3_000):
        tag = objects.add("tag", f"object {tag}\ntype tag\ntag x\ntagger A <a> 1 +0000\n\nx\n".encode())
    yield "a-tag-of-a-tag-of-a-tag", objects, tag, {}


def _references(random: Random) -> _Made:
    objects, tip = history()
    line = f"{tip}\n".encode()
    yield "head-of-itself", objects, tip, {"HEAD": b"ref: HEAD\n"}
    yield (
        "heads-in-a-ring",
        objects,
        tip,
        {"refs/heads/main": b"ref: refs/heads/a\n", "refs/heads/a": b"ref: refs/heads/main\n"},
    )
    yield "head-outside", objects, tip, {"HEAD": b"ref: ../../../etc/passwd\n"}
    yield "head-of-nothing", objects, tip, {"HEAD": b"\0" * 99}
    yield "head-is-long", objects, tip, {"HEAD": b"ref: " + b"x/" * 30_000}
    yield (
        "names",
        objects,
        tip,
        {f"refs/heads/{name}": line for name in ("-x", "a b", "a^b", "\u202ex", "HEAD", "@", "x" * 200)},
    )
    yield "packed", objects, tip, {"packed-refs": b"# pack-refs\n" + line * 20_000}
    many = {f"refs/heads/{random.getrandbits(60):x}": line for _ in range(500)}
    yield "very-many-branches", objects, tip, {"HEAD": b"ref: refs/heads/none\n", **many}
    yield "alternates", objects, tip, {"objects/info/alternates": b"/\n../../../../../etc\n\n#\n"}
    yield "alternates-in-a-ring", objects, tip, {"objects/info/alternates": b"../objects\n" * 500}
    yield "index", objects, tip, {"index": b"DIRC" + random.randbytes(500)}
    yield "commit-graph", objects, tip, {"objects/info/commit-graph": b"CGPH" + random.randbytes(500)}
    yield (
        "a-pack-of-garbage",
        objects,
        tip,
        {
            "objects/pack/pack-x.pack": b"PACK" + random.randbytes(99),
            "objects/pack/pack-x.idx": b"\xfftOc" + random.randbytes(2_000),
        },
    )
    garbage = {name: random.randbytes(200) for name in objects.loose()}
    yield "objects-of-garbage", objects, tip, garbage
    other = zlib.compress(b"commit 9\0not this.")
    yield "an-object-under-the-name-of-another", objects, tip, {f"objects/{tip[:2]}/{tip[2:]}": other}
    huge = zlib.compress(b"commit 99999999999\0" + bytes(9_999))
    yield "an-object-that-lies-about-its-size", objects, tip, {f"objects/{tip[:2]}/{tip[2:]}": huge}


def _linked() -> Iterator[Hostile]:
    objects, tip = history()
    folder = repository(objects, tip)
    for name, links in {
        "objects-linked": {"objects/info/x": "/etc"},
        "config-linked": {"worktrees/x": "/dev/zero"},
        "packed-linked": {"packed-refs": "/etc/passwd"},
        "shallow-linked": {"shallow": "/dev/null"},
        "head-linked": {"refs/heads/evil": "/etc/passwd"},
        "links-in-a-ring": {"refs/heads/a": "b", "refs/heads/b": "a"},
    }.items():
        yield Hostile(name, way="repository", folder=folder, links=links)
    inside = {f".git/{name}": data for name, data in folder.items()}
    yield Hostile(
        "a-work-tree", way="repository", folder={**inside, "draft.txt": b"x", ".gitattributes": b"* filter=x\n"}
    )
    for target in (b"gitdir: /etc\n", b"gitdir: .\n", b"gitdir: ../../../..\n", b"gitdir: " + b"x" * 9_999, b"\0"):
        yield Hostile(f"git-file-{len(target)}", way="repository", folder={".git": target, "draft.txt": b"x"})


def _bundles(random: Random) -> Iterator[tuple[str, bytes]]:
    objects, tip = history()
    for name in (
        "refs/heads/-x",
        "refs/heads/../../evil",
        "refs/heads/a b",
        "HEAD",
        "refs/heads/main.lock",
        "x",
        "refs/heads/\n",
        "refs/heads/" + "x" * 9_000,
        "refs/heads/\udcff",
        "refs/replace/" + tip,
    ):
        yield f"names-{name[:20].encode('utf-8', 'replace').hex()}", bundle(objects, {name: tip})
    yield "wants-what-is-not-there", b"# v2 git bundle\n-" + b"ab" * 20 + b" x\n" + bundle(objects, {"HEAD": tip})[16:]
    yield "head-only", b"# v2 git bundle\n"
    yield "no-pack", bundle(objects, {"refs/heads/main": tip}).partition(b"PACK")[0]
    yield "a-pack-of-very-many", bundle(objects, {"refs/heads/main": tip}, count=2**32 - 1)
    yield (
        "version-3",
        bundle(objects, {"refs/heads/main": tip}).replace(
            b"# v2 git bundle\n", b"# v3 git bundle\n@object-format=sha256\n"
        ),
    )
    yield (
        "filtered",
        bundle(objects, {"refs/heads/main": tip}).replace(
            b"# v2 git bundle\n", b"# v3 git bundle\n@filter=blob:none\n"
        ),
    )
    yield "garbage", b"# v2 git bundle\n" + random.randbytes(5_000)
    yield "cut", bundle(objects, {"refs/heads/main": tip})[:-30]
    yield "many-names", bundle(objects, {f"refs/heads/{n}": tip for n in range(20_000)})
    yield "deltas-in-a-ring", b"# v2 git bundle\n" + f"{tip} refs/heads/main\n\n".encode() + _ring(tip)


def _ring(digest: str) -> bytes:
    """Returns a pack whose one object is a delta of itself."""
    made = b"PACK" + (2).to_bytes(4, "big") + (1).to_bytes(4, "big")
    made += _header(7, 4) + bytes.fromhex(digest) + zlib.compress(b"\1\1\1x")
    return made + sha1(made).digest()
