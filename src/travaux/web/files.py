"""What is handed out as a file: receipts, and the log's own paths (C2SP tlog-tiles). Each passes the gate."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from travaux.errors import Malformed, NotPermitted
from travaux.web import gate


@require_safe
def receipt(request: HttpRequest, slug: str, index: int) -> HttpResponse:
    """Hands out the receipt of an entry under the last checkpoint, a C2SP tlog-proof."""
    seated = gate.seated(request, slug)
    with gate.opened(seated) as record:
        try:
            text = record.receipt(index)
        except (IndexError, NotPermitted):
            raise Http404 from None
    response = HttpResponse(text, content_type="text/plain; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{slug}-{index}.tlog-proof"'
    return response


@require_safe
def checkpoint(request: HttpRequest, slug: str) -> HttpResponse:
    """Hands out the last checkpoint, with its cosignatures."""
    with gate.opened(gate.seated(request, slug)) as record:
        text = record.checkpoint
    response = HttpResponse(text, content_type="text/plain; charset=utf-8")
    response.headers["Cache-Control"] = "private, no-cache"
    return response


@require_safe
def tile(request: HttpRequest, slug: str, path: str) -> HttpResponse:
    """Hands out a tile of the log: of hashes, or of entries where all of them are for whoever asks."""
    with gate.opened(gate.seated(request, slug)) as record:
        try:
            content = record.tile(f"tile/{path}")
        except (IndexError, Malformed, NotPermitted):
            raise Http404 from None
    response = HttpResponse(content, content_type="application/octet-stream")
    response.headers["Cache-Control"] = "private, max-age=31536000, immutable"
    return response
