"""HTML in (`read`) and out (the pages)."""
