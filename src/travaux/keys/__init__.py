"""Who signed: SSHSIG with Ed25519, passkeys in the same envelope, allowed signers."""
