"""In a browser: accounts, pages, API, live news. The desk at which delegations, a secretariat and the public work.

Django keeps accounts, passkeys, sessions, invitations and API tokens in a database of its own; deleting that loses no
evidence. A record is opened by `gate` alone, through `secretariat`, for a viewer.

    serve      the command: settings from its options, then the server
    config     what this desk serves, to whom, where: one value, read from one file
    gate       the one way from a request to a record; whoever may not read gets nothing
    pages      one module a page: a value built from the record, drawn as HTML and as JSON
    api        the same values for programs, with a description
    signing    the other site, where exactly one entry is shown and signed
    hub        live news: "the record grew to N", and nothing else
"""
