"""Receives, enters, publishes: the only place where the core, a store, the clock and keys meet. No viewer, no read.

`opening.new` makes a record and `opening.open` opens one for a viewer (`viewers`); what they return is a `Record`
(`records`). An act becomes a signed entry in `entering`; every entry passes the `door`; the `ledger` brings it into the
log, under the eye of the guard (`guards`) in the operator's `home`; a `view` folds what its viewer may read.
`verifying` checks a whole record file, and believes none of its settings.
"""
