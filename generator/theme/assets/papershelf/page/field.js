/**
 * The search fields of a page: hits while one types, in a list that keyboard and screen reader know
 * (ARIA Authoring Practices, "Combobox with list autocomplete",
 * https://www.w3.org/WAI/ARIA/apg/patterns/combobox/).
 */

import { ROOT, newest, prepare, search } from "./client.js";
import { byLine, counted, element, explained, marked } from "./elements.js";

const SHOWN = 6;
const PAUSE = 60;
/** Only what takes longer than this is said to be under way. */
const SLOW = 400;

/** One field with its list. */
class SearchField {
  /**
   * @param {HTMLFormElement} form
   * @param {number} number
   */
  constructor(form, number) {
    this.form = form;
    this.input = /** @type {HTMLInputElement} */ (form.querySelector("input"));
    this.list = element("div", { id: `ps-hits-${number}`, role: "listbox", "aria-label": "Papers found", class: "ps-hits-list" });
    this.note = element("p", { class: "ps-hits-note" });
    this.panel = element("div", { class: "ps-hits", hidden: true }, this.note, this.list);
    this.status = element("p", { class: "ps-hidden", role: "status" });
    this.ask = newest(search);
    this.active = -1;
    form.append(this.panel, this.status);
    this.#attributes();
    this.#listen();
  }

  #attributes() {
    const { input, list } = this;
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-expanded", "false");
    input.setAttribute("aria-controls", list.id);
    input.setAttribute("autocomplete", "off");
  }

  #listen() {
    const { form, input } = this;
    input.addEventListener("focus", prepare, { once: true });
    input.addEventListener("input", () => this.#typed());
    input.addEventListener("focus", () => { if (input.value.trim() && this.options.length) this.#open(true); });
    input.addEventListener("keydown", (event) => this.#key(event));
    form.addEventListener("focusout", ({ relatedTarget }) => {
      if (!form.contains(/** @type {Node | null} */ (relatedTarget))) this.#open(false);
    });
    form.addEventListener("submit", (event) => {
      if (!input.value.trim()) event.preventDefault();
    });
    // A click on a hit must not first take the focus away, which would close the list.
    this.panel.addEventListener("mousedown", (event) => event.preventDefault());
  }

  /** @returns {HTMLAnchorElement[]} */
  get options() {
    return [...this.list.querySelectorAll("a")];
  }

  #typed() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.#search(), PAUSE);
  }

  async #search() {
    const query = this.input.value;
    clearTimeout(this.slow);
    if (!query.trim()) {
      this.ask.forget();
      this.list.replaceChildren();
      this.status.textContent = "";
      this.#open(false);
      return;
    }
    this.slow = setTimeout(() => this.#say("Searching…"), SLOW);
    try {
      this.#show(query, await this.ask(query, { limit: SHOWN, words: "all" }));
    } catch (error) {
      this.#fail(/** @type {Error} */ (error));
    }
  }

  /**
   * @param {string} query
   * @param {import("../search/search.js").Result} result
   */
  #show(query, { total, hits, corrected, hint }) {
    clearTimeout(this.slow);
    const options = hits.map((hit) => this.#option(new URL(hit.url, ROOT).href, paper(hit)));
    if (corrected) {
      options.push(this.#option(this.#address(query, { exact: "1" }), [`Search instead for “${query.trim()}”`], "ps-hit-more"));
    }
    if (total > hits.length) {
      options.push(this.#option(this.#address(query), [`All ${counted(total, "result")}`], "ps-hit-more"));
    }
    this.list.replaceChildren(...options);
    const found = total ? "" : `No paper holds “${query.trim()}”.`;
    this.#note([corrected && `Showing results for “${corrected.trim()}”.`, found, hint]);
    this.#activate(-1);
    this.#open(true);
    this.status.textContent = `${counted(total, "result")}${corrected ? ` for ${corrected.trim()}` : ""}.`
      + (total ? " Use the arrow keys to choose one." : "");
  }

  /**
   * @param {string} href
   * @param {(Node | string)[]} content
   * @param {string} [kind]
   * @returns {HTMLElement}
   */
  #option(href, content, kind = "ps-hit") {
    return element("a", { href, role: "option", tabindex: "-1", "aria-selected": "false", class: kind }, ...content);
  }

  /**
   * @param {string} query
   * @param {Record<string, string>} [more]
   * @returns {string}
   */
  #address(query, more = {}) {
    const address = new URL(this.form.action);
    address.search = String(new URLSearchParams({ q: query, ...more }));
    return address.href;
  }

  /** @param {(string | false)[]} parts */
  #note(parts) {
    this.note.replaceChildren(parts.filter(Boolean).join(" "));
    this.note.hidden = !this.note.textContent;
  }

  /** @param {string} text */
  #say(text) {
    this.list.replaceChildren();
    this.#note([text]);
    this.status.textContent = text;
    this.#open(true);
  }

  /** @param {Error} error */
  #fail(error) {
    clearTimeout(this.slow);
    this.#say(explained(error));
    const again = element("button", { type: "button", class: "ps-again", onclick: () => this.#search() }, "Try again");
    this.note.append(" ", again);
  }

  /** @param {boolean} isOpen */
  #open(isOpen) {
    this.panel.hidden = !isOpen;
    // What is announced as expanded is a list; a note alone is none.
    this.input.setAttribute("aria-expanded", String(isOpen && this.options.length > 0));
    if (!isOpen) this.#activate(-1);
  }

  /** @param {number} number */
  #activate(number) {
    this.active = number;
    this.options.forEach((option, n) => {
      option.id = `${this.list.id}-${n}`;
      option.setAttribute("aria-selected", String(n === number));
    });
    const chosen = this.options[number];
    chosen?.scrollIntoView({ block: "nearest" });
    if (chosen) this.input.setAttribute("aria-activedescendant", chosen.id);
    else this.input.removeAttribute("aria-activedescendant");
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.isComposing) return; // the key belongs to an input method
    const { key } = event;
    const count = this.options.length;
    if ((key === "ArrowDown" || key === "ArrowUp") && count) {
      event.preventDefault();
      if (this.panel.hidden) this.#open(true);
      // From the last option on to the field itself, and round again.
      const step = key === "ArrowDown" ? 1 : -1;
      this.#activate(((this.active + 1 + step + count + 1) % (count + 1)) - 1);
    } else if (key === "Enter" && this.active >= 0 && !this.panel.hidden) {
      event.preventDefault();
      location.assign(this.options[this.active].href);
    } else if (key === "Escape") {
      event.preventDefault();
      if (!this.panel.hidden) this.#open(false);
      else if (this.input.value) {
        this.input.value = "";
        this.#search();
      } else this.input.blur();
    }
  }
}

/**
 * @param {import("../search/search.js").Hit} hit
 * @returns {(Node | string)[]}
 */
function paper(hit) {
  const { marks } = hit;
  // A paper may match by its topics alone.
  const topics = marks.title.length || marks.snippet.length ? [] : marks.topics.map(({ name }) => name);
  return [
    element("span", { class: "ps-hit-title" }, marked(hit.title, marks.title)),
    element("span", { class: "ps-hit-by" }, ...byLine(hit), ...topics.flatMap((topic) => [" · ", element("mark", {}, topic)])),
    element("span", { class: "ps-hit-text" }, marked(hit.snippet, marks.snippet)),
  ];
}

/**
 * Put a field where the header has a link to the list of all papers. On a narrow screen the link stays
 * and becomes a button; the field lies over the header while it is used.
 * @param {HTMLElement} find
 */
function unfold(find) {
  const link = /** @type {HTMLAnchorElement} */ (find.querySelector("a"));
  const label = (link.textContent ?? "").trim();
  const page = link.href.endsWith(".html") ? "../explore/index.html" : "../explore/";
  const form = element("form", { role: "search", "aria-label": "This site", action: new URL(page, link.href), "data-ps-search": "field" },
    element("label", { class: "ps-hidden", for: "ps-find-field" }, label),
    element("input", { id: "ps-find-field", type: "search", name: "q", placeholder: label, spellcheck: "false" }),
    element("kbd", { class: "ps-find-key", "aria-hidden": "true" }, "/"));
  find.classList.add("ps-find-on");
  find.append(form);
  link.setAttribute("role", "button");
  link.addEventListener("click", (event) => {
    event.preventDefault();
    focusHeader(find);
  });
  form.addEventListener("focusout", ({ relatedTarget }) => {
    if (!form.contains(/** @type {Node | null} */ (relatedTarget))) find.classList.remove("ps-find-over");
  });
}

/** @param {HTMLElement} find */
function focusHeader(find) {
  find.classList.add("ps-find-over");
  const input = /** @type {HTMLInputElement} */ (find.querySelector("input"));
  input.focus();
  input.select();
}

/**
 * Whether keys are being typed into something.
 * @param {EventTarget | null} target
 * @returns {boolean}
 */
function isTyping(target) {
  return target instanceof HTMLElement
    && (target.isContentEditable || target.matches("input, textarea, select"));
}

/** @param {KeyboardEvent} event */
function shortcut(event) {
  const isCommand = event.key.toLowerCase() === "k" && (event.metaKey || event.ctrlKey);
  const isLetter = (event.key === "/" || event.key === "s")
    && !event.metaKey && !event.ctrlKey && !event.altKey && !isTyping(event.target);
  if (!isCommand && !isLetter) return;
  event.preventDefault();
  event.stopPropagation();
  const own = /** @type {HTMLInputElement | null} */ (document.querySelector("article [data-ps-search] input, #ps-explore-field"));
  const find = /** @type {HTMLElement | null} */ (document.querySelector(".ps-find"));
  if (own) {
    own.focus();
    own.select();
  } else if (find) focusHeader(find);
}

if (document.readyState === "loading") {
  await new Promise((resolve) => { document.addEventListener("DOMContentLoaded", resolve, { once: true }); });
}
document.querySelectorAll(".ps-find").forEach((find) => unfold(/** @type {HTMLElement} */ (find)));
document.querySelectorAll("form[data-ps-search]").forEach((form, n) => new SearchField(/** @type {HTMLFormElement} */ (form), n));
// Before the theme's own keys, of which some are the same.
addEventListener("keydown", shortcut, { capture: true });
