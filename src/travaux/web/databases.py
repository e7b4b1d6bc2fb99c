"""The database of accounts on a server: Django's tables in a schema of their own, `web`, beside the records."""

from __future__ import annotations

from typing import Any

from travaux.stores.addresses import Address

SCHEMA = "web"


def of_server(store: str) -> dict[str, Any]:
    """Returns what Django is told of a database, given its address."""
    from psycopg.conninfo import conninfo_to_dict

    said = conninfo_to_dict(Address.from_text(store).uri)
    known = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
    own = {name: str(said.pop(key, "") or "") for name, key in known.items()}
    options = {**said, "options": f"-c search_path={SCHEMA} {said.get('options') or ''}".strip()}
    return {
        "ENGINE": "django.db.backends.postgresql", **own, "OPTIONS": options,
        # Each thread keeps its connection, and looks whether it still holds: a server may be started again.
        "CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True,
    }  # fmt: skip


def make_schema(store: str) -> None:
    """Makes the schema of accounts where there is none."""
    from travaux.stores import sessions

    address = Address.from_text(store)
    session = sessions.begin(address)
    try:
        with sessions.told(str(address)), session.transaction():
            session.execute("SELECT pg_advisory_xact_lock(%s, -1)", (sessions.LOCKS,))
            session.execute(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}")
    finally:
        session.close()
