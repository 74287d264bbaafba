// The browser's Back goes to the question before, and leads back here with the answers from the list of papers.
//
// The answers lie in the history of this tab (history.state) and nowhere else: not in the address, not in storage.
// Without this script the page has its own 上一问.
(() => {
  "use strict";
  let going = false; // Back was pressed: what comes is old, and makes no new step

  const here = () => document.getElementById("check");

  function show(state) {
    going = true;
    const values = {};
    for (const [name, value] of new URLSearchParams(state?.check || "")) values[name] = [...(values[name] || []), value];
    const verb = state?.check ? "POST" : "GET";
    htmx.ajax(verb, location.pathname, { values, target: "#check", select: "#check", swap: "outerHTML" })
      .finally(() => { going = false; });
  }

  document.addEventListener("htmx:afterRequest", (event) => {
    const { requestConfig, successful, target } = event.detail;
    if (going || !successful || target?.id !== "check") return;
    const sent = new URLSearchParams([...requestConfig.formData].filter(([, value]) => typeof value === "string"));
    history.pushState({ check: sent.toString() }, "");
  });

  // The list of papers was reached by sending the answers; going back needs no sending, so that Back stays what it is.
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-back]") || !document.referrer.endsWith(new URL(event.target.action).pathname)) return;
    event.preventDefault();
    history.back();
  });

  window.addEventListener("popstate", (event) => { if (here()) show(event.state); });
  document.addEventListener("DOMContentLoaded", () => { if (here() && history.state?.check) show(history.state); });
})();
