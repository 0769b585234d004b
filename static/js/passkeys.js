// Passkeys: the browser asks for one, the form carries its answer. Without this script the form says what to do.
(() => {
  "use strict";

  const options = async (form) => {
    if (form.dataset.passkey !== "login") {
      return JSON.parse(document.getElementById("passkey-options").textContent);
    }
    const response = await fetch(form.action, { headers: { Accept: "application/json" } });
    if (!response.ok) throw new Error(`The portal answered ${response.status}.`);
    return response.json();
  };

  const made = (form, wanted) => {
    const alone = form.elements.passwordless.checked;
    const selection = wanted.publicKey.authenticatorSelection;
    selection.residentKey = alone ? "required" : "discouraged";
    selection.requireResidentKey = alone;
    if (alone) selection.userVerification = "required";
    return window.webauthnJSON.create(wanted);
  };

  const answer = async (form) => {
    const given = await options(form);
    return form.dataset.passkey === "add"
      ? made(form, given.creation_options)
      : window.webauthnJSON.get(given.request_options);
  };

  const tell = (form, error) => {
    const problem = form.querySelector("[data-passkey-problem]");
    problem.textContent = error.name === "NotAllowedError" ? problem.dataset.cancelled : problem.dataset.failed;
    problem.setAttribute("role", "alert");
    problem.hidden = false;
  };

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    if (!window.PublicKeyCredential || !window.webauthnJSON) continue;
    form.querySelector("[data-passkey-without]").hidden = true;
    form.querySelector("[data-passkey-button]").hidden = false;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      form.querySelector("[data-passkey-problem]").hidden = true;
      try {
        form.elements.credential.value = JSON.stringify(await answer(form));
        form.submit();
      } catch (error) {
        tell(form, error);
      }
    });
  }
})();
