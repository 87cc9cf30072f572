// The margin of a document: a note and its passage light up together, and each note
// stands at the line of its passage or right below the note before it. Without this
// a paragraph's notes start where the paragraph starts.
const all = (q, root = document) => [...root.querySelectorAll(q)];

const wide = matchMedia("(min-width: 60rem)");
const printing = matchMedia("print");

function light(note) {
  all(".s.on, .sn.cur").forEach((e) => e.classList.remove("on", "cur"));
  if (!note) return;
  all(`[data-s="${note.dataset.n}"]`).forEach((e) => e.classList.add("on"));
  all(`.sn[href="#${note.id}"]`).forEach((e) => e.classList.add("cur"));
}

function place(text, notes) {
  const loose = wide.matches && !printing.matches;
  notes.forEach((n) => n.style.removeProperty("margin-top"));
  text.style.removeProperty("padding-bottom");
  text.classList.toggle("loose", loose);
  if (!loose) return;
  const top = text.getBoundingClientRect().top;
  const wanted = notes.map((n) => {
    const rect = document.getElementById("s" + n.dataset.n)?.getClientRects()[0];
    return rect ? rect.bottom - top - 26 : 0;
  });
  let free = 0; // the first free height in the margin
  all(".row", text).forEach((row) => {
    let y = row.getBoundingClientRect().top - top;
    all(".note", row).forEach((n) => {
      const at = Math.max(free, y, wanted[notes.indexOf(n)]);
      n.style.marginTop = `${Math.round(at - y)}px`;
      y = free = at + n.getBoundingClientRect().height;
    });
  });
  const last = all(".row .notes", text).at(-1), row = last.closest(".row"); // the rule beside the text reaches to the last note
  last.style.setProperty("--hang", `${Math.max(0, Math.ceil(free - (row.getBoundingClientRect().bottom - top)))}px`);
  text.style.paddingBottom = `${Math.max(0, Math.ceil(free - text.getBoundingClientRect().height))}px`;
}

const inView = (e) => {
  const r = e.getBoundingClientRect();
  return r.top > 60 && r.bottom < innerHeight - 60;
};

// margin prepares the notes and returns how to walk through them: the notes, the
// place of the open one, and how to open one. It is null where there are none.
export function margin() {
  const text = document.querySelector(".text");
  const notes = text ? all("details.note", text) : [];
  if (!notes.length) return null;
  const open = (i) => {
    const note = notes[Math.max(0, Math.min(notes.length - 1, i))];
    notes.forEach((n) => { n.open = n === note; });
    light(note);
    const passage = document.getElementById("s" + note.dataset.n) || note;
    if (!inView(passage)) passage.scrollIntoView({ block: "center", behavior: "instant" });
    note.querySelector("summary").focus({ preventScroll: true });
  };
  const settle = () => { place(text, notes); light(notes.find((n) => n.open)); };
  notes.forEach((n) => n.addEventListener("toggle", settle));
  text.addEventListener("click", (e) => {
    const numeral = e.target.closest("a.sn");
    const note = numeral && document.querySelector(numeral.getAttribute("href"));
    if (!note) return;
    e.preventDefault();
    open(notes.indexOf(note));
  });
  const fromHash = () => {
    const note = /^#[sn]\d+$/.test(location.hash) && document.getElementById("n" + location.hash.slice(2));
    if (note) open(notes.indexOf(note));
  };
  addEventListener("hashchange", fromHash);
  addEventListener("resize", settle);
  printing.addEventListener("change", settle);
  settle();
  document.fonts.ready.then(() => { settle(); });
  fromHash();
  return { list: notes, at: () => notes.findIndex((n) => n.open), open, close: () => notes.forEach((n) => { n.open = false; }) };
}
