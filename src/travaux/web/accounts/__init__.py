"""Who may sit at this desk: members, seats, invitations, tokens. What they may read of a record, the gate asks."""
