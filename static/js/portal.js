// Comfort on top of pages that are complete without scripts. Nothing here is needed to read a figure.
(function () {
  "use strict";

  const WIDE = window.matchMedia("(min-width: 996px)");

  function startComponents() {
    document.documentElement.classList.add("has-js");
    if (window.ECL) {
      window.ECL.autoInit();
    }
  }

  // Filters: results change in place and the address with them; submitting works the same without scripts.
  function prepareFilters(root) {
    root.querySelectorAll("form[data-portal-in-place]").forEach(function (form) {
      if (!window.htmx) {
        return;
      }
      const attributes = {
        get: form.action,
        target: "#main",
        select: "#main",
        "select-oob": "#languages",
        swap: "outerHTML",
        "push-url": "true",
      };
      Object.entries(attributes).forEach(([name, value]) => form.setAttribute("hx-" + name, value));
      window.htmx.process(form);
      form.addEventListener("htmx:beforeRequest", () => announce(form.querySelector(".portal-filters__loading").textContent));
      form.addEventListener("htmx:responseError", () => form.submit());
      form.addEventListener("htmx:sendError", () => form.submit());
    });
    root.querySelectorAll(".portal-filters").forEach(function (panel) {
      // Beside the results the panel is always open, so its heading is no control there.
      panel.querySelector("summary").tabIndex = WIDE.matches ? -1 : 0;
      panel.toggleAttribute("open", WIDE.matches && !CSS.supports("selector(::details-content)"));
    });
  }

  // After results changed in place, focus stays with the choices and the number of results is announced.
  function returnToFilters(root) {
    const panel = root.querySelector(".portal-filters");
    if (!panel) {
      return;
    }
    panel.querySelector(WIDE.matches ? "button[type=submit]" : "summary").focus({ preventScroll: true });
    const count = root.querySelector(".portal-chips__count");
    announce(count ? count.textContent : "");
  }

  // A table that fits its column needs no box to scroll in, and then no tab stop.
  const tableSizes = new ResizeObserver(function (entries) {
    entries.forEach((entry) => fitTable(entry.target));
  });

  function fitTable(box) {
    const table = box.querySelector("table");
    const fits = table.offsetWidth <= box.clientWidth;
    box.classList.toggle("is-fitting", fits);
    box.tabIndex = fits ? -1 : 0;
  }

  function prepareTables(root) {
    root.querySelectorAll(".portal-table__scroll").forEach(function (box) {
      tableSizes.observe(box);
      const more = box.parentElement.querySelector(".portal-table__more:not(.portal-table__unfold) input");
      if (more) {
        more.addEventListener("change", () => fitTable(box));
      }
    });
  }

  function prepareCopying(root) {
    if (!navigator.clipboard) {
      return;
    }
    root.querySelectorAll("button[data-portal-copy]").forEach(function (button) {
      button.hidden = false;
      button.addEventListener("click", function () {
        const field = button.parentElement.querySelector("input");
        navigator.clipboard.writeText(field.value).then(() => announce(button.dataset.portalCopy));
      });
    });
  }

  function announce(text) {
    document.getElementById("announcement").textContent = text;
  }

  function closeDropdowns(event) {
    document.querySelectorAll("details[data-portal-dropdown][open]").forEach(function (dropdown) {
      const escaped = event.type === "keydown" && event.key === "Escape";
      const left = event.type === "click" && !dropdown.contains(event.target);
      if (escaped && dropdown.contains(document.activeElement)) {
        dropdown.querySelector("summary").focus();
      }
      if (escaped || left) {
        dropdown.removeAttribute("open");
      }
    });
  }

  function prepare(root) {
    prepareFilters(root);
    prepareCopying(root);
    prepareTables(root);
  }

  document.addEventListener("DOMContentLoaded", function () {
    startComponents();
    prepare(document);
    document.addEventListener("click", closeDropdowns);
    document.addEventListener("keydown", closeDropdowns);
    document.body.addEventListener("htmx:afterSettle", function (event) {
      prepare(event.target);
      returnToFilters(event.target);
    });
  });
})();
