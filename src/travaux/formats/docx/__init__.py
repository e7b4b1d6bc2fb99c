"""Word files (WordprocessingML, ISO/IEC 29500, transitional and strict) with everything they record about changes.

`read` gives the manuscript in a file's bytes; `write.write` makes a file of a manuscript.
"""

from __future__ import annotations

from travaux.formats.docx.reading import read as read
