// What pages do better with JavaScript. Everything here also works without.
(() => {
  "use strict";
  const root = document.documentElement;
  root.classList.add("js");

  // Large type: change it here and now, so that nothing typed is lost; the server reads the cookie on the next page.
  function switchSize(link) {
    const large = root.classList.toggle("large");
    document.cookie = `type_size=${large ? "large" : "plain"}; path=/; max-age=31536000; samesite=lax`;
    link.textContent = large ? link.dataset.plain : link.dataset.large;
  }

  document.addEventListener("click", (event) => {
    const size = event.target.closest("[data-size-switch]");
    if (size) {
      event.preventDefault();
      switchSize(size);
    }
    if (event.target.closest("[data-print]")) window.print();
    const copy = event.target.closest("[data-copy]");
    if (copy) {
      navigator.clipboard?.writeText(copy.dataset.copy).then(() => { copy.textContent = "已复制"; });
    }
    const fault = event.target.closest(".faults a");
    if (fault) {
      const field = document.getElementById(fault.hash.slice(1));
      if (field) {
        event.preventDefault();
        field.scrollIntoView({ block: "center" });
        field.focus({ preventScroll: true });
      }
    }
  });

  // A form goes out once, however often it is pressed.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    if (event.defaultPrevented || form.hasAttribute("hx-post") || form.target) return;
    form.dataset.sent = "yes";
    window.setTimeout(() => { delete form.dataset.sent; }, 8000);
  });
  window.addEventListener("pageshow", () => {
    for (const form of document.forms) delete form.dataset.sent;
  });

  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-submit-on-change]")) event.target.form.requestSubmit();
  });

  // On paper nothing can be opened: what is folded is printed open (but for what says it may stay shut), then folded again.
  window.addEventListener("beforeprint", () => {
    for (const fold of document.querySelectorAll("main details:not([open], [data-paper=shut])")) {
      fold.open = true;
      fold.dataset.printed = "yes";
    }
  });
  window.addEventListener("afterprint", () => {
    for (const fold of document.querySelectorAll("details[data-printed]")) {
      fold.open = false;
      delete fold.dataset.printed;
    }
  });

  const arrive = (place) => place.querySelector("[data-focus]")?.focus();
  document.addEventListener("DOMContentLoaded", () => arrive(document));
  document.addEventListener("htmx:afterSwap", (event) => arrive(event.detail.target));
})();
