"""Small PDFs for the tests, written by hand: words at places, and lines drawn."""

from __future__ import annotations

from collections.abc import Sequence

Word = tuple[float, float, str]
"""From the left, from below, in points; and the words."""
Stroke = tuple[float, float, float]
"""A level line: from, to, and how high."""


def page(words: Sequence[Word], strokes: Sequence[Stroke] = (), size: float = 11) -> bytes:
    """Returns the drawing of a page."""
    drawn = []
    for left, low, text in words:
        escaped = text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
        drawn.append(b"BT /F1 %g Tf %g %g Td (%s) Tj ET" % (size, left, low, escaped))
    drawn.extend(b"0.7 w %g %g m %g %g l S" % (left, low, right, low) for left, right, low in strokes)
    return b"\n".join(drawn)


def document(*pages: bytes, encoding: bytes = b"/WinAnsiEncoding", annotations: bytes = b"") -> bytes:
    """Returns a PDF of some pages, each with the same annotations."""
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding %s >>" % encoding
    objects = [font, *(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn) for drawn in pages)]
    parent = 2 * len(pages) + 2
    objects.extend(
        b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
        b" /Resources << /Font << /F1 1 0 R >> >> /Annots [%s] >>" % (parent, number + 2, annotations)
        for number in range(len(pages))
    )
    kids = b" ".join(b"%d 0 R" % (len(pages) + 2 + number) for number in range(len(pages)))
    objects.append(b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(pages), kids))
    objects.append(b"<< /Type /Catalog /Pages %d 0 R >>" % parent)
    data, places = bytearray(b"%PDF-1.4\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    data += b"trailer << /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(objects), start)
    return bytes(data)
