"use strict";
// What the page does beyond forms and links: keys, counters, and what changes while a window is open. Everything works
// without it. Nothing is fetched but the stream of news; no text is ever put in as markup.
(() => {
  const body = document.body, find = (what, where = document) => where.querySelector(what);
  const all = (what) => document.querySelectorAll(what);
  let leaving = false;
  document.addEventListener("submit", (event) => {
    if (leaving) event.preventDefault(); // pressed twice
    leaving = true;
  });
  addEventListener("pageshow", () => { leaving = false; });

  // Keys. They do nothing while somebody writes, and can be switched off (page "Help").
  const KEYS = "hf-fidelity-keys";
  const remembered = () => { try { return localStorage.getItem(KEYS) !== "off"; } catch { return true; } };
  const writes = (at) => at.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName);
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || !remembered()) return;
    const at = event.target;
    if (event.key === "Escape" && writes(at)) { at.blur(); return; }
    if (writes(at)) return;
    if (event.key === "Enter") {
      if (/^(A|BUTTON|SUMMARY)$/.test(at.tagName)) return;
      const first = find("[data-key=Enter]") || find("button[data-first]");
      if (first) { event.preventDefault(); first.click(); }
      return;
    }
    const key = CSS.escape(event.key.length === 1 ? event.key.toLowerCase() : event.key);
    if (event.key.startsWith("Arrow") && at.closest && at.closest("[data-answers]")) {
      const buttons = [...all("[data-answers] button")], n = buttons.indexOf(at);
      const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      event.preventDefault();
      buttons[(n + step + buttons.length) % buttons.length].focus();
      return;
    }
    const meant = find(`[data-key="${key}"]`);
    if (!meant) return;
    event.preventDefault();
    if (writes(meant)) meant.focus(); else meant.click();
  });
  for (const toggle of all("[data-shortcuts]")) {
    const show = () => { toggle.textContent = remembered() ? toggle.dataset.off : toggle.dataset.on; };
    toggle.hidden = false;
    show();
    toggle.addEventListener("click", () => {
      try { localStorage.setItem(KEYS, remembered() ? "off" : "on"); } catch { /* then they stay on */ }
      show();
    });
  }

  // Five counters: a button for one more and one less.
  for (const button of all(".counters .more, .counters .less")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const field = find("input", button.parentElement);
      const number = (parseInt(field.value, 10) || 0) + (button.classList.contains("more") ? 1 : -1);
      field.value = Math.max(0, Math.min(999, number));
    });
  }

  // What was said last is read first, by eyes and by voices.
  const first = find("[data-focus]") || find("input[data-first], a[data-first]");
  if (first) first.focus({ preventScroll: true });
  const asked = find(".ask"); // what is asked is in sight, however much was said before it
  if (asked) asked.scrollIntoView({ block: "nearest" });

  // Nobody has come: what else there is.
  const nobody = find("[data-nobody]");
  if (nobody && nobody.dataset.joined === "0" && find(".gather")) {
    setTimeout(() => { if (nobody.dataset.joined === "0") nobody.open = true; }, 1000 * nobody.dataset.nobody);
  }

  // News.
  const say = (words) => {
    const box = find("#elsewhere"), at = box && find("[data-words]", box);
    if (!box || leaving) return;
    if (at.textContent !== words) at.textContent = words;
    box.hidden = !words;
  };
  const heard = (news) => {
    if (typeof news === "string") {
      if (news !== body.dataset.phone && !leaving) location.reload();
      return;
    }
    const code = find("[data-room=code]");
    if (code && news.room && code.textContent !== news.room.code && !leaving) { location.reload(); return; } // and its QR
    for (const [name, words] of Object.entries(news.room || {})) {
      for (const at of all(`[data-room="${CSS.escape(name)}"]`)) if (at.textContent !== String(words)) at.textContent = words;
    }
    const work = find("[data-work]");
    if (work && !news.work) location.reload();
    if (work && work.textContent !== news.work) work.textContent = news.work;
    if (nobody && news.room) nobody.dataset.joined = news.room.joined;
    say(String(news.version) !== body.dataset.version ? news.moved : news.soon);
  };
  if ((body.dataset.version || body.dataset.phone) && window.EventSource) {
    let stream;
    const listen = () => {
      stream = new EventSource("/events");
      stream.onmessage = (event) => heard(JSON.parse(event.data));
      stream.onerror = () => { if (stream.readyState === 2 && !leaving) setTimeout(listen, 1000 + 1500 * Math.random()); };
    };
    listen();
    addEventListener("pagehide", () => stream.close());
  }
})();
