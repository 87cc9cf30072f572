// What is new. The browser keeps the newest commit that was looked at; the page marks
// what came after it. What comes while one reads waits behind a bar: nothing moves
// by itself.
const one = (q) => document.querySelector(q);

// lastSeen is the commit up to which somebody had read when this tab was opened.
function lastSeen(head) {
  let from = sessionStorage.getItem("from");
  if (from === null) {
    from = localStorage.getItem("seen") ?? "";
    sessionStorage.setItem("from", from);
  }
  localStorage.setItem("seen", String(Math.max(head, Number(localStorage.getItem("seen")))));
  return from === "" ? null : Number(from);
}

// divide draws the line between what is new and what had been read.
async function divide(head) {
  const from = lastSeen(head), since = one("[data-since]");
  if (from === null || from >= head || !since) return;
  const answer = await fetch("/since?after=" + from);
  const news = answer.ok && await answer.json();
  if (!news || !news.words) return;
  since.textContent = news.words;
  since.hidden = false;
  const read = [...document.querySelectorAll(".grp")].find((g) => Number(g.dataset.commit) <= from);
  const line = one("[data-seen]");
  if (read && read.previousElementSibling?.matches(".grp") && line) {
    read.before(line);
    line.hidden = false;
  }
}

// listen shows the bar when something has come.
function listen(head) {
  const bar = one("[data-fresh]"), live = one("[data-live]"), lost = one("[data-lost]");
  const stream = new EventSource("/events?after=" + head);
  let told = 0, since = new Date();
  stream.addEventListener("message", (e) => {
    const news = JSON.parse(e.data);

    if (!news.words || !bar) return;
    bar.querySelector("[data-words]").textContent = news.words;
    bar.hidden = false;
    if (Date.now() - told > 60000) { live.textContent = news.words; told = Date.now(); } // at most once a minute
  });
  stream.addEventListener("open", () => { lost.hidden = true; });
  stream.addEventListener("error", () => {
    if (lost.hidden) since = new Date();
    lost.textContent = lost.dataset.words.replace("{time}", since.toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" }));
    lost.hidden = false;
  });
  addEventListener("pagehide", () => stream.close());
  bar?.addEventListener("click", () => {
    sessionStorage.setItem("from", String(head));
    location.href = location.pathname + location.search;
  });
}

export function fresh() {
  const head = Number(document.body.dataset.head);
  if (document.body.dataset.nav !== "now" || one(".past")) return; // what was known then is not news
  divide(head);
  listen(head);
}
