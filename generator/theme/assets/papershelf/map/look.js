/** How the map looks: colours and fonts as the page's styles have them now, in light or dark. */

import { element } from "../page/elements.js";
import { MOST } from "./groups.js";

const SPANS = 6;

/** Reads the styles of the page. */
export class Styles {
  /** @param {HTMLElement} place where the map is */
  constructor(place) {
    this.probe = element("span", { class: "ps-map-probe", "aria-hidden": "true" });
    place.append(this.probe);
  }

  /**
   * Return the look for a way of colouring.
   * @param {"topic" | "year" | "none"} colour
   * @returns {import("./canvas.js").Look}
   */
  look(colour) {
    const numbers = (/** @type {number} */ count) => Array.from({ length: count }, (_, n) => n + 1);
    const groups = colour === "year"
      ? numbers(SPANS).map((n) => this.#colour(`--ps-map-year-${n}`))
      : numbers(MOST).map((n) => this.#colour(`--ps-map-${n}`));
    const styles = getComputedStyle(this.probe);
    return {
      ground: this.#colour("--ps-raised"),
      ink: this.#colour("--ps-ink"),
      faint: this.#colour("--ps-map-faint"),
      plain: this.#colour(colour === "none" ? "--ps-accent" : "--ps-map-other"),
      ring: this.#colour("--ps-ink"),
      groups,
      serif: styles.getPropertyValue("--ps-serif").trim() || "serif",
      sans: styles.getPropertyValue("--ps-sans").trim() || "sans-serif",
    };
  }

  /**
   * @param {string} name of a custom property
   * @returns {import("./painter.js").Colour}
   */
  #colour(name) {
    this.probe.style.color = `var(${name})`;
    const numbers = getComputedStyle(this.probe).color.match(/[\d.]+/g) ?? [];
    return /** @type {any} */ ([0, 1, 2].map((n) => Math.round(Number(numbers[n] ?? 0))));
  }
}

/**
 * Call a function when the page turns light or dark.
 * @param {() => void} changed
 */
export function whenTurned(changed) {
  const observer = new MutationObserver(changed);
  for (const one of [document.documentElement, document.body]) {
    observer.observe(one, { attributes: true, attributeFilter: ["data-md-color-scheme"] });
  }
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", changed);
}
