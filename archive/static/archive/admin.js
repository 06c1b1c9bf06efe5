// Keeps the evidence in view: the row in hand shows its place in the captured text.
// Nothing depends on it; without it the links beside each row lead to the same places.
"use strict";

const evidence = document.querySelector(".evidence");

function show(start) {
  evidence.querySelectorAll("mark.shown").forEach((mark) => mark.classList.remove("shown"));
  const place = document.getElementById(`at-${start}`);
  if (!place) return;
  const mark = place.nextElementSibling;
  if (mark) mark.classList.add("shown");
  // Only where it stands beside the form: below it, the page itself would jump away from the row.
  if (evidence.scrollHeight > evidence.clientHeight) {
    const middle = evidence.clientHeight / 2;
    evidence.scrollTop += place.getBoundingClientRect().top - evidence.getBoundingClientRect().top - middle;
  }
}

if (evidence) {
  document.addEventListener("focusin", (event) => {
    const row = event.target.closest("tr[data-at]");
    if (row) show(row.dataset.at);
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#at-"]');
    if (!link || evidence.scrollHeight <= evidence.clientHeight) return;
    event.preventDefault();
    show(link.hash.slice("#at-".length));
  });
}
