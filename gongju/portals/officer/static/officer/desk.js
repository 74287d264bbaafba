// The officer's desk: J and K go to the next and the previous case, as the links on the page do.
(() => {
  "use strict";
  const typing = (element) => element.closest("input, select, textarea, [contenteditable]") !== null;
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    document.querySelector(`a[data-key="${CSS.escape(event.key.toLowerCase())}"]`)?.click();
  });
})();
