/**
 * What a page in the light frame does beside the search: light or dark, copying, keys to turn pages.
 *
 * A classic script at the head of the page, so that the colours are there before anything is shown,
 * and so that it works on pages that are read from a disk. The choice of colours is kept as Material
 * keeps it, since pages that one writes by hand are in Material's frame.
 */
"use strict";

(() => {
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const scope = new URL("../../../", script.src).pathname;
  const page = document.documentElement;
  const SYSTEM = "(prefers-color-scheme)";
  const dark = matchMedia("(prefers-color-scheme: dark)");

  /**
   * A palette of the settings: its medium, its scheme, what its button is called.
   * @typedef {[media: string, scheme: string, name: string]} Palette
   */

  /** @type {Palette[]} */
  let palettes = [
    ["(prefers-color-scheme: light)", "default", "Switch to dark mode"],
    ["(prefers-color-scheme: dark)", "slate", "Switch to light mode"],
  ];

  /** @returns {{index: number, color: {media: string, scheme: string}} | null} */
  function kept() {
    try {
      return JSON.parse(localStorage.getItem(`${scope}.__palette`) ?? "null");
    } catch {
      return null; // storage may be closed to the page
    }
  }

  /** @param {number} index */
  function keep(index) {
    const [media, scheme] = palettes[index];
    try {
      localStorage.setItem(`${scope}.__palette`, JSON.stringify({ index, color: { media, scheme } }));
    } catch {
      // then the choice holds for this page
    }
  }

  /** @returns {number} the palette that was chosen, or else the first for the reader's system */
  function current() {
    const index = kept()?.index ?? -1;
    return palettes[index] ? index : Math.max(0, palettes.findIndex(([media]) => matchMedia(media).matches));
  }

  /** @param {{media: string, scheme: string}} color */
  function paint({ media, scheme }) {
    const bySystem = media === SYSTEM || !scheme;
    page.dataset.mdColorScheme = bySystem ? (dark.matches ? "slate" : "default") : scheme;
  }

  // Before the page is read: what was chosen, if there is a choice; else what the page says; else the
  // reader's system.
  const choice = script.dataset.fixed === undefined && kept();
  if (choice && choice.color) paint(choice.color);
  else if (!page.dataset.mdColorScheme) paint({ media: SYSTEM, scheme: "" });

  // The search is a module; as an element, unlike an import, it is there when the page is loaded.
  const search = document.createElement("script");
  search.type = "module";
  search.src = new URL("field.js", script.src).href;
  script.after(search);

  /** @param {() => void} listener */
  function whenRead(listener) {
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", listener);
    else listener();
  }

  /**
   * Something that Material's script offers to others, as far as they need it on a page that stays.
   * @template T
   * @param {() => T} value
   */
  function offered(value) {
    /** @param {((value: T) => void) | {next: (value: T) => void}} listener */
    const subscribe = (listener) => whenRead(() => {
      if (typeof listener === "function") listener(value());
      else listener.next(value());
    });
    return { subscribe };
  }

  // For the settings extra_javascript and extra.analytics.
  Object.assign(window, { document$: offered(() => document), location$: offered(() => new URL(location.href)) });

  function listenToScheme() {
    const button = /** @type {HTMLButtonElement | null} */ (document.querySelector(".ps-scheme"));
    if (!button) return;
    if (button.dataset.palettes) palettes = JSON.parse(button.dataset.palettes);
    let shown = current();
    const show = () => {
      const [media, scheme, name] = palettes[shown];
      paint({ media, scheme });
      button.title = name;
      button.setAttribute("aria-label", name);
      [...button.children].forEach((icon, n) => icon.toggleAttribute("hidden", n !== shown));
    };
    const look = () => { shown = current(); show(); };
    button.addEventListener("click", () => {
      shown = (shown + 1) % palettes.length;
      keep(shown);
      show();
    });
    dark.addEventListener("change", look);
    // A page that one goes back to may be older than the choice.
    addEventListener("pageshow", ({ persisted }) => { if (persisted) look(); });
    show();
  }

  /**
   * Put a button to copy into a block of code, and let the keyboard scroll it.
   * @param {HTMLElement} code
   */
  function dress(code) {
    new ResizeObserver(() => {
      if (code.scrollWidth > code.clientWidth) code.tabIndex = 0;
      else code.removeAttribute("tabindex");
    }).observe(code);
    if (script.dataset.copy === undefined) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "ps-copy";
    button.title = script.dataset.copy || "Copy to clipboard";
    button.setAttribute("aria-label", button.title);
    button.addEventListener("click", () => copy(code));
    code.before(button);
  }

  /** @param {HTMLElement} code */
  async function copy(code) {
    try {
      await navigator.clipboard.writeText(code.textContent ?? "");
    } catch {
      // Without the right to write there, the old way: what is selected.
      getSelection()?.selectAllChildren(code);
      if (!document.execCommand("copy")) return;
    }
    say(script.dataset.copied ?? "Copied to clipboard");
  }

  /** @type {number | undefined} */
  let timer;

  /** @param {string} text */
  function say(text) {
    const status = /** @type {HTMLElement} */ (document.querySelector(".ps-said"));
    status.textContent = text;
    clearTimeout(timer);
    timer = setTimeout(() => { status.textContent = ""; }, 2000);
  }

  /** @param {KeyboardEvent} event */
  function turn({ key, target, altKey, ctrlKey, metaKey }) {
    const rel = { ",": "prev", p: "prev", ".": "next", n: "next" }[key];
    const isTyping = target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select"));
    if (!rel || isTyping || altKey || ctrlKey || metaKey) return;
    const link = /** @type {HTMLLinkElement | null} */ (document.querySelector(`link[rel=${rel}]`));
    if (link) location.assign(link.href);
  }

  whenRead(() => {
    listenToScheme();
    const codes = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("pre > code"));
    if (codes.length) {
      // What is said later is heard only in a place that was there before.
      const status = document.createElement("div");
      status.className = "ps-said";
      status.setAttribute("role", "status");
      document.body.append(status);
    }
    codes.forEach(dress);
    addEventListener("keydown", turn);
  });
})();
