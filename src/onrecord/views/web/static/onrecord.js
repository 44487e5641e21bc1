// Quicker with the keyboard and the mouse; every page works without it. It remembers nothing and asks nobody.
"use strict";
(() => {
  const STEPS = ".results > li, .utterance, .answer, .witness, .cards > *";
  const page = document;
  page.documentElement.classList.add("js");
  const all = (what, where = page) => [...where.querySelectorAll(what)];
  let at = -1;

  const isTyping = (target) => target.closest("input, textarea, select, [contenteditable]") !== null;

  const step = (by) => {
    const items = all(STEPS).filter((item) => item.getClientRects().length);
    if (!items.length) return;
    const last = items[at];
    at = Math.min(Math.max(at + by, 0), items.length - 1);
    if (last) last.classList.remove("selected");
    const item = items[at];
    item.classList.add("selected");
    item.scrollIntoView({ block: "nearest" });
    // A link, so that Enter opens what j and k have reached.
    const goal = item.querySelector("a[href]") || item;
    if (goal === item) item.tabIndex = -1;
    goal.focus({ preventScroll: true });
  };

  page.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isTyping(event.target)) return;
    if (event.key === "/") {
      const field = page.getElementById("search");
      if (!field) return;
      event.preventDefault();
      field.focus();
      field.select();
    } else if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
  });

  // A siglum is one witness within its utterance: A of the next utterance is another.
  const light = (holder, isLit) => {
    for (const each of all("[data-siglum]", holder.closest(".utterance") || page)) {
      if (each.dataset.siglum === holder.dataset.siglum) each.classList.toggle("lit", isLit);
    }
  };
  for (const [event, isLit] of [["mouseover", true], ["mouseout", false], ["focusin", true], ["focusout", false]]) {
    page.addEventListener(event, ({ target }) => {
      const holder = target.closest && target.closest("[data-siglum]");
      if (holder) light(holder, isLit);
    });
  }

  // Where the clipboard is closed (a page not on this machine and not on https), the text is shown to be copied by hand.
  const copy = async (button) => {
    const before = button.textContent;
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
      button.textContent = "Copied";
    } catch {
      window.prompt("Copy this:", button.dataset.copy);
    }
    setTimeout(() => { button.textContent = before; }, 1500);
  };
  page.addEventListener("click", ({ target }) => {
    const button = target.closest && target.closest(".js-copy");
    if (button && button.dataset.copy !== undefined) copy(button);
  });
})();
