/** Elements made in scripts: text stays text, whatever is in it. */

/**
 * Make an element.
 * @param {string} name
 * @param {Record<string, any>} [properties] attributes; functions are listeners: `onclick`
 * @param {...(Node | string | null | undefined | false)} children
 * @returns {HTMLElement}
 */
export function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (typeof value === "function") made.addEventListener(key.slice(2), value);
    else if (value === true) made.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(key, value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

/**
 * Return text with some of it in `<mark>`.
 * @param {string} text
 * @param {import("../search/marks.js").Mark[]} marks
 * @returns {DocumentFragment}
 */
export function marked(text, marks) {
  const made = document.createDocumentFragment();
  let done = 0;
  for (const [start, stop] of marks) {
    made.append(text.slice(done, start), element("mark", {}, text.slice(start, stop)));
    done = stop;
  }
  made.append(text.slice(done));
  return made;
}

/**
 * Return "1 paper" or "1,234 papers".
 * @param {number} number
 * @param {string} noun
 * @returns {string}
 */
export function counted(number, noun) {
  return `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
}

const SHOWN_AUTHORS = 3;

/**
 * Return who wrote a paper, where it appeared and when, as the lists of the site say it.
 * @param {import("../search/search.js").Hit} hit
 * @returns {(Node | string)[]}
 */
export function byLine({ authors, venue, year, status, marks }) {
  // The venue's name ends with its year more often than not.
  const when = year && !venue.includes(String(year)) ? [String(year)] : [];
  const where = venue ? [element("em", {}, venue)] : [];
  const warning = status ? [element("strong", {}, status[0].toUpperCase() + status.slice(1))] : [];
  const parts = [warning, names(authors, marks.authors), where, when].filter((part) => part.length);
  const line = parts.flatMap((part, n) => (n ? [" · ", ...part] : part));
  return line.length ? line : ["Undated"];
}

/**
 * Return the first authors, and those further down that were searched for.
 * @param {string[]} authors
 * @param {number[]} found their places
 * @returns {(Node | string)[]}
 */
function names(authors, found) {
  const places = [...authors.keys()].filter((n) => n < SHOWN_AUTHORS || found.includes(n));
  const shown = places.slice(0, 2 * SHOWN_AUTHORS);
  const line = shown.flatMap((place, n) => {
    const name = found.includes(place) ? element("mark", {}, authors[place]) : authors[place];
    return n ? [place - shown[n - 1] > 1 ? ", … " : ", ", name] : [name];
  });
  return shown.at(-1) === authors.length - 1 || !shown.length ? line : [...line, " et al."];
}

/**
 * Say what went wrong, for readers.
 * @param {Error} error
 * @returns {string}
 */
export function explained(error) {
  if (!navigator.onLine) return "You are offline, and this part of the search has not been loaded yet.";
  if (error.name === "OtherFormatError") return "The site has changed since this page was loaded. Load the page anew.";
  return "A part of the search could not be loaded.";
}
