// Selecting words of the text offers them to the form for what the machine missed.
// The form works without: the words can be pasted into it.
const one = (q) => document.querySelector(q);

// position counts the characters of the text before a point in a row; numerals are
// not of the text.
function position(row, node, offset) {
  let n = Number(row.dataset.start);
  const walk = document.createTreeWalker(row, NodeFilter.SHOW_TEXT, (t) => t.parentElement.closest(".sn, .pn, .notes") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
  for (let t = walk.nextNode(); t; t = walk.nextNode()) {
    if (t === node) return n + [...t.data.slice(0, offset)].length;
    n += [...t.data].length;
  }
  return n;
}

export function select() {
  const form = one("#missed form"), bar = one("[data-select]");
  if (!form || !bar) return;
  let chosen = null;
  document.addEventListener("selectionchange", () => {
    const s = getSelection();
    const row = s.rangeCount && s.anchorNode && (s.anchorNode.nodeType === 1 ? s.anchorNode : s.anchorNode.parentElement).closest(".text .row");
    const words = row ? s.toString().trim() : "";
    bar.hidden = !words || words.includes("\n");
    if (bar.hidden) return;
    const range = s.getRangeAt(0);
    chosen = { words, at: position(row, range.startContainer, range.startOffset) };
  });
  bar.addEventListener("click", (e) => {
    const field = e.target.dataset.field;
    if (!field || !chosen) return;
    form.closest("details").open = true;
    form.elements[field].value = chosen.words;
    if (field === "content") form.elements.at.value = chosen.at;
    bar.hidden = true;
    form.elements[field].focus();
  });
}
