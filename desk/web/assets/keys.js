// Keys. Single keys can be switched off (WCAG 2.1.4), never act in fields, and each
// has a way with the pointer.
const one = (q) => document.querySelector(q);

// rows makes a list walkable like the notes of a document.
function rows() {
  const shown = () => [...document.querySelectorAll("[data-row]")].filter((e) => e.offsetParent);
  return {
    at: () => shown().findIndex((e) => e.classList.contains("cur")),
    open: (i) => {
      const list = shown();
      const row = list[Math.max(0, Math.min(list.length - 1, i))];
      list.forEach((e) => e.classList.toggle("cur", e === row));
      if (!row) return;
      (row.querySelector("a.open") || row).focus({ preventScroll: true });
      row.scrollIntoView({ block: "nearest", behavior: "instant" });
    },
    close: () => shown().forEach((e) => e.classList.remove("cur")),
  };
}

// neighbour is the document before or after this one in the list that one came from.
function neighbour(step) {
  const list = JSON.parse(sessionStorage.getItem("documents") || "[]");
  const at = list.findIndex((d) => d.at === location.pathname);
  return at < 0 ? undefined : list[at + step];
}

// showNeighbours links them from the head of a document, each with its title.
function showNeighbours() {
  const nav = one("[data-neighbours]");
  for (const [rel, step] of [["prev", -1], ["next", 1]]) {
    const a = nav?.querySelector(`[rel=${rel}]`), to = neighbour(step);
    if (!a || !to) continue;
    a.href = to.at;
    a.title = to.title;
    a.hidden = nav.hidden = false;
  }
}

export function keys(walk) {
  const dialog = one("#keys"), off = one("[data-keys-off]");
  const list = walk || rows();
  let single = localStorage.getItem("keys") !== "off", chord = false;
  const links = new Map([...document.querySelectorAll(".grp h2 a, .hit .doc a")].map((a) => [a.pathname, a.textContent.trim()]));
  if (links.size) sessionStorage.setItem("documents", JSON.stringify([...links].map(([at, title]) => ({ at, title }))));
  showNeighbours();

  const go = (name) => { const a = one(`.mast nav a[data-key="${name}"]`); if (a) location.href = a.href; };
  const beside = (n) => { const to = neighbour(n); if (to) location.href = to.at; };
  const step = (n) => list.open(list.at() < 0 ? (n > 0 ? 0 : Infinity) : list.at() + n);
  const act = {
    j: () => step(1), k: () => step(-1), ArrowRight: () => step(1), ArrowLeft: () => step(-1),
    o: () => { const f = one(".cur")?.closest(".grp")?.querySelector(".fold") || one(".fold"); if (f) f.open = !f.open; },
    n: () => one("[data-fresh]:not([hidden])")?.click(),
    s: () => {
      const choice = one(".panel input:checked") || one(".panel input[type=radio]"), record = one("details.note[open] a[data-open], .cur a.to-record");
      if (choice) choice.focus();
      else if (record) location.href = record.href + "#decide";
    },
    u: () => history.back(),
    "[": () => beside(-1), "]": () => beside(1),
    "/": () => { const f = one('input[type="search"]'); if (f) f.focus(); else go("/"); },
    "?": () => dialog.showModal(),
    Escape: () => list.close(),
  };
  const always = ["Escape", "?", "ArrowRight", "ArrowLeft"];

  addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey || dialog.open) return;
    if (e.target.closest("input:not([type=radio]), textarea, select") && e.key !== "Escape") return;
    if (e.key === "Enter" && e.target.matches("details.note[open] > summary")) { // a second enter opens; space still folds
      e.preventDefault();
      location.href = e.target.parentElement.querySelector("a[data-open]").href;
      return;
    }
    if (!single && !always.includes(e.key)) return;
    if (chord) { chord = false; go(e.key); return; }
    if (e.key === "g") { chord = true; setTimeout(() => { chord = false; }, 1200); return; }
    const status = one(`.panel input[data-key="${e.key}"]`);
    if (status) { status.checked = true; one("#why").focus(); e.preventDefault(); return; }
    if (act[e.key]) { e.preventDefault(); act[e.key](); }
  });
  document.querySelectorAll("[data-keys]").forEach((b) => b.addEventListener("click", () => dialog.showModal()));
  off.setAttribute("aria-pressed", String(!single));
  off.addEventListener("click", () => {
    single = !single;
    localStorage.setItem("keys", single ? "on" : "off");
    off.setAttribute("aria-pressed", String(!single));
  });
}
