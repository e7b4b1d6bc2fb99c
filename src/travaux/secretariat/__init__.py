"""Receives, enters, publishes: the only place where the core, a store, the clock and keys meet. No viewer, no read."""
