// Signatures of entries: SSHSIG (OpenSSH PROTOCOL.sshsig), by an Ed25519 key, a security key, or a passkey in a browser.
"use strict";

const NAMESPACE = "travaux-entry@v1";
const ED25519 = "ssh-ed25519", SK_ED25519 = "sk-ssh-ed25519@openssh.com", SK_ECDSA = "sk-ecdsa-sha2-nistp256@openssh.com";
const WEBAUTHN = "webauthn-sk-ecdsa-sha2-nistp256@openssh.com";
const PRESENT = 0x01, VERIFIED = 0x04, ATTESTED = 0x40, EXTENDED = 0x80;

const field = (bytes) => joined(bigEndian(bytes.length, 4), bytes);
const textField = (text) => field(utf8(text));

/** Reads fields one after another (RFC 4251, 5); the refusal names the one that is not there. */
class Fields {
  constructor(bytes) { this.bytes = bytes; this.at = 0; }

  take(count, what) {
    if (this.bytes.length - this.at < count) throw new Malformed(`ends before its ${what} does`);
    this.at += count;
    return this.bytes.subarray(this.at - count, this.at);
  }

  number(what, size = 4) { return this.take(size, what).reduce((sum, byte) => sum * 256 + byte, 0); }

  string(what) { return this.take(this.number(`length of the ${what}`), what); }

  text(what) {
    try { return fromUtf8(this.string(what)); } catch (fault) {
      throw fault.told === "not UTF-8" ? new Malformed(`the ${what} is not UTF-8`) : fault;
    }
  }

  /** A number that is not negative, in its shortest form; its bytes, without a leading zero. */
  mpint(what) {
    const bytes = this.string(what), long = bytes.length && bytes[0] === 0 && !(bytes[1] & 0x80);
    if (bytes[0] & 0x80 || long) throw new Malformed(`the ${what} is not a number in its shortest form`);
    return bytes[0] === 0 ? bytes.subarray(1) : bytes;
  }

  end() { if (this.at !== this.bytes.length) throw new Malformed(`${this.bytes.length - this.at} bytes follow the last field`); }
}

/** Returns a public key from its fields; `text` is its line as OpenSSH writes it, without a comment. */
function readPublicKey(blob) {
  const fields = new Fields(blob), kind = fields.text("kind of the key");
  if (kind === SK_ECDSA && fields.text("curve") !== "nistp256") throw new Malformed("the curve is not nistp256");
  if (![ED25519, SK_ED25519, SK_ECDSA].includes(kind)) throw new Malformed(`a key of kind '${kind}' cannot sign entries`);
  const bytes = fields.string("public key"), length = kind === SK_ECDSA ? 65 : 32;
  const application = kind === ED25519 ? "" : fields.text("application");
  if (bytes.length !== length || (kind === SK_ECDSA && bytes[0] !== 4)) throw new Malformed(`the public key is not ${length} bytes of the form that ${kind} has`);
  fields.end();
  return { kind, public: bytes, application, text: `${kind} ${toBase64(blob)}` };
}

function readSshSig(blob) {
  const fields = new Fields(blob);
  if (fromAscii(fields.take(6, "magic")) !== "SSHSIG" || fields.number("version") !== 1) throw new Malformed("not an SSHSIG of version 1");
  const key = readPublicKey(fields.string("public key"));
  const namespace = fields.text("namespace"), reserved = fields.string("reserved field");
  if (reserved.length || fields.text("hash") !== "sha512") throw new Malformed("a reserved field that is not empty, or a hash that is not sha512");
  const inner = fields.string("inner signature");
  fields.end();
  return { key, namespace, inner };
}

/** What a key signs for a message; for a passkey it is the challenge. */
async function toBeSigned(message) {
  return joined(utf8("SSHSIG"), textField(NAMESPACE), textField(""), textField("sha512"), field(await digest("SHA-512", message)));
}

/** Returns the public key line of who signed a message. `sites` are the origins at which a passkey may have been used. */
async function checkSshSig(message, blob, sites) {
  const signature = within("signature", () => readSshSig(blob)), { key } = signature;
  if (signature.namespace !== NAMESPACE) throw new Error(NO_PROOF);
  const asked = await toBeSigned(message);
  const held = await withinLater("signature", async () => {
    const fields = new Fields(signature.inner), kind = fields.text("kind of the signature");
    if (key.kind !== ED25519) return checkAssertion(key, kind, fields, asked, sites);
    const data = fields.string("signature");
    fields.end();
    return kind === ED25519 && checkEd25519(key.public, asked, data);
  });
  if (!held) throw new Error(NO_PROOF);
  return key.text;
}

/** Whether what an authenticator signed holds, and may stand for a person's will: present, verified, at a known site. */
async function checkAssertion(key, kind, fields, asked, sites) {
  const kinds = key.kind === SK_ED25519 ? [SK_ED25519] : [SK_ECDSA, WEBAUTHN];
  if (!kinds.includes(kind)) throw new Malformed(`a signature of kind '${kind}' by a key of kind ${key.kind}`);
  const made = { data: fields.string("signature"), flags: fields.number("flags", 1), counter: fields.take(4, "counter") };
  const browser = kind === WEBAUTHN;
  if (browser) Object.assign(made, { origin: fields.text("origin"), client: fields.string("client data"), extensions: fields.string("extensions") });
  fields.end();
  if (!(made.flags & PRESENT) || (browser && !mayStand(made, asked, sites))) return false;
  const signed = joined(
    await sha256(utf8(key.application)), Uint8Array.of(made.flags), made.counter, made.extensions ?? new Uint8Array(),
    await sha256(made.client?.length ? made.client : asked),
  );
  if (key.kind === SK_ED25519) return checkEd25519(key.public, signed, made.data);
  const numbers = new Fields(made.data), r = numbers.mpint("r"), s = numbers.mpint("s");
  numbers.end();
  return checkEcdsa(key.public, signed, r, s);
}

function mayStand({ flags, origin, client, extensions }, asked, sites) {
  if (!(flags & VERIFIED) || flags & ATTESTED || Boolean(flags & EXTENDED) !== extensions.length > 0) return false;
  const begins = utf8(`{"type":"webauthn.get","challenge":"${toUrlBase64(asked)}","origin":"${origin}"`);
  if (!same(client.subarray(0, begins.length), begins) || !sites.includes(origin)) return false;
  let told;
  try { told = JSON.parse(fromUtf8(client)); } catch { return false; }
  return told.origin === origin && (told.crossOrigin ?? false) === false && !Object.hasOwn(told, "topOrigin") && told.crossOrigin !== null;
}
