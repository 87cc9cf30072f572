// A note and its passage light up together; the arrow keys walk from note to note.
// All of the page works without this.
(() => {
  "use strict";
  const notes = [...document.querySelectorAll("details.note")];
  const light = (note, on) => {
    const n = note.dataset.n;
    document.querySelectorAll(`[data-s="${n}"], .sn[href="#n${n}"]`).forEach((e) => e.classList.toggle("on", on));
  };
  notes.forEach((note) => note.addEventListener("toggle", () => {
    light(note, note.open);
    if (note.open) notes.forEach((other) => { if (other !== note) other.open = false; });
  }));
  document.querySelectorAll(".sn").forEach((a) => a.addEventListener("click", () => {
    document.querySelector(a.getAttribute("href")).open = true;
  }));
  document.addEventListener("keydown", (e) => {
    if (e.altKey || e.ctrlKey || e.metaKey || e.shiftKey) return;
    const step = { ArrowRight: 1, ArrowLeft: -1 }[e.key];
    if (!step || !notes.length) return;
    const at = notes.findIndex((n) => n.open);
    const note = notes[Math.max(0, Math.min(notes.length - 1, at < 0 ? (step > 0 ? 0 : notes.length - 1) : at + step))];
    notes.forEach((n) => { n.open = n === note; });
    note.querySelector("summary").focus({ preventScroll: true });
    const passage = document.getElementById("s" + note.dataset.n) || note;
    const box = passage.getBoundingClientRect();
    if (box.top < 60 || box.bottom > innerHeight - 60) passage.scrollIntoView({ block: "center", behavior: "instant" });
    e.preventDefault();
  });
})();
