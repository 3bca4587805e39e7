/**
 * The page Map: all papers in the plane. What is chosen stands in the address, with the same words as on
 * Explore; what is shown follows from it.
 */

import { writeState } from "../explore/address.js";
import { isOpen, learnNames, rail } from "../explore/facets.js";
import { card as listed, chips } from "../explore/results.js";
import { ROOT, cards, columns, listAddress, newest, select } from "../page/client.js";
import { counted, element, explained } from "../page/elements.js";
import { readMapState, writeMapState } from "./address.js";
import { MapCanvas, radiusOf } from "./canvas.js";
import { Card, addressOf } from "./card.js";
import { readMap } from "./format.js";
import { listen } from "./gestures.js";
import { Grid } from "./grid.js";
import { byTopic, byYear, plain } from "./groups.js";
import { keyAction } from "./keys.js";
import { Styles, whenTurned } from "./look.js";
import { colouring, legend, regions } from "./panel.js";
import { parts } from "./parts.js";
import { View } from "./view.js";

const FACETS = ["years", "tags", "links", "venues", "authors"];
const REST = 350;
const TYPING = 150;
const LISTED = 12;
const GLIDE = 220;
const isStill = matchMedia("(prefers-reduced-motion: reduce)");

const place = /** @type {HTMLElement} */ (document.getElementById("ps-map"));
const ask = newest(select);
const askCards = newest(cards);

/** Everything of the page that changes. */
class MapPage {
  /** @param {import("./format.js").Plane} plane */
  constructor(plane) {
    this.plane = plane;
    this.grid = new Grid(plane);
    this.state = readMapState(location.search);
    this.lit = new Uint8Array(plane.papers).fill(1);
    this.groups = plain(plane.papers);
    this.active = -1;
    this.isHeld = false;
    this.shownInList = LISTED;
    this.parts = parts(plane);
    this.card = new Card();
    this.parts.figure.append(this.card.element);
    place.replaceChildren(this.parts.form, this.parts.body);
    this.styles = new Styles(this.parts.figure);
    this.drawing = new MapCanvas(this.parts.canvas);
    this.view = new View(plane, ...this.#size(), this.state.at ?? undefined);
    this.#listen();
    this.look = this.styles.look(this.state.colour);
    this.#chosen();
    this.#coloured();
    this.#drawn();
  }

  /** @returns {[number, number]} */
  #size() {
    const { clientWidth, clientHeight } = this.parts.canvas;
    return [Math.max(clientWidth, 50), Math.max(clientHeight, 50)];
  }

  #listen() {
    const { canvas, field, form, again, zooms } = this.parts;
    listen(canvas, {
      move: (right, down) => this.#see(this.view.moved(right, down)),
      zoom: (factor, left, top) => this.#zoomed(factor, left, top),
      hover: (left, top) => { if (!this.isHeld) this.#lookAt(this.#at(left, top, 9), false); },
      leave: () => { if (!this.isHeld) this.#lookAt(-1, false); },
      press: (left, top, isTouch) => this.#pressed(this.#at(left, top, isTouch ? 22 : 9), isTouch),
      twice: (left, top) => { if (this.#at(left, top, 9) < 0) this.#glide(this.view.zoomed(2, left, top)); },
    });
    canvas.addEventListener("keydown", (event) => this.#key(event));
    canvas.addEventListener("blur", ({ relatedTarget }) => {
      if (!this.card.element.contains(/** @type {Node | null} */ (relatedTarget))) this.#lookAt(-1, false);
    });
    zooms.near.addEventListener("click", () => this.#glide(this.view.zoomed(1.8)));
    zooms.far.addEventListener("click", () => this.#glide(this.view.zoomed(1 / 1.8)));
    zooms.whole.addEventListener("click", () => this.#glide(new View(this.plane, ...this.#size())));
    again.addEventListener("click", () => { this.shownInList += 3 * LISTED; this.#list(true); });
    new ResizeObserver(() => this.#see(this.view.resized(...this.#size()))).observe(canvas);
    whenTurned(() => { this.look = this.styles.look(this.state.colour); this.#drawn(); });
    field.addEventListener("input", () => {
      clearTimeout(this.typing);
      this.typing = setTimeout(() => this.#search({ query: field.value }, "replace"), TYPING);
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      clearTimeout(this.typing);
      this.#search({ query: field.value });
    });
    addEventListener("popstate", () => {
      this.state = readMapState(location.search);
      this.view = new View(this.plane, ...this.#size(), this.state.at ?? undefined);
      this.#chosen();
      this.#coloured();
      this.#drawn();
    });
  }

  /**
   * Go to another search; a step back leads to this one.
   * @param {Partial<import("../explore/address.js").State>} change
   * @param {"push" | "replace"} [how]
   */
  #search(change, how = "push") {
    this.state = { ...this.state, search: { ...this.state.search, ...change } };
    this.#note(how);
    this.#chosen();
  }

  /**
   * @param {string} facet
   * @param {any} value
   */
  #choose(facet, value) {
    const filters = { ...this.state.search.filters, [facet]: value };
    if (!value?.length) delete filters[facet];
    this.#search({ filters });
  }

  /** @param {"push" | "replace"} how */
  #note(how) {
    const at = this.view.zoom > 1 ? this.view.at : null;
    history[`${how}State`](null, "", writeMapState({ ...this.state, at }) || location.pathname);
  }

  /** Show which papers the search finds. */
  async #chosen() {
    const { query, words, exact, filters } = this.state.search;
    const { field } = this.parts;
    if (field.value !== query) field.value = query;
    const facets = FACETS.filter((name) => isOpen(name) || filters[name]?.length);
    try {
      const found = await ask(query, { words, correct: !exact, filters, facets });
      if (found.of !== this.plane.papers) throw Object.assign(new Error(), { name: "OtherFormatError" });
      this.lit = new Uint8Array(this.plane.papers);
      for (const paper of found.papers) this.lit[paper] = 1;
      this.#surround(found);
    } catch (error) {
      this.parts.status.textContent = explained(/** @type {Error} */ (error));
    }
    this.#drawn();
    this.#list(true);
  }

  /** @param {import("../search/search.js").Selection} found */
  #surround(found) {
    const { parts: { status, chosen, facets, note }, state } = this;
    const actions = /** @type {any} */ ({
      choose: (/** @type {string} */ facet, /** @type {any} */ value) => this.#choose(facet, value),
      go: (/** @type {any} */ change) => this.#search(change),
      refresh: () => this.#chosen(),
    });
    const focused = document.activeElement?.id;
    learnNames(found.facets);
    const all = counted(this.plane.papers, "paper");
    const number = found.papers.length;
    status.textContent = number === this.plane.papers ? all : `${number.toLocaleString("en")} of ${all}`;
    note.textContent = [found.corrected && `Showing “${found.corrected.trim()}”.`, found.hint].filter(Boolean).join(" ");
    note.hidden = !note.textContent;
    chosen.replaceChildren(...chips(state.search, actions));
    chosen.hidden = !chosen.childElementCount;
    facets.replaceChildren(...rail(found.facets, { filters: state.search.filters, ...actions }));
    this.#tools();
    if (focused && document.activeElement?.id !== focused) document.getElementById(focused)?.focus();
  }

  /** Give papers the colours that are chosen. */
  async #coloured() {
    const { colour } = this.state;
    this.look = this.styles.look(colour);
    try {
      const { years, tags } = colour === "none" ? { years: null, tags: null } : await columns();
      if (this.state.colour !== colour) return;
      this.groups = tags && years ? (colour === "year" ? byYear(years) : byTopic(tags)) : plain(this.plane.papers);
    } catch {
      this.groups = plain(this.plane.papers); // the search says what is wrong
    }
    this.#tools();
    this.#drawn();
  }

  #tools() {
    const { state, parts: { tools, key } } = this;
    const focused = document.activeElement?.id;
    const recolour = (/** @type {any} */ colour) => {
      this.state = { ...state, colour };
      this.#note("replace");
      this.#coloured();
    };
    const explore = listAddress("explore") + writeState(state.search);
    const choice = regions(this.plane.names, ({ x, y, level }) => (
      this.#glide(this.view.centred(x, y, Math.max(this.view.zoom, level ? 5 : 2.6)))));
    tools.replaceChildren(colouring(state.colour, recolour), ...(choice ? [choice] : []),
      element("p", {}, element("a", { href: explore }, "Show in Explore")));
    key.replaceChildren(...legend(this.groups, state.colour, state.search.filters, (facet, value) => this.#choose(facet, value)));
    key.hidden = !key.childElementCount;
    if (focused && document.activeElement?.id !== focused) document.getElementById(focused)?.focus();
  }

  #drawn() {
    const { plane, view, groups, lit, look, active } = this;
    this.drawing.show({ plane, view, groups, lit, look, active });
    if (active >= 0) this.card.moveTo(view.toScreen(plane.x[active], plane.y[active]), view);
  }

  /** @param {View} view */
  #see(view) {
    this.view = view;
    this.#drawn();
    clearTimeout(this.resting);
    this.resting = setTimeout(() => {
      this.#note("replace");
      this.#list(false);
    }, REST);
  }

  /**
   * @param {number} factor
   * @param {number} left
   * @param {number} top
   * @returns {boolean}
   */
  #zoomed(factor, left, top) {
    const next = this.view.zoomed(factor, left, top);
    if (next.zoom === this.view.zoom) return factor > 1;
    this.#see(next);
    return true;
  }

  /**
   * Go to a view, slowly enough to be followed.
   * @param {View} target
   */
  #glide(target) {
    cancelAnimationFrame(this.gliding ?? 0);
    if (isStill.matches) {
      this.#see(target);
      return;
    }
    const [from, to] = [this.view.at, target.at];
    const start = performance.now();
    const step = (/** @type {number} */ now) => {
      const share = Math.min(Math.max((now - start) / GLIDE, 0), 1);
      const eased = 1 - (1 - share) ** 3;
      const at = from.map((value, n) => (n === 2 ? value * (to[n] / value) ** eased : value + (to[n] - value) * eased));
      this.#see(share < 1 ? new View(this.plane, ...this.#size(), /** @type {any} */ (at)) : target);
      if (share < 1) this.gliding = requestAnimationFrame(step);
    };
    this.gliding = requestAnimationFrame(step);
  }

  /**
   * Return the paper at a place of the screen, or -1.
   * @param {number} left
   * @param {number} top
   * @param {number} reach in CSS pixels
   */
  #at(left, top, reach) {
    const far = Math.max(reach, radiusOf(this.view) + 2) / this.view.scale;
    return this.grid.at(...this.view.toMap(left, top), far, (paper) => this.lit[paper]);
  }

  /**
   * Look at a paper.
   * @param {number} paper or -1
   * @param {boolean} isHeld whether its card stays until another paper is chosen
   */
  #lookAt(paper, isHeld) {
    const { canvas } = this.parts;
    this.isHeld = isHeld && paper >= 0;
    canvas.classList.toggle("ps-over", paper >= 0);
    if (paper !== this.active) {
      this.active = paper;
      this.#drawn();
    }
    if (paper < 0) {
      this.card.hide();
      return;
    }
    this.card.show(paper, this.isHeld).then(
      () => { if (this.active === paper) this.#drawn(); },
      () => {}, // its link still leads to it, by Enter
    );
  }

  /**
   * @param {number} paper
   * @param {boolean} isTouch
   */
  #pressed(paper, isTouch) {
    if (paper < 0) this.#lookAt(-1, false);
    else if (isTouch) this.#lookAt(paper, true);
    else this.#open(paper);
  }

  /** @param {number} paper */
  async #open(paper) {
    try {
      location.assign(addressOf(await this.card.hit(paper)));
    } catch (error) {
      this.parts.status.textContent = explained(/** @type {Error} */ (error));
    }
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const action = keyAction(event);
    if (!action) return;
    event.preventDefault();
    if (action.zoom) this.#glide(action.zoom > 0 ? this.view.zoomed(1.6) : this.view.zoomed(1 / 1.6));
    else if (action.whole) this.#glide(new View(this.plane, ...this.#size()));
    else if (action.open) { if (this.active >= 0) this.#open(this.active); }
    else if (action.leave) this.#lookAt(-1, false);
    else if (action.move) this.#glide(this.view.moved(-action.move[0] * 80, -action.move[1] * 80));
    else if (action.step) this.#step(action.step);
  }

  /** @param {[number, number]} direction on the screen */
  #step([right, down]) {
    const isLit = (/** @type {number} */ paper) => this.lit[paper];
    const direction = /** @type {[number, number]} */ (this.view.isTurned ? [down, right] : [right, down]);
    const next = this.active >= 0
      ? this.grid.next(this.active, direction, isLit)
      : this.grid.nearest(this.view.x, this.view.y, this.view.bounds, 1, isLit)[0] ?? -1;
    if (next < 0) return;
    const [x, y] = [this.plane.x[next], this.plane.y[next]];
    if (!this.view.shows(x, y)) this.#glide(this.view.centred(x, y));
    this.#lookAt(next, true);
  }

  /**
   * List the papers in view, those in its middle first.
   * @param {boolean} isNew whether others may be in it although the view is the same
   */
  async #list(isNew) {
    const { heading, list, again } = this.parts;
    const [left, top, right, bottom] = this.view.bounds;
    let number = 0;
    this.grid.within([left, top, right, bottom], (paper) => { number += this.lit[paper]; });
    const papers = this.grid.nearest(this.view.x, this.view.y, [left, top, right, bottom], this.shownInList, (paper) => this.lit[paper]);
    heading.textContent = `${counted(number, "paper")} in view`;
    again.hidden = number <= papers.length;
    const key = papers.join();
    if (!isNew && key === this.listed) return;
    this.listed = key;
    try {
      const hits = papers.length ? await askCards(papers) : [];
      list.replaceChildren(element("ul", {}, ...hits.map(listed)));
    } catch (error) {
      list.replaceChildren(element("p", {}, explained(/** @type {Error} */ (error))));
    }
  }
}

/** @param {Error} error */
function fail(error) {
  const again = element("button", { type: "button", class: "ps-again", onclick: begin }, "Try again");
  const text = error.name === "OtherFormatError" ? explained(error) : "The map could not be loaded.";
  place.replaceChildren(element("p", { class: "ps-map-failed", role: "alert" }, text, " ", again));
}

async function begin() {
  try {
    const answer = await fetch(new URL("map/papers.bin", ROOT), { cache: "no-cache" });
    if (!answer.ok) throw new Error(`${answer.status}`);
    new MapPage(readMap(await answer.arrayBuffer()));
  } catch (error) {
    fail(/** @type {Error} */ (error));
  }
}

begin();
