// Sends each file by itself, with progress, and again when the line drops: what arrived stays, and what did not (a photo
// just taken lies nowhere else) waits here for the line or a press. Without this, the form does.
(() => {
  "use strict";
  const form = document.querySelector("form[data-gather]");
  if (!form) return;
  const list = form.querySelector("[data-sending]");
  const PAUSES = [1000, 3000, 8000, 20000];
  let sending = 0;

  const once = (file, shown) => new Promise((done, lost) => {
    const body = new FormData();
    body.append("csrfmiddlewaretoken", form.querySelector("[name=csrfmiddlewaretoken]").value);
    body.append("deed", "add");
    body.append("files", file);
    const request = new XMLHttpRequest();
    request.open("POST", location.href);
    request.setRequestHeader("Accept", "application/json");
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) shown.bar.value = event.loaded / event.total;
    });
    request.addEventListener("load", () => {
      if (request.status === 200) return done([]);
      if (request.status === 422) return done(JSON.parse(request.responseText).faults);
      if (request.status === 413) return done([`“${file.name}”太大，传不了。`]);
      return lost();
    });
    request.addEventListener("error", lost);
    request.send(body);
  });

  const row = (file) => {
    const item = document.createElement("li");
    const bar = document.createElement("progress");
    const word = document.createElement("span");
    bar.max = 1;
    bar.setAttribute("aria-label", file.name);
    word.textContent = `${file.name} 正在上传`;
    item.append(word, bar);
    list.append(item);
    return { bar, word };
  };

  // Until the line is back, or somebody presses.
  const again = (shown) => new Promise((on) => {
    const press = document.createElement("button");
    const go = () => { removeEventListener("online", go); press.remove(); on(); };
    press.type = "button";
    press.className = "btn btn-plain btn-small";
    press.textContent = "再传一次";
    press.addEventListener("click", go);
    addEventListener("online", go);
    shown.word.after(press);
  });

  const send = async (file) => {
    const shown = row(file);
    for (let tried = 1; ; tried += 1) {
      try {
        const faults = await once(file, shown);
        shown.word.textContent = faults.join("") || `${file.name} 已上传`;
        shown.word.classList.toggle("tone-bad", faults.length > 0);
        if (!faults.length) shown.bar.value = 1;
        return faults.length === 0;
      } catch {
        if (tried > PAUSES.length) {
          shown.word.textContent = `${file.name} 还没有传上来，请不要关闭本页，网络恢复后接着传。`;
          await again(shown);
          tried = 0;
        } else {
          shown.word.textContent = `${file.name} 网络断了，稍后接着传`;
          await new Promise((on) => { setTimeout(on, PAUSES[tried - 1]); });
        }
      }
    }
  };

  const sendAll = async (files) => {
    let whole = true;
    sending += 1;
    for (const file of files) whole = (await send(file)) && whole;
    sending -= 1;
    if (whole && files.length && !sending) location.reload();
  };

  addEventListener("beforeunload", (event) => { if (sending) event.preventDefault(); });

  for (const box of form.querySelectorAll("input[type=file]")) {
    box.addEventListener("change", () => { const files = [...box.files]; box.value = ""; sendAll(files); });
  }
  form.addEventListener("dragover", (event) => { event.preventDefault(); form.classList.add("dropping"); });
  form.addEventListener("dragleave", () => form.classList.remove("dropping"));
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    form.classList.remove("dropping");
    sendAll([...event.dataTransfer.files]);
  });
})();
