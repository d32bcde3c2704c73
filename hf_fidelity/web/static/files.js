"use strict";
// Files that are dropped on the page, and how much of them has arrived. Without this the form sends them as well.
(() => {
  // A report that stands within the page is as high as it is long: nobody scrolls in two places.
  for (const frame of document.querySelectorAll("iframe.page")) {
    const fit = () => {
      const page = frame.contentDocument;
      const high = page && page.documentElement ? page.documentElement.getBoundingClientRect().height : 0;
      if (high) frame.style.height = `${Math.ceil(high) + 4}px`;
    };
    frame.addEventListener("load", fit);
    addEventListener("resize", fit);
    fit();
  }
  const form = document.querySelector("form[data-upload]");
  if (!form) return;
  const field = form.querySelector("input[type=file]"), said = form.querySelector("[data-said]");
  const bar = form.querySelector("progress"), stop = form.querySelector("[data-stop]");
  const say = (words, warn) => { said.textContent = words; said.className = warn ? "notice error" : "notice"; };
  const named = () => {
    const files = [...field.files], size = files.reduce((sum, file) => sum + file.size, 0);
    if (size > Number(form.dataset.most)) { say(form.dataset.tooMuch, true); return false; }
    if (files.length) say(files.slice(0, 8).map((file) => file.name).join(", ") + (files.length > 8 ? " …" : ""));
    return files.length > 0;
  };
  const send = () => {
    if (!named()) { if (!field.files.length) say(form.dataset.none, true); return; }
    const line = new XMLHttpRequest();
    line.upload.onprogress = (event) => { if (event.lengthComputable) bar.value = event.loaded / event.total; };
    line.onload = () => {
      if (line.status === 200 && line.responseURL) location.href = line.responseURL; else say(form.dataset.failed, true);
      done();
    };
    line.onerror = () => { say(form.dataset.failed, true); done(); };
    line.onabort = () => { say(form.dataset.stopped); done(); };
    stop.onclick = () => line.abort();
    stop.hidden = bar.hidden = false;
    const data = new FormData();
    for (const file of field.files) data.append("files", file, file.name);
    line.open("POST", form.action);
    line.send(data);
  };
  const done = () => { stop.hidden = bar.hidden = true; bar.value = 0; };
  form.addEventListener("submit", (event) => { event.preventDefault(); event.stopPropagation(); send(); }, true);
  field.addEventListener("change", named);
  const over = (is) => (event) => { event.preventDefault(); form.classList.toggle("over", is); };
  addEventListener("dragover", over(true));
  addEventListener("dragleave", over(false));
  addEventListener("drop", (event) => {
    over(false)(event);
    if (event.dataTransfer.files.length) { field.files = event.dataTransfer.files; if (named()) send(); }
  });
})();
