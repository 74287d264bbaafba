// Saves a form as it is typed (form[data-keep]), also when the connection breaks.
//
// What could not be sent is kept in sessionStorage, not in localStorage: it holds personal data, and sessionStorage
// belongs to this tab alone and is gone when the tab is closed, so nothing stays behind on a shared computer. It is
// emptied as soon as the server has confirmed, and on signing out. Without this script the form has its own button.
(() => {
  "use strict";
  const PAUSE = 800; // ms after the last key
  const FIRST_RETRY = 2000;
  const LAST_RETRY = 30000;

  const WORDS = {
    typing: "正在填写…",
    saving: "正在保存…",
    offline: "连接断开了。您填的内容暂存在这个窗口里，恢复后会自动保存，请不要关闭窗口。",
    signedOut: "登录已过期。您填的内容暂存在这个窗口里：",
    refused: "没有保存：",
  };

  class Keeper {
    constructor(form) {
      this.form = form;
      this.place = form.querySelector("[data-keep-state]");
      this.key = `keep:${form.getAttribute("action") || location.pathname}`;
      this.timer = 0;
      this.retry = FIRST_RETRY;
      this.sending = false;
      this.dirty = false;
      form.addEventListener("input", () => this.touched(PAUSE));
      form.addEventListener("change", (event) => this.touched(event.target.matches("input[type=radio], select") ? 50 : PAUSE));
      form.addEventListener("submit", () => { this.dirty = false; window.clearTimeout(this.timer); this.forget(); });
      window.addEventListener("online", () => { if (this.dirty) this.send(); });
      window.addEventListener("pagehide", () => { if (this.dirty) this.leave(); });
      this.restore();
    }

    touched(pause) {
      this.dirty = true;
      this.show("typing");
      window.clearTimeout(this.timer);
      this.timer = window.setTimeout(() => this.send(), pause);
    }

    async send() {
      if (this.sending) { this.again = true; return; }
      this.sending = true;
      this.dirty = false;
      this.show("saving");
      const typed = [...new FormData(this.form)].filter(([, value]) => typeof value === "string");
      try {
        const answer = await fetch(this.form.action, {
          method: "POST", headers: { "X-Keep": "1" }, body: new URLSearchParams(typed), redirect: "manual",
        });
        await this.answered(answer, typed);
      } catch {
        this.later(typed, "offline");
      } finally {
        this.sending = false;
        if (this.again) { this.again = false; this.send(); }
      }
    }

    async answered(answer, typed) {
      if (answer.type === "opaqueredirect" || answer.status === 403) return this.signedOut(typed);
      if (answer.status >= 500 || answer.status === 429) return this.later(typed, "offline");
      const said = await answer.json();
      if (!answer.ok) return this.show("refused", said.message || "");
      this.retry = FIRST_RETRY;
      this.forget();
      this.mark(said.faults);
      this.say(said.state);
      this.draw(said);
    }

    // What follows from the answer: questions that matter now, and the places that show what came of it.
    draw(said) {
      if (said.more) {
        this.form.querySelector("[data-keep-none]")?.remove();
        this.form.querySelector("[data-keep-more]")?.insertAdjacentHTML("beforebegin", said.more);
      }
      for (const [name, html] of Object.entries(said.replace || {})) {
        const place = document.getElementById(`keep-${name}`);
        if (place && !place.contains(document.activeElement)) place.innerHTML = html;
      }
    }

    later(typed, word) {
      this.dirty = true;
      this.hold(typed);
      this.show(word);
      window.clearTimeout(this.timer);
      this.timer = window.setTimeout(() => this.send(), this.retry);
      this.retry = Math.min(this.retry * 2, LAST_RETRY);
    }

    signedOut(typed) {
      this.dirty = true;
      this.hold(typed);
      this.show("signedOut", "");
      this.link(`/signin/?next=${encodeURIComponent(location.pathname)}`, "重新登录，回来后接着保存");
    }

    // The page is going away with something unsaved: one last try that may outlive it, and the copy in this tab.
    leave() {
      const typed = [...new FormData(this.form)].filter(([, value]) => typeof value === "string");
      this.hold(typed);
      fetch(this.form.action, { method: "POST", headers: { "X-Keep": "1" }, body: new URLSearchParams(typed), keepalive: true })
        .then((answer) => { if (answer.ok && !answer.redirected) this.forget(); })
        .catch(() => {});
    }

    hold(typed) {
      const kept = typed.filter(([name]) => name !== "csrfmiddlewaretoken");
      try { sessionStorage.setItem(this.key, JSON.stringify(kept)); } catch { /* storage is full or off: the form itself still holds it */ }
    }

    forget() {
      try { sessionStorage.removeItem(this.key); } catch { /* as above */ }
    }

    restore() {
      let kept = null;
      try { kept = JSON.parse(sessionStorage.getItem(this.key) || "null"); } catch { /* unreadable: leave it */ }
      if (!kept) return;
      const values = new Map();
      for (const [name, value] of kept) values.set(name, [...(values.get(name) || []), value]);
      for (const field of this.form.elements) {
        if (!field.name || field.type === "hidden") continue;
        const given = values.get(field.name) || [];
        if (field.type === "radio" || field.type === "checkbox") field.checked = given.includes(field.value);
        else if (given.length) field.value = given[0];
      }
      this.touched(50);
    }

    // Faults stand beside their fields, as on a page rendered by the server.
    mark(faults) {
      for (const old of this.form.querySelectorAll(".field-error")) old.remove();
      for (const wrong of this.form.querySelectorAll(".field-wrong")) wrong.classList.remove("field-wrong");
      for (const box of this.form.querySelectorAll("[aria-invalid]")) box.removeAttribute("aria-invalid");
      for (const [id, text] of Object.entries(faults || {})) this.markOne(document.getElementById(id), id, text);
    }

    markOne(box, id, text) {
      const field = box?.closest(".field");
      if (!field || field.contains(document.activeElement)) return; // do not scold while it is being typed
      const said = document.createElement("p");
      said.className = "field-error";
      said.id = `${id}-error`;
      said.textContent = text;
      field.classList.add("field-wrong");
      box.setAttribute("aria-invalid", "true");
      field.querySelector("label, legend").after(said);
    }

    show(word, more = "") {
      this.say(WORDS[word] + more);
      this.place?.classList.toggle("keep-warn", !["typing", "saving"].includes(word));
    }

    say(text) {
      if (!this.place) return;
      this.place.classList.remove("keep-warn");
      this.place.textContent = text;
    }

    link(href, text) {
      const link = document.createElement("a");
      link.href = href;
      link.textContent = text;
      this.place?.append(link);
      this.place?.classList.add("keep-warn");
    }
  }

  document.addEventListener("DOMContentLoaded", () => {
    for (const form of document.querySelectorAll("form[data-keep]")) new Keeper(form);
  });
  document.addEventListener("submit", (event) => {
    if (event.target.getAttribute("action") !== "/signin/out/") return;
    for (const key of Object.keys(sessionStorage)) if (key.startsWith("keep:")) sessionStorage.removeItem(key);
  });
})();
