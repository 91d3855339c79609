// Passkeys (WebAuthn): asks the browser for a credential and sends it with the page's own form. No library.
(function () {
  "use strict";
  const place = document.querySelector("[data-passkey]");
  if (!place) return;
  const button = document.getElementById(place.dataset.passkeyButton);
  const field = document.getElementById(place.dataset.passkeyField);
  const complaint = document.querySelector("[data-passkey-error]");
  if (!button || !field) return;
  const form = field.closest("form");

  const bytes = (text) => {
    const plain = text.replace(/-/g, "+").replace(/_/g, "/");
    return Uint8Array.from(atob(plain + "=".repeat((4 - (plain.length % 4)) % 4)), (one) => one.charCodeAt(0));
  };
  const text = (buffer) => {
    let found = "";
    new Uint8Array(buffer).forEach((one) => (found += String.fromCharCode(one)));
    return btoa(found).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  };
  const ids = (list) => (list || []).map((one) => ({ ...one, id: bytes(one.id) }));

  function toCreate(options, passwordless) {
    const key = options.publicKey;
    const selection = { ...(key.authenticatorSelection || {}) };
    selection.residentKey = passwordless ? "required" : "discouraged";
    selection.requireResidentKey = passwordless;
    if (passwordless) selection.userVerification = "required";
    return {
      publicKey: {
        ...key,
        challenge: bytes(key.challenge),
        user: { ...key.user, id: bytes(key.user.id) },
        excludeCredentials: ids(key.excludeCredentials),
        authenticatorSelection: selection,
      },
    };
  }
  function toGet(options) {
    const key = options.publicKey;
    return { publicKey: { ...key, challenge: bytes(key.challenge), allowCredentials: ids(key.allowCredentials) } };
  }
  function toJson(credential) {
    const answer = credential.response;
    const response = { clientDataJSON: text(answer.clientDataJSON) };
    if (answer.attestationObject) {
      response.attestationObject = text(answer.attestationObject);
      response.transports = answer.getTransports ? answer.getTransports() : [];
    } else {
      response.authenticatorData = text(answer.authenticatorData);
      response.signature = text(answer.signature);
      response.userHandle = answer.userHandle ? text(answer.userHandle) : null;
    }
    return {
      type: credential.type,
      id: credential.id,
      rawId: text(credential.rawId),
      authenticatorAttachment: credential.authenticatorAttachment,
      response: response,
      clientExtensionResults: credential.getClientExtensionResults(),
    };
  }
  const given = () => JSON.parse(document.getElementById("passkey-data").textContent);

  async function credential() {
    if (place.dataset.passkey === "add") {
      const box = document.getElementById(place.dataset.passkeyPasswordless || "");
      return navigator.credentials.create(toCreate(given().creation_options, box ? box.checked : false));
    }
    if (place.dataset.passkey === "authenticate") return navigator.credentials.get(toGet(given().request_options));
    const answer = await fetch(form.action, {
      headers: { Accept: "application/json", "X-Requested-With": "XMLHttpRequest" },
      credentials: "same-origin",
    });
    if (!answer.ok) throw new Error("options");
    return navigator.credentials.get(toGet((await answer.json()).request_options));
  }

  button.addEventListener("click", async (event) => {
    event.preventDefault();
    complaint.hidden = true;
    if (!window.PublicKeyCredential) return complain("这个浏览器或这个地址不支持通行密钥，请改用密码或动态口令。");
    button.disabled = true;
    try {
      field.value = JSON.stringify(toJson(await credential()));
      form.submit();
    } catch (problem) {
      complain(problem.name === "NotAllowedError" ? "没有完成，可能是取消了或超时了，请再试一次。" : "没有成功，请再试一次，或改用密码或动态口令。");
    } finally {
      button.disabled = false;
    }
  });
  function complain(words) {
    complaint.textContent = words;
    complaint.hidden = false;
  }
})();
