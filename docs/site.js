/* A page that was opened from the disk may start no worker, and search is one. Its script runs in a hidden frame then.

   Only what the theme's search uses of a worker is here: a message each way, which arrives later, and its end. */
if (location.protocol === "file:") {
  window.Worker = class {
    constructor(script) {
      this.waiting = [];
      this.frame = document.createElement("iframe");
      this.frame.hidden = true;
      this.frame.addEventListener("load", () => this.started());
      this.frame.srcdoc = "<!doctype html><title>-</title>";
      this.script = script;
      document.body.append(this.frame);
    }
    started() {
      const inside = this.frame.contentWindow;
      inside.postMessage = (data) => setTimeout(() => this.onmessage?.(new MessageEvent("message", { data })));
      const code = inside.document.createElement("script");
      code.src = this.script;
      code.onload = () => {
        this.inside = inside;
        this.waiting.forEach((data) => this.postMessage(data));
      };
      code.onerror = () => this.onerror?.(new Event("error"));
      inside.document.body.append(code);
    }
    postMessage(data) {
      if (!this.inside) return this.waiting.push(data);
      const message = new MessageEvent("message", { data: this.inside.structuredClone(data) });
      setTimeout(() => this.inside.dispatchEvent(message));
    }
    terminate() {
      this.frame.remove();
    }
  };
}

/* A table that is wider than its page can be moved by the keyboard, too. */
function reachable() {
  for (const frame of document.querySelectorAll(".md-typeset__scrollwrap")) {
    const hidden = frame.scrollWidth > frame.clientWidth;
    if (hidden && frame.tabIndex < 0) {
      frame.tabIndex = 0;
      frame.setAttribute("role", "region");
      frame.setAttribute("aria-label", document.documentElement.lang === "da" ? "Tabel" : "Table");
    } else if (!hidden && frame.tabIndex === 0) {
      for (const name of ["tabindex", "role", "aria-label"]) frame.removeAttribute(name);
    }
  }
}
addEventListener("load", () => {
  reachable();
  new MutationObserver(reachable).observe(document.body, { childList: true, subtree: true });
});
addEventListener("resize", reachable);
