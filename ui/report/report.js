// Comfort only: everything stands in the page without this script. It takes the reader's language, filters the cases
// and copies tables. Nothing is stored and nothing is sent.
"use strict";
(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const german = document.getElementById("language-de");
  const english = document.getElementById("language-en");

  const language = () => (german.checked ? "de" : "en");
  const follow_language = () => {
    document.documentElement.lang = language();
    for (const option of all("option[data-en]")) option.textContent = option.dataset[language()];
  };
  const wished = (navigator.languages || [navigator.language]).map((tag) => tag.slice(0, 2)).find((tag) => tag === "de" || tag === "en");
  (wished === "de" ? german : english).checked = true;
  for (const radio of [german, english]) radio.addEventListener("change", follow_language);
  follow_language();

  const filter = document.getElementById("filter");
  if (filter) {
    const cases = all("article.case");
    const selects = all("select", filter);
    const search = document.getElementById("filter-text");
    const empty = document.querySelector(".none-matching");
    const texts = cases.map((article) => {
      const letter = article.querySelector(".letter").cloneNode(true);
      for (const note of all(".note", letter)) note.remove();
      return letter.textContent.toLowerCase();
    });
    const apply = () => {
      const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
      let matching = 0;
      cases.forEach((article, index) => {
        const fits = selects.every((select) => !select.value || article.dataset[select.dataset.filter] === select.value) && words.every((word) => texts[index].includes(word));
        article.hidden = !fits;
        if (fits) matching += 1;
      });
      for (const place of all(".matching", filter)) place.textContent = String(matching);
      empty.hidden = matching > 0;
    };
    filter.addEventListener("input", apply);
    filter.addEventListener("submit", (event) => event.preventDefault());
    filter.hidden = false;
    apply();
  }

  const shown_text = (cell) => cell.innerText.replace(/\s+/g, " ").trim();
  for (const details of all("details.figures")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    const say = (en, de) => {
      button.innerHTML = "";
      for (const [tag, text] of [["en", en], ["de", de]]) {
        const span = document.createElement("span");
        span.className = tag;
        span.lang = tag;
        span.textContent = text;
        button.append(span);
      }
    };
    say("Copy the table", "Tabelle kopieren");
    button.addEventListener("click", () => {
      const lines = all("tr", details).map((row) => all("th, td", row).map(shown_text).join("\t")).join("\n");
      const field = document.createElement("textarea");
      field.value = lines;
      document.body.append(field);
      field.select();
      const done = document.execCommand("copy");
      field.remove();
      button.focus();
      if (done) say("Copied", "Kopiert");
    });
    details.append(button);
  }
})();
