"""The entrance to the desk: invitations, signing in, and a member's own page. The tables are those of `accounts`."""
