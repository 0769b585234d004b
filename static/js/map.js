// Comfort for the map: one tab stop with arrow keys between neighbours, a box with name and figure, pan and zoom.
// The map's links and the table beneath it work without any of this.
(function () {
  "use strict";

  const DIRECTIONS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };
  const ZOOM_STEP = 1.5;
  const CLOSEST = 24;
  const DRAG_THRESHOLD = 5;

  class Regions {
    // Links of the regions: exactly one of them is in the tab order.
    constructor(svg) {
      this.links = [...svg.querySelectorAll("a[data-at]")];
      this.links.forEach(function (link) {
        const title = link.querySelector("title");
        if (title) {
          title.remove();
        }
        link.place = link.dataset.at.split(" ").map(Number);
      });
      const start = svg.querySelector("a[data-start]") || this.nearestTo(svg.viewBox.baseVal);
      if (start) {
        this.current = start;
        start.setAttribute("tabindex", "0");
      }
    }

    nearestTo(box) {
      const middle = [box.x + box.width / 2, box.y + box.height / 2];
      return this.best(this.links, (link) => Math.hypot(link.place[0] - middle[0], link.place[1] - middle[1]));
    }

    best(links, cost) {
      return links.reduce((best, link) => (best && cost(best) <= cost(link) ? best : link), null);
    }

    makeCurrent(link) {
      this.current.setAttribute("tabindex", "-1");
      link.setAttribute("tabindex", "0");
      this.current = link;
    }

    // The nearest region within 60 degrees of the direction; what lies straight ahead counts as nearer.
    neighbour(key) {
      const [dx, dy] = DIRECTIONS[key];
      const [x, y] = this.current.place;
      const cost = function (link) {
        const along = (link.place[0] - x) * dx + (link.place[1] - y) * dy;
        const across = Math.abs((link.place[0] - x) * dy) + Math.abs((link.place[1] - y) * dx);
        return along > 0 && across <= 1.75 * along ? along + 2 * across : Infinity;
      };
      const link = this.best(this.links, cost);
      return link && cost(link) < Infinity ? link : null;
    }
  }

  class Window {
    // The part of the map in view: pan and zoom change the viewBox and nothing else.
    constructor(svg, onChange) {
      this.svg = svg;
      this.onChange = onChange;
      const box = svg.viewBox.baseVal;
      this.whole = { x: box.x, y: box.y, width: box.width, height: box.height };
      this.seen = { ...this.whole };
    }

    get scale() {
      return this.whole.width / this.seen.width;
    }

    show(box) {
      const scale = Math.min(Math.max(this.whole.width / box.width, 1), CLOSEST);
      const width = this.whole.width / scale;
      const height = this.whole.height / scale;
      const x = clamp(box.x, this.whole.x, this.whole.x + this.whole.width - width);
      const y = clamp(box.y, this.whole.y, this.whole.y + this.whole.height - height);
      this.seen = { x, y, width, height };
      this.svg.setAttribute("viewBox", [x, y, width, height].map((one) => one.toFixed(1)).join(" "));
      this.onChange();
    }

    zoom(factor, centre) {
      const at = centre || [this.seen.x + this.seen.width / 2, this.seen.y + this.seen.height / 2];
      const width = this.seen.width / factor;
      const share = width / this.seen.width;
      this.show({ x: at[0] - (at[0] - this.seen.x) * share, y: at[1] - (at[1] - this.seen.y) * share, width });
    }

    pan(dx, dy) {
      this.show({ ...this.seen, x: this.seen.x - dx, y: this.seen.y - dy });
    }

    // Screen pixels to map units.
    at(event) {
      const frame = this.svg.getBoundingClientRect();
      return [
        this.seen.x + ((event.clientX - frame.left) / frame.width) * this.seen.width,
        this.seen.y + ((event.clientY - frame.top) / frame.height) * this.seen.height,
      ];
    }

    get unitsAPixel() {
      return this.seen.width / this.svg.getBoundingClientRect().width;
    }

    reveal([x, y]) {
      const box = this.seen;
      const isSeen = x > box.x && x < box.x + box.width && y > box.y && y < box.y + box.height;
      if (!isSeen) {
        this.show({ ...box, x: x - box.width / 2, y: y - box.height / 2 });
      }
    }
  }

  function clamp(value, low, high) {
    return Math.min(Math.max(value, low), Math.max(low, high));
  }

  function start(frame) {
    if (frame.dataset.mapStarted) {
      return;
    }
    frame.dataset.mapStarted = "yes";
    const svg = frame.querySelector("svg.map");
    const figure = frame.closest("figure");
    const status = figure.querySelector("[data-map-status]");
    const hint = figure.querySelector("[data-map-hint]");
    const box = frame.querySelector("[data-map-box]");
    const controls = frame.querySelector("[data-map-controls]");
    const regions = new Regions(svg);
    const view = new Window(svg, () => tell(svg, controls, view));
    controls.hidden = false;
    hint.hidden = false;
    tell(svg, controls, view);
    listenToKeys(svg, regions, view);
    listenToPointer(svg, view, frame, box);
    showNames(svg, frame, box, status, view);
    controls.addEventListener("click", (event) => press(event, view, status));
  }

  function press(event, view, status) {
    const button = event.target.closest("[data-map-do]");
    if (!button) {
      return;
    }
    const action = button.dataset.mapDo;
    if (action === "all") {
      view.show(view.whole);
    } else {
      view.zoom(action === "in" ? ZOOM_STEP : 1 / ZOOM_STEP);
    }
    status.textContent = `${Math.round(view.scale * 100)}%`;
  }

  // A button without effect says so and stays where the keyboard is. One finger scrolls the page while the whole
  // map is in view, and moves the map once it is closer.
  function tell(svg, controls, view) {
    const out = view.scale <= 1.001;
    svg.classList.toggle("map--closer", !out);
    controls.querySelectorAll("[data-map-do]").forEach(function (button) {
      const isIdle = button.dataset.mapDo === "in" ? view.scale >= CLOSEST : out;
      button.setAttribute("aria-disabled", String(isIdle));
    });
  }

  function listenToKeys(svg, regions, view) {
    svg.addEventListener("keydown", function (event) {
      if (event.key in DIRECTIONS && !event.ctrlKey && !event.metaKey && !event.altKey) {
        const next = regions.neighbour(event.key);
        event.preventDefault();
        if (next) {
          regions.makeCurrent(next);
          view.reveal(next.place);
          next.focus({ preventScroll: true });
        }
      } else if (event.key === "+" || event.key === "=") {
        view.zoom(ZOOM_STEP, regions.current.place);
      } else if (event.key === "-") {
        view.zoom(1 / ZOOM_STEP, regions.current.place);
      } else if (event.key === "0") {
        view.show(view.whole);
      }
    });
    svg.addEventListener("focusin", function (event) {
      const link = event.target.closest("a[data-at]");
      if (link && link !== regions.current) {
        regions.makeCurrent(link);
      }
    });
  }

  function listenToPointer(svg, view, frame, box) {
    const fingers = new Map();
    let dragged = 0;
    let spread = 0;
    svg.addEventListener(
      "wheel",
      function (event) {
        if (event.ctrlKey || event.metaKey) {
          event.preventDefault();
          view.zoom(event.deltaY < 0 ? 1.2 : 1 / 1.2, view.at(event));
        }
      },
      { passive: false },
    );
    svg.addEventListener("pointerdown", function (event) {
      fingers.set(event.pointerId, event);
      dragged = 0;
      spread = distance(fingers);
    });
    svg.addEventListener("pointermove", function (event) {
      const before = fingers.get(event.pointerId);
      if (!before) {
        return;
      }
      fingers.set(event.pointerId, event);
      if (fingers.size === 2) {
        pinch();
      } else if (event.pointerType === "mouse" || view.scale > 1) {
        drag(event, before);
      }
    });
    ["pointerup", "pointercancel", "pointerleave"].forEach(function (name) {
      svg.addEventListener(name, function (event) {
        fingers.delete(event.pointerId);
        spread = distance(fingers);
        svg.classList.remove("map--grabbed");
      });
    });
    svg.addEventListener("dragstart", (event) => event.preventDefault());
    // A drag that ends on a region is no click on it.
    svg.addEventListener(
      "click",
      function (event) {
        if (dragged > DRAG_THRESHOLD) {
          event.preventDefault();
          event.stopPropagation();
        }
      },
      true,
    );

    function drag(event, before) {
      const [dx, dy] = [event.clientX - before.clientX, event.clientY - before.clientY];
      dragged += Math.hypot(dx, dy);
      if (dragged > DRAG_THRESHOLD && view.scale > 1) {
        svg.classList.add("map--grabbed");
        box.hidden = true;
        view.pan(dx * view.unitsAPixel, dy * view.unitsAPixel);
      }
    }

    function pinch() {
      const now = distance(fingers);
      const [one, two] = [...fingers.values()];
      const middle = { clientX: (one.clientX + two.clientX) / 2, clientY: (one.clientY + two.clientY) / 2 };
      if (spread > 0 && now > 0) {
        dragged += Math.abs(now - spread);
        view.zoom(now / spread, view.at(middle));
      }
      spread = now;
    }
  }

  function distance(fingers) {
    if (fingers.size !== 2) {
      return 0;
    }
    const [one, two] = [...fingers.values()];
    return Math.hypot(one.clientX - two.clientX, one.clientY - two.clientY);
  }

  // Name and figure of the region under the pointer or in focus, in a box beside it.
  function showNames(svg, frame, box, status, view) {
    svg.addEventListener("pointermove", function (event) {
      const link = event.target.closest("a[data-at]");
      if (link && event.pointerType !== "touch" && !event.buttons) {
        const edge = frame.getBoundingClientRect();
        place(link, event.clientX - edge.left, event.clientY - edge.top);
      } else {
        box.hidden = true;
      }
    });
    svg.addEventListener("pointerleave", () => (box.hidden = true));
    // A finger has no hover: the first tap shows the figure, a second one on the same region opens it.
    let tapped = null;
    svg.addEventListener("click", function (event) {
      const link = event.target.closest("a[data-at]");
      const isFirst = link !== tapped;
      tapped = event.pointerType === "touch" ? link : null;
      if (link && tapped && isFirst) {
        event.preventDefault();
        const edge = frame.getBoundingClientRect();
        place(link, event.clientX - edge.left, event.clientY - edge.top);
        box.append(document.createElement("br"), box.dataset.mapAgain);
      }
    });
    svg.addEventListener("focusin", function (event) {
      const link = event.target.closest("a[data-at]");
      if (link && link.matches(":focus-visible")) {
        const edge = svg.getBoundingClientRect();
        const x = ((link.place[0] - view.seen.x) / view.seen.width) * edge.width;
        const y = ((link.place[1] - view.seen.y) / view.seen.height) * edge.height;
        raise(link);
        place(link, x, y);
        status.textContent = box.textContent;
      }
    });
    svg.addEventListener("focusout", function () {
      box.hidden = true;
      raise(null);
    });
    svg.addEventListener("keydown", function (event) {
      if (event.key === "Escape") {
        box.hidden = true;
      }
    });

    // The dark outline of the focused region must not lie under its neighbours: a copy of its path on top of all.
    function raise(link) {
      svg.querySelectorAll(".map-cursor").forEach((old) => old.remove());
      if (link) {
        const copy = link.querySelector("path").cloneNode();
        copy.setAttribute("class", "map-cursor");
        svg.append(copy);
      }
    }

    function place(link, x, y) {
      box.textContent = link.getAttribute("aria-label");
      box.hidden = false;
      const left = clamp(x + 14, 4, frame.clientWidth - box.offsetWidth - 4);
      const below = y + 18 + box.offsetHeight < frame.clientHeight;
      const top = below ? y + 18 : Math.max(y - box.offsetHeight - 14, 4);
      box.style.transform = `translate(${left}px, ${top}px)`;
    }
  }

  function startAll() {
    document.querySelectorAll("[data-map]").forEach(start);
  }

  document.addEventListener("DOMContentLoaded", function () {
    startAll();
    document.body.addEventListener("htmx:afterSettle", startAll);
  });
})();
