(() => {
"use strict";
// What is here for those who have scripts: a choice among papers, and their entries to copy. Texts stay texts.
const { words, bibtex } = JSON.parse(document.getElementById("cv-data").textContent);
const papers = [...document.querySelectorAll(".cv-paper")].map((element) => ({
  element,
  text: folded(element.textContent),
  year: element.dataset.year ?? "",
  kind: element.dataset.kind ?? "",
}));
const make = (name, properties, ...content) => {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...content);
  return element;
};
function folded(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}
const status = make("p", { className: "cv-status-line", role: "status" });

function addCopying() {
  for (const { element } of papers) {
    const entry = bibtex[element.id];
    const last = [...element.querySelectorAll(".cv-paper-line")].pop();
    if (!entry || !last) continue;
    const title = element.querySelector(".cv-title")?.textContent ?? element.id;
    const button = make("button", { type: "button", className: "cv-copy" }, words.copy);
    button.ariaLabel = `${words.copy}: ${title}`;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(entry);
      button.textContent = status.textContent = words.copied;
      setTimeout(() => {
        button.textContent = words.copy;
        status.textContent = "";
      }, 2000);
    });
    last.append(" ", button);
  }
}

function addFilter() {
  const first = papers[0].element;
  const place = first.closest(".cv-group") ?? first.closest(".cv-papers");
  const search = make("input", { type: "search", autocomplete: "off" });
  const select = (key, label) => {
    const values = [...new Set(papers.map((paper) => paper[key]).filter(Boolean))];
    if (key === "year") values.sort().reverse();
    const element = make("select", {}, make("option", { value: "" }, words.all));
    element.append(...values.map((value) => make("option", { value }, value)));
    return [element, make("label", { hidden: values.length < 2 }, label, element)];
  };
  const [year, yearLabel] = select("year", words.year);
  const [kind, kindLabel] = select("kind", words.kind);
  const count = make("output", {});
  const form = make("form", { className: "cv-tools" });
  form.role = "search";
  form.ariaLabel = words.filter;
  form.append(make("label", {}, words.search, search), yearLabel, kindLabel, count);
  const apply = () => {
    const parts = folded(search.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const paper of papers) {
      const fits =
        (!year.value || paper.year === year.value) &&
        (!kind.value || paper.kind === kind.value) &&
        parts.every((part) => paper.text.includes(part));
      paper.element.hidden = !fits;
      shown += fits;
    }
    for (const group of document.querySelectorAll(".cv-group:has(.cv-paper)")) {
      group.hidden = !group.querySelector(".cv-paper:not([hidden])");
    }
    count.textContent = `${shown} / ${papers.length}`;
  };
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  place.before(form);
  apply();
}

if (navigator.clipboard) addCopying();
if (papers.length > 5) addFilter();
document.querySelector("main").append(status);
})();
