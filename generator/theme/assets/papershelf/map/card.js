/** The card of the paper that is looked at, beside its point. */

import { ROOT, cards } from "../page/client.js";
import { byLine, element } from "../page/elements.js";

const KEPT = 400;
const GAP = 14;

/** A card; it says what it shows to screen readers, too. */
export class Card {
  constructor() {
    this.element = element("div", { class: "ps-map-card", "aria-live": "polite", "aria-atomic": "true" });
    /** @type {Map<number, Promise<import("../search/search.js").Hit>>} */
    this.known = new Map();
    this.paper = -1;
  }

  /**
   * Return what is known of a paper.
   * @param {number} paper
   * @returns {Promise<import("../search/search.js").Hit>}
   */
  hit(paper) {
    let found = this.known.get(paper);
    if (!found) {
      if (this.known.size > KEPT) this.known.clear();
      found = cards([paper]).then(([hit]) => hit);
      this.known.set(paper, found);
      found.catch(() => this.known.delete(paper));
    }
    return found;
  }

  /**
   * Show the card of a paper.
   * @param {number} paper
   * @param {boolean} isHeld whether it stays, so that its link can be followed
   * @returns {Promise<void>}
   */
  async show(paper, isHeld) {
    this.element.classList.toggle("ps-held", isHeld);
    if (this.paper === paper) return;
    this.paper = paper;
    const hit = await this.hit(paper);
    if (this.paper !== paper) return;
    const topics = hit.topics.map(({ name }) => name).join(" · ");
    this.element.replaceChildren(
      element("p", {}, element("a", { href: addressOf(hit) }, hit.title)),
      element("p", {}, ...byLine(hit)),
      ...(topics ? [element("p", {}, topics)] : []));
  }

  /** Show none. */
  hide() {
    this.paper = -1;
    this.element.replaceChildren();
  }

  /**
   * Put the card beside a place: where there is room, and never over the place itself.
   * @param {[number, number]} place
   * @param {import("./view.js").View} view
   */
  moveTo([left, top], view) {
    const { offsetWidth: width, offsetHeight: height, style } = this.element;
    const x = Math.min(Math.max(left - width / 2, 8), Math.max(view.width - width - 8, 8));
    const isBelow = top - height - GAP < 8;
    style.insetInlineStart = "auto";
    style.left = `${Math.round(x)}px`;
    style.top = `${Math.round(isBelow ? top + GAP : top - height - GAP)}px`;
  }
}

/**
 * @param {import("../search/search.js").Hit} hit
 * @returns {string}
 */
export function addressOf({ url }) {
  return new URL(url, ROOT).href;
}
