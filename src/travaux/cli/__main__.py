"""`python -m travaux.cli` is `travaux`."""

from travaux.cli.main import main

main()
