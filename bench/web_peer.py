"""A peer for the desk: the same words of the same text, as a plain Django page; and live news by Django's own streams.

    python -m bench.web_peer PORT RUNS          pages: Django's templates on the same server and pool of threads
    python -m bench.web_peer PORT RUNS live     streams: Django's asynchronous handler, a stream for each reader

It has no accounts, no gate, no legend and no policy: less than any page of the desk does.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

PAGE = """<!doctype html><html lang="en"><title>Text</title><main>
{% for shape, words in runs %}<span class="{{ shape }}">{{ words }}</span>{% endfor %}</main></html>"""


def main(port: int, runs: list[list[str]], *, live: bool) -> None:
    import uvicorn
    from django.conf import settings

    settings.configure(
        ALLOWED_HOSTS=["*"], ROOT_URLCONF=__name__, SECRET_KEY="bench", MIDDLEWARE=[],
        TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}],
    )  # fmt: skip
    import django

    django.setup()
    from django.core.asgi import get_asgi_application
    from django.core.wsgi import get_wsgi_application
    from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
    from django.template import engines
    from django.urls import path

    template = engines["django"].from_string(PAGE)

    def text(request: HttpRequest) -> HttpResponse:
        return HttpResponse(template.render({"runs": runs}, request))

    async def events(request: HttpRequest) -> StreamingHttpResponse:
        async def stream() -> AsyncIterator[bytes]:
            yield b"retry: 2000\n\n"
            while True:
                await asyncio.sleep(20)
                yield b": still here\n\n"

        return StreamingHttpResponse(stream(), content_type="text/event-stream")

    globals()["urlpatterns"] = [path("text/", text), path("events", events)]
    app: Any = get_asgi_application()
    if not live:
        from a2wsgi import WSGIMiddleware

        app = WSGIMiddleware(get_wsgi_application(), workers=8)  # type: ignore[arg-type]
    uvicorn.run(app, host="127.0.0.1", port=port, log_level="error", lifespan="off")


if __name__ == "__main__":
    main(int(sys.argv[1]), json.loads(Path(sys.argv[2]).read_text(encoding="utf-8")), live="live" in sys.argv)
