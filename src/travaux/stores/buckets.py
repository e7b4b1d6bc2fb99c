"""A showcase in a bucket of an S3-compatible store: `s3://BUCKET/PREFIX`. The store itself keeps its two promises.

A file is put with `If-None-Match: *`, the checkpoint with `If-Match` and the ETag under which it was read: so no two
who publish at once can undo each other, wherever they are. A store that passes over such conditions is found out, by a
file that is put twice, `.conditions`, before anything else is put there. Who one is to the store, and where it is,
boto3 finds as in all its programs: the environment, `~/.aws`, the machine; `AWS_ENDPOINT_URL_S3`, or `endpoint`, names
a store other than Amazon's.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Any, Protocol, TypeVar, cast

from travaux.errors import Locked, Malformed, StoreFailed
from travaux.stores.showcase import Shown, headers

T = TypeVar("T")

_ADDRESS = re.compile(r"s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:/+(.*?)/*)?")
_NOT_SO = {"NoSuchKey", "PreconditionFailed", "404", "412"}
_AT_ONCE = {"ConditionalRequestConflict", "OperationAborted", "409"}
_CONDITIONS = ".conditions"


class _Client(Protocol):
    """What is asked of boto3, which declares no types."""

    get_object: Callable[..., dict[str, Any]]
    put_object: Callable[..., dict[str, Any]]


class BucketShowcase:
    """The files of a log under a prefix of a bucket."""

    def __init__(self, address: str, endpoint: str = "") -> None:
        found = _ADDRESS.fullmatch(address)
        if found is None:
            raise Malformed("not the address of a bucket", where=address, advice="Give it like s3://bucket/prefix")
        self._address, self._bucket = address, found[1]
        self._prefix = f"{found[2]}/" if found[2] else ""
        self._client = _client(address, endpoint)
        self._conditions_hold = False

    def __str__(self) -> str:
        return self._address

    def read(self, path: str) -> Shown | None:
        """Returns a file, or None where there is none."""

        def ask() -> Shown:
            answer = self._client.get_object(Bucket=self._bucket, Key=self._prefix + path)
            return Shown(answer["Body"].read(), answer["ETag"])

        return self._asked(path, ask)

    def add(self, path: str, content: bytes) -> bool:
        """Puts a file there; returns False, and does nothing, where there is one already."""
        self._check_conditions()
        return self._put(path, content, IfNoneMatch="*")

    def replace(self, path: str, content: bytes, shown: Shown | None) -> bool:
        """Puts a file in the place of the one that was read, None for none; returns False where it is not that now."""
        self._check_conditions()
        return self._put(path, content, **({"IfNoneMatch": "*"} if shown is None else {"IfMatch": shown.mark}))

    def _check_conditions(self) -> None:
        said = b"A store that lets this file be put twice passes over If-None-Match.\n"
        if self._conditions_hold:
            return
        if self._put(_CONDITIONS, said, IfNoneMatch="*") and self._put(_CONDITIONS, said, IfNoneMatch="*"):
            raise StoreFailed(
                f"{self}: this store passes over conditions (If-None-Match): two who publish at once could undo each "
                "other. Nothing was published; use a store that holds to them"
            )
        self._conditions_hold = True

    def _put(self, path: str, content: bytes, **condition: str) -> bool:
        kind, caching = headers(path)
        put = partial(
            self._client.put_object, Bucket=self._bucket, Key=self._prefix + path, Body=content, ContentType=kind,
            CacheControl=caching, **condition,
        )  # fmt: skip
        return self._asked(path, put) is not None

    def _asked(self, path: str, ask: Callable[[], T]) -> T | None:
        """Returns the store's answer, None where it says that something is not so; raises any other fault as ours."""
        from botocore.exceptions import BotoCoreError, ClientError

        try:
            return ask()
        except ClientError as fault:
            error = fault.response["Error"]
            if error["Code"] in _NOT_SO:
                return None
            if error["Code"] in _AT_ONCE:
                raise Locked(f"{self}: others are writing {path} at this moment; try again") from None
            raise StoreFailed(f"{self}: {path}: {error['Code']}, {error.get('Message', '')}") from None
        except BotoCoreError as fault:
            raise StoreFailed(f"{self}: {fault}") from None


def _client(address: str, endpoint: str) -> _Client:
    try:
        import boto3
        from botocore.config import Config
        from botocore.exceptions import BotoCoreError
    except ModuleNotFoundError:
        raise Malformed("a bucket needs boto3", where=address, advice="Install it: pip install 'travaux[s3]'") from None
    # Checksums that only Amazon's own store knows are left out: the tiles have better ones.
    config = Config(
        request_checksum_calculation="when_required", response_checksum_validation="when_required",
        s3={"addressing_style": "path"} if endpoint else None,
    )  # fmt: skip
    try:
        return cast("_Client", boto3.client("s3", endpoint_url=endpoint or None, config=config))
    except (BotoCoreError, ValueError) as fault:
        raise Malformed(str(fault), where=endpoint or address) from None
