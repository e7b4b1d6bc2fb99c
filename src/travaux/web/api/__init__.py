"""The API: everything that pages give, as JSON, and the acts that are entered by program. Described at openapi.json.

    asking      who asks: a key for programs, a web session, or nobody; what their key may do
    shapes      what is sent and answered
    reading     records, pages, entries, files, papers, exports, claims, bundles
    entering    acts, entries signed elsewhere, files; the seats of a record
    once        what is sent twice with one idempotency key is done once
    described   the description in OpenAPI

Every operation passes the gate. What a viewer may not see is sealed here as it is on the pages, and somebody who may
not sit at a record is answered as if there were none of that name.
"""
