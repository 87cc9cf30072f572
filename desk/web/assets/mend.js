// Mending a cell: what stands in it now is shown, and taken over as the words to change;
// a cell that can have a few values only offers them. The form works without.
const one = (q) => document.querySelector(q);

export function mend() {
  const field = one("#field"), right = one("#right"), stands = one("[data-stands]");
  if (!field || !right || !stands) return;
  let given = ""; // what this put into the field, not the reader
  field.addEventListener("change", () => {
    const chosen = field.selectedOptions[0];
    const now = chosen.dataset.now || "", only = chosen.dataset.values || "";
    stands.hidden = !now;
    stands.querySelector("b").textContent = now;
    const few = one("#right-only");
    few.replaceChildren(...only.split("\n").filter(Boolean).map((words) => new Option(words, words)));
    if (right.value === given) right.value = given = only ? "" : now; // a list opens on an empty field
    right.disabled = field.value === "none";
  });
}
