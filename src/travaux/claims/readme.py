"""The README in a bundle: what it is, and the commands to check it without Travaux."""

from __future__ import annotations

_HEAD = """\
This is a bundle of Travaux: a claim about a negotiated text, the answer, and all it takes to check the answer.

With Travaux, offline:

    travaux verify THIS.bundle --policy YOUR-POLICY

YOUR-POLICY is a file in which you name the log and the witnesses that you believe (C2SP tlog-policy). Take it
from somewhere else than this bundle: the one called "policy" in here is a convenience, and proves nothing.

Without Travaux, with stock tools. Unpack first: unzip THIS.bundle -d bundle && cd bundle

1. The log's signature on the checkpoint (openssl 1.1.1 or later). KEY is the log's key as you know it: the base64
   after the second "+" of its vkey.

    sed '/^$/,$d' checkpoint > text && tail -c1 text | od -c | head -1
    { printf '\\060\\052\\060\\005\\006\\003\\053\\145\\160\\003\\041\\000'
      echo KEY | base64 -d | tail -c 32; } > key.der
    grep -m1 '^— ' checkpoint | awk '{print $3}' | base64 -d | tail -c +5 > signature
    openssl pkeyutl -verify -pubin -keyform DER -inkey key.der -rawin -in text -sigfile signature

   Or in Go, with golang.org/x/mod: note.Open(checkpoint, note.VerifierList(v)) where v is note.NewVerifier(VKEY).

"""

_WHOLE = """\
2. Every entry is here: leaves.txt holds them in order, each followed by an empty line. Their tree hash (RFC 6962)
   is the third line of the checkpoint, their number the second. In Go: tlog.StoredHashesForRecordHash for each
   tlog.RecordHash(leaf), then tlog.TreeHash. For the number alone:

    awk 'BEGIN{RS=""} END{print NR}' leaves.txt

3. Somebody's signature on entry N (OpenSSH 8.4 or later). SIGNER is one of the names in allowed_signers:

    awk -v n=N 'BEGIN{RS=""; FS="\\n"} NR==n+1{printf "%s", $1}' leaves.txt > message
    { echo '-----BEGIN SSH SIGNATURE-----'
      awk -v n=N 'BEGIN{RS=""; FS="\\n"} NR==n+1{print $2}' leaves.txt
      echo '-----END SSH SIGNATURE-----'; } > message.sig
"""

_SOME = """\
2. Some entries are here, as leaves/N.leaf, each with its proof, leaves/N.tlog-proof (C2SP tlog-proof), under the same
   checkpoint. In Go: tlog.CheckRecord(proof, size, root, N, tlog.RecordHash(leaf)).

3. Somebody's signature on entry N (OpenSSH 8.4 or later). SIGNER is one of the names in allowed_signers:

    head -1 leaves/N.leaf | tr -d '\\n' > message
    { echo '-----BEGIN SSH SIGNATURE-----'
      sed -n 2p leaves/N.leaf
      echo '-----END SSH SIGNATURE-----'; } > message.sig
"""

_TAIL = """\
    ssh-keygen -Y verify -f allowed_signers -I SIGNER -n travaux-entry@v1 -s message.sig < message

   ssh-keygen does not check that a passkey verified its user, or for which site; Travaux does. allowed_signers
   holds the keys that are valid at the checkpoint: compare them with those you know.

4. The drafts: the name of each is the SHA-256 of its words.

    sha256sum drafts/*.txt

5. The answer is in finding.jsonl. Only Travaux works it out anew; a person can follow it by the entries it names.

What this cannot prove: that nothing was said or done that is not in the log; when anything was done; that a person is
who an enrolment says. An answer that rests on absence rests on the coverage it names, and on who vouches for that.
"""


def readme(*, whole: bool) -> bytes:
    """Returns the README of a bundle that carries every leaf, or only some."""
    return (_HEAD + (_WHOLE if whole else _SOME) + _TAIL).encode()
