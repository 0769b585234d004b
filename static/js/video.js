// A video of another site: its player comes into the page when the reader agrees. Without scripts a link leads there.
(function () {
  "use strict";

  function play(box) {
    const frame = document.createElement("iframe");
    frame.src = box.dataset.portalFrame;
    frame.title = box.dataset.portalTitle;
    frame.className = "portal-consent__frame";
    frame.allow = "fullscreen; picture-in-picture";
    frame.referrerPolicy = "strict-origin-when-cross-origin";
    box.replaceChildren(frame);
    frame.focus();
  }

  document.addEventListener("DOMContentLoaded", function () {
    document.querySelectorAll("[data-portal-frame]").forEach(function (box) {
      const button = box.querySelector("button");
      button.hidden = false;
      button.addEventListener("click", () => play(box));
    });
  });
})();
