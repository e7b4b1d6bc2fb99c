// The signing site. What is signed is worked out here, from the line that the page shows, and from nothing else:
//   "SSHSIG" ‖ string namespace ‖ string "" ‖ string "sha512" ‖ string SHA-512(line)      (OpenSSH PROTOCOL.sshsig)
// That blob is the challenge that the passkey signs.

const $ = (query) => document.querySelector(query);
const utf8 = new TextEncoder();

const joined = (...parts) => {
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  parts.reduce((at, part) => (whole.set(part, at), at + part.length), 0);
  return whole;
};
const field = (data) => {
  const bytes = typeof data === "string" ? utf8.encode(data) : data;
  const size = new Uint8Array(4);
  new DataView(size.buffer).setUint32(0, bytes.length);
  return joined(size, bytes);
};
const digest = async (line) => new Uint8Array(await crypto.subtle.digest("SHA-512", utf8.encode(line)));
const toBeSigned = async (line) =>
  joined(utf8.encode("SSHSIG"), field("travaux-entry@v1"), field(""), field("sha512"), field(await digest(line)));

const toBase64url = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const fromBase64url = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
const groups = (bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("").match(/.{4}/g).join(" ");

const fail = (form, error) => {
  const told = $("#told");
  told.textContent = `${form.dataset.failed} (${error.name})`;
  told.hidden = false;
};
const passkeys = window.isSecureContext && "credentials" in navigator && "PublicKeyCredential" in window;

// ---- an entry ----
const signing = $("form#sign");
if (signing) {
  const line = () => $("#line").textContent;
  digest(line()).then((bytes) => {
    $("#computed").textContent = groups(bytes);
    $("#computed-part").hidden = false;
  });
  if (passkeys) signing.hidden = false;
  signing.addEventListener("submit", async (event) => {
    if (signing.elements.signature.value) return;
    event.preventDefault();
    try {
      const known = JSON.parse(signing.dataset.credentials).map((id) => ({ type: "public-key", id: fromBase64url(id) }));
      const { response } = await navigator.credentials.get({
        publicKey: {
          challenge: await toBeSigned(line()), rpId: signing.dataset.host, allowCredentials: known,
          userVerification: "required", timeout: 120000,
        },
      });
      signing.elements.client.value = toBase64url(response.clientDataJSON);
      signing.elements.authenticator.value = toBase64url(response.authenticatorData);
      signing.elements.signature.value = toBase64url(response.signature);
      signing.submit();
    } catch (error) { fail(signing, error); }
  });
}

// ---- a new passkey ----
const making = $("form#make");
if (making) {
  if (passkeys) making.hidden = false;
  making.addEventListener("submit", async (event) => {
    if (making.elements.attestation.value) return;
    event.preventDefault();
    const { challenge, host, name, handle, known } = making.dataset;
    try {
      const { response } = await navigator.credentials.create({
        publicKey: {
          challenge: fromBase64url(challenge), rp: { id: host, name }, attestation: "none", timeout: 120000,
          user: { id: fromBase64url(handle), name, displayName: name },
          pubKeyCredParams: [{ type: "public-key", alg: -7 }],
          authenticatorSelection: { userVerification: "required", residentKey: "preferred" },
          excludeCredentials: JSON.parse(known).map((id) => ({ type: "public-key", id: fromBase64url(id) })),
        },
      });
      making.elements.client.value = toBase64url(response.clientDataJSON);
      making.elements.attestation.value = toBase64url(response.attestationObject);
      making.submit();
    } catch (error) { fail(making, error); }
  });
}
