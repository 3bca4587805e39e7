/**
 * Narrows the list of all papers to those that hold every word of `?q=…`.
 * Without scripts the whole list stays.
 */

/**
 * Return text as it is compared: without case and diacritics.
 * @param {string} text
 * @returns {string}
 */
export function fold(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

/**
 * Tell whether a text holds every word of a query.
 * @param {string} text
 * @param {string} query
 * @returns {boolean}
 */
export function matches(text, query) {
  const folded = fold(text);
  return fold(query).split(/\s+/).every((word) => folded.includes(word));
}

/**
 * Hide the cards that do not match, and the headings that are left without cards.
 * @param {Document} page
 * @param {string} query
 * @returns {number} how many papers are shown
 */
export function narrow(page, query) {
  let shown = 0;
  for (const list of page.querySelectorAll(".ps-cards")) {
    let here = 0;
    for (const card of list.querySelectorAll(":scope > ul > li")) {
      card.hidden = !matches(card.textContent ?? "", query);
      here += card.hidden ? 0 : 1;
    }
    list.hidden = here === 0;
    const heading = list.previousElementSibling;
    if (heading?.tagName === "H2") heading.hidden = here === 0;
    shown += here;
  }
  return shown;
}

/**
 * Say above the list what it was narrowed to, with a way back.
 * @param {Document} page
 * @param {string} query
 * @param {number} shown
 */
function announce(page, query, shown) {
  const line = page.createElement("p");
  line.className = "ps-filter";
  line.setAttribute("role", "status");
  const all = page.createElement("a");
  all.href = page.location.pathname;
  all.textContent = "Show all";
  const papers = shown === 1 ? "1 paper" : `${shown} papers`;
  line.append(`${papers} with “${query}”. `, all);
  page.querySelector("h1")?.after(line);
}

if (typeof document !== "undefined") {
  const query = new URLSearchParams(location.search).get("q")?.trim();
  if (query) announce(document, query, narrow(document, query));
}
