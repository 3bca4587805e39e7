/** The canvas of the map: points, names, and a ring around the paper that is looked at. */

import { placed } from "./labels.js";
import { drawPoints, pixelOf, stamp } from "./painter.js";

const FONTS = ["600 15px", "600 12px"];
const HEIGHTS = [20, 16];
const HALO = 3.5;
const LEAST_RADIUS = 1.1;
const MOST_RADIUS = 8;
const RIM = 24;

/**
 * @typedef {import("./painter.js").Colour} Colour
 * @typedef {object} Look the colours and fonts of the page
 * @property {Colour} ground
 * @property {Colour} ink
 * @property {Colour} faint points that are filtered out
 * @property {Colour} plain points without a group
 * @property {Colour} ring
 * @property {Colour[]} groups
 * @property {string} serif
 * @property {string} sans
 */

/**
 * @typedef {object} Scene
 * @property {import("./format.js").Plane} plane
 * @property {import("./view.js").View} view
 * @property {import("./groups.js").Groups} groups
 * @property {Uint8Array} lit 1 for each paper that is found, else 0
 * @property {Look} look
 * @property {number} active the paper that is looked at, or -1
 */

/** Draws scenes. */
export class MapCanvas {
  /** @param {HTMLCanvasElement} canvas */
  constructor(canvas) {
    this.canvas = canvas;
    // What is put pixel by pixel is best kept where the processor is.
    this.context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d", { alpha: false, willReadFrequently: true }));
    /** @type {Map<string, HTMLCanvasElement>} */
    this.written = new Map();
    this.asked = 0;
  }

  /**
   * Draw a scene with the next frame; of several only the last.
   * @param {Scene} scene
   */
  show(scene) {
    this.scene = scene;
    this.asked ||= requestAnimationFrame(() => {
      this.asked = 0;
      this.draw(/** @type {Scene} */ (this.scene));
    });
  }

  /** @param {Scene} scene */
  draw(scene) {
    const { view, look } = scene;
    const ratio = Math.min(devicePixelRatio || 1, 3);
    this.#fit(view, ratio);
    const picture = /** @type {import("./painter.js").Picture} */ (this.picture);
    picture.pixels.fill(pixelOf(look.ground));
    this.#points(scene, picture, ratio);
    this.context.putImageData(/** @type {ImageData} */ (this.image), -RIM, -RIM);
    this.#names(scene, ratio);
    if (scene.active >= 0) this.#ring(scene, ratio);
  }

  /**
   * @param {import("./view.js").View} view
   * @param {number} ratio
   */
  #fit({ width, height }, ratio) {
    const [across, down] = [Math.round(width * ratio), Math.round(height * ratio)];
    const { canvas } = this;
    if (this.image && canvas.width === across && canvas.height === down && this.ratio === ratio) return;
    [canvas.width, canvas.height, this.ratio] = [across, down, ratio];
    this.image = new ImageData(across + 2 * RIM, down + 2 * RIM);
    const pixels = new Uint32Array(this.image.data.buffer);
    this.picture = { pixels, width: this.image.width, height: this.image.height, rim: RIM };
    this.written.clear();
  }

  /**
   * @param {Scene} scene
   * @param {import("./painter.js").Picture} picture
   * @param {number} ratio
   */
  #points({ plane, view, groups, lit, look }, picture, ratio) {
    const { isTurned, scale, origin } = view;
    const places = {
      x: isTurned ? plane.y : plane.x,
      y: isTurned ? plane.x : plane.y,
      origin: origin.map((value) => Math.round(value * ratio)),
      scale: scale * ratio,
    };
    const radius = radiusOf(view) * ratio;
    const rings = radius > 3.2 * ratio ? [stamp(radius + ratio, look.ground, 0.8, picture.width)] : [];
    const of = (/** @type {Colour} */ colour, opacity = 0.86) => [...rings, stamp(radius, colour, opacity, picture.width)];
    const isWhole = !lit.includes(0);
    if (!isWhole) drawPoints(picture, places, lit, 0, Array(256).fill([stamp(radius * 0.8, look.faint, 0.75, picture.width)]), groups.of);
    const stamps = look.groups.slice(0, groups.groups.length).map((colour) => of(colour));
    stamps[255] = groups.groups.length ? of(look.plain, 0.7) : of(look.plain);
    drawPoints(picture, places, lit, 1, stamps, groups.of);
  }

  /**
   * @param {Scene} scene
   * @param {number} ratio
   */
  #names({ plane, view, look }, ratio) {
    const labels = plane.names.map((name) => {
      const image = this.#text(name, look, ratio);
      return { name, width: image.width / ratio, height: HEIGHTS[name.level] };
    });
    for (const { name, width, shift = 0 } of placed(labels, view)) {
      const image = this.#text(name, look, ratio);
      const [left, middle] = view.toScreen(name.x, name.y);
      const top = middle + shift;
      if (left < -width || top < -40 || left > view.width + width || top > view.height + 40) continue;
      this.context.drawImage(image, Math.round(left * ratio - image.width / 2), Math.round(top * ratio - image.height / 2));
    }
  }

  /**
   * Return a name as a picture, with a halo that keeps it readable over points.
   * @param {import("./format.js").Name} name
   * @param {Look} look
   * @param {number} ratio
   * @returns {HTMLCanvasElement}
   */
  #text({ text, level }, look, ratio) {
    const key = `${level} ${look.ink} ${look.ground} ${text}`;
    const known = this.written.get(key);
    if (known) return known;
    const made = document.createElement("canvas");
    const context = /** @type {CanvasRenderingContext2D} */ (made.getContext("2d"));
    const font = `${FONTS[level]} ${level ? look.sans : look.serif}`;
    context.font = font;
    made.width = Math.ceil((context.measureText(text).width + 2 * HALO) * ratio);
    made.height = Math.ceil((HEIGHTS[level] + 2 * HALO) * ratio);
    context.scale(ratio, ratio);
    Object.assign(context, { font, textBaseline: "middle", lineJoin: "round", lineWidth: 2 * HALO });
    Object.assign(context, { strokeStyle: `rgb(${look.ground} / 82%)`.replaceAll(",", " "), fillStyle: `rgb(${look.ink})` });
    context.strokeText(text, HALO, made.height / ratio / 2);
    context.fillText(text, HALO, made.height / ratio / 2);
    this.written.set(key, made);
    return made;
  }

  /**
   * @param {Scene} scene
   * @param {number} ratio
   */
  #ring({ plane, view, groups, look, active }, ratio) {
    const { context } = this;
    const [left, top] = view.toScreen(plane.x[active], plane.y[active]);
    const radius = Math.max(radiusOf(view) + 1.5, 4.5);
    const colour = groups.groups.length ? look.groups[groups.of[active]] ?? look.plain : look.plain;
    context.beginPath();
    context.arc(left * ratio, top * ratio, radius * ratio, 0, 2 * Math.PI);
    Object.assign(context, { fillStyle: `rgb(${colour})`, strokeStyle: `rgb(${look.ground})`, lineWidth: 5 * ratio });
    context.stroke();
    Object.assign(context, { strokeStyle: `rgb(${look.ring})`, lineWidth: 2 * ratio });
    context.fill();
    context.stroke();
  }
}

/**
 * Return how large points are, in CSS pixels: as large as leaves room between them.
 * @param {import("./view.js").View} view
 * @returns {number}
 */
export function radiusOf({ plane, width, height, zoom }) {
  const room = Math.sqrt((width * height) / Math.max(plane.papers, 1));
  const whole = Math.min(Math.max(0.36 * room, LEAST_RADIUS), 6.5);
  return Math.min(whole * zoom ** 0.42, Math.max(MOST_RADIUS, whole));
}
