// Saves the form of a profile by itself after a pause in writing. Without scripts the buttons save.
(function () {
  "use strict";

  const PAUSE = 2500;

  function prepare(form) {
    const status = form.querySelector("[data-profile-saved]");
    let timer = 0;
    let asking = null;
    let isDirty = false;

    function say(text) {
      status.textContent = text;
    }

    function words() {
      const data = new FormData(form);
      data.delete("logo_file"); // pictures go with the buttons, once
      data.append("autosave", "1");
      return data;
    }

    function save() {
      if (asking) {
        timer = window.setTimeout(save, PAUSE);
        return;
      }
      isDirty = false;
      say(form.dataset.saving);
      asking = fetch(form.action, { method: "POST", body: words(), credentials: "same-origin", redirect: "error" })
        .then((response) => response.json())
        .then((answer) => say(answer.text))
        .catch(function () {
          isDirty = true;
          say(form.dataset.failed);
        })
        .finally(function () {
          asking = null;
        });
    }

    form.addEventListener("input", function () {
      isDirty = true;
      window.clearTimeout(timer);
      timer = window.setTimeout(save, PAUSE);
    });
    form.addEventListener("submit", () => window.clearTimeout(timer));
    document.addEventListener("visibilitychange", function () {
      if (isDirty && document.visibilityState === "hidden") {
        window.clearTimeout(timer);
        save();
      }
    });
  }

  document.addEventListener("DOMContentLoaded", function () {
    document.querySelectorAll("form[data-profile-autosave]").forEach(prepare);
  });
})();
