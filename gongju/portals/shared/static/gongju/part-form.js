// Boxes that are asked only under a condition (data-when) show when it holds; a tick (data-hides) hides what it rules out.
// Without JavaScript everything is shown, and what is not asked may be left empty.
(() => {
  "use strict";

  function given(form, name) {
    const found = form.elements.namedItem(name);
    if (!found) return [];
    const boxes = found instanceof RadioNodeList ? [...found] : [found];
    return boxes.filter((box) => box.type !== "radio" && box.type !== "checkbox" || box.checked).map((box) => box.value);
  }

  function settle(form) {
    for (const place of form.querySelectorAll("[data-when]")) {
      const wanted = place.dataset.whenIn.split("|");
      place.hidden = !given(form, place.dataset.when).some((value) => wanted.includes(value));
    }
    for (const tick of form.querySelectorAll("[data-hides]")) {
      const place = document.getElementById(tick.dataset.hides);
      if (place) place.hidden = tick.checked;
    }
  }

  document.addEventListener("DOMContentLoaded", () => {
    for (const form of document.forms) {
      if (!form.querySelector("[data-when], [data-hides]")) continue;
      settle(form);
      form.addEventListener("input", () => settle(form));
      form.addEventListener("change", () => settle(form));
    }
  });
})();
