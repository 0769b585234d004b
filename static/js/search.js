// Suggestions under a search box: a combobox with a list, as the ARIA practices describe it. Without scripts the form
// leads to the page of results, which has everything that is suggested here.
(function () {
  "use strict";

  const PAUSE = 150;
  const SHORTEST = 2;

  function prepare(input) {
    const list = document.createElement("ul");
    list.id = input.id + "-suggestions";
    list.className = "portal-suggestions";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", input.dataset.portalSuggestLabel);
    list.hidden = true;
    input.parentElement.append(list);
    Object.entries({
      role: "combobox",
      "aria-autocomplete": "list",
      "aria-controls": list.id,
      "aria-expanded": "false",
    }).forEach(([name, value]) => input.setAttribute(name, value));

    let timer = 0;
    let asking = null;
    let current = -1;

    function options() {
      return Array.from(list.children);
    }

    function close() {
      window.clearTimeout(timer);
      if (asking) {
        asking.abort();
      }
      list.hidden = true;
      current = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    }

    function choose(index) {
      const all = options();
      current = (index + all.length + 1) % (all.length + 1);
      all.forEach((option, place) => option.setAttribute("aria-selected", String(place === current)));
      if (current < all.length) {
        input.setAttribute("aria-activedescendant", all[current].id);
        all[current].scrollIntoView({ block: "nearest" });
      } else {
        current = -1;
        input.removeAttribute("aria-activedescendant");
      }
    }

    function show(html) {
      list.innerHTML = html;
      options().forEach(function (option, place) {
        option.id = list.id + "-" + place;
      });
      const found = list.children.length > 0;
      const wasHidden = list.hidden;
      current = -1;
      input.removeAttribute("aria-activedescendant");
      list.hidden = !found;
      input.setAttribute("aria-expanded", String(found));
      if (found && wasHidden) {
        document.getElementById("announcement").textContent = input.dataset.portalSuggestCount;
      }
    }

    async function ask() {
      if (asking) {
        asking.abort();
      }
      asking = new AbortController();
      const address = input.dataset.portalSuggest + "?q=" + encodeURIComponent(input.value.trim());
      try {
        const answer = await fetch(address, {
          headers: { "X-Requested-With": "fetch" },
          signal: asking.signal,
        });
        if (answer.ok && document.activeElement === input) {
          show(await answer.text());
        }
      } catch (error) {
        // The reader typed on, or the network failed: the form still works.
      }
    }

    input.addEventListener("input", function () {
      window.clearTimeout(timer);
      if (input.value.trim().length < SHORTEST) {
        close();
      } else {
        timer = window.setTimeout(ask, PAUSE);
      }
    });

    input.addEventListener("keydown", function (event) {
      if (event.key === "Escape" && !list.hidden) {
        event.preventDefault();
        close();
      } else if (list.hidden) {
        return;
      } else if (event.key === "ArrowDown") {
        event.preventDefault();
        choose(current + 1);
      } else if (event.key === "ArrowUp") {
        event.preventDefault();
        choose(current < 0 ? options().length - 1 : current - 1);
      } else if (event.key === "Enter" && current >= 0) {
        event.preventDefault();
        window.location.assign(options()[current].dataset.url);
      }
    });

    list.addEventListener("mousedown", (event) => event.preventDefault());
    list.addEventListener("click", function (event) {
      const option = event.target.closest("[role=option]");
      if (option) {
        window.location.assign(option.dataset.url);
      }
    });
    input.addEventListener("blur", close);
  }

  document.addEventListener("DOMContentLoaded", function () {
    document.querySelectorAll("input[data-portal-suggest]").forEach(prepare);
  });
})();
