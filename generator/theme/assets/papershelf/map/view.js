/** What part of the map is seen: from places on the map to places on the screen, and back. */

const MARGIN = 26;
/** A map is turned where it fits that much better. */
const MUCH_HIGHER = 1.15;
const LEAST_ZOOM = 8;
const MOST_ZOOM = 160;

/** A part of the map on a screen of so many CSS pixels; never changed once made. */
export class View {
  /**
   * @param {import("./format.js").Plane} plane
   * @param {number} width of the screen
   * @param {number} height
   * @param {[number, number, number]} [at] the middle, in shares of the map's width and height, and
   *   how many times the whole map's size; the whole map by default
   */
  constructor(plane, width, height, at = [0.5, 0.5, 1]) {
    this.plane = plane;
    this.width = width;
    this.height = height;
    /** Whether the map lies on its side, as on the screen of a phone. */
    this.isTurned = height > width * MUCH_HIGHER && plane.width > plane.height;
    this.zoom = Math.min(Math.max(at[2] || 1, 1), mostZoom(plane.papers));
    const [across, down] = this.isTurned ? [plane.height, plane.width] : [plane.width, plane.height];
    const least = Math.min((width - 2 * MARGIN) / across, (height - 2 * MARGIN) / down);
    /** CSS pixels for a unit of the map. */
    this.scale = Math.max(least, 1e-6) * this.zoom;
    this.x = clamped(at[0] * plane.width, plane.width, (this.isTurned ? height : width) / this.scale);
    this.y = clamped(at[1] * plane.height, plane.height, (this.isTurned ? width : height) / this.scale);
  }

  /** @returns {[number, number, number]} what a view is made from */
  get at() {
    return [this.x / this.plane.width, this.y / this.plane.height, this.zoom];
  }

  /** Where the map's corner with the least coordinates is on the screen. */
  get origin() {
    const [x, y] = this.isTurned ? [this.y, this.x] : [this.x, this.y];
    return [Math.round(this.width / 2 - x * this.scale), Math.round(this.height / 2 - y * this.scale)];
  }

  /**
   * @param {number} x
   * @param {number} y
   * @returns {[number, number]}
   */
  toScreen(x, y) {
    const [left, top] = this.origin;
    const [a, b] = this.isTurned ? [y, x] : [x, y];
    return [left + a * this.scale, top + b * this.scale];
  }

  /**
   * @param {number} left
   * @param {number} top
   * @returns {[number, number]}
   */
  toMap(left, top) {
    const [x, y] = this.origin;
    const [a, b] = [(left - x) / this.scale, (top - y) / this.scale];
    return this.isTurned ? [b, a] : [a, b];
  }

  /**
   * Return the view whose middle is elsewhere.
   * @param {number} x on the map
   * @param {number} y
   * @param {number} [zoom]
   * @returns {View}
   */
  centred(x, y, zoom = this.zoom) {
    return this.#with([x / this.plane.width, y / this.plane.height, zoom]);
  }

  /**
   * Return the view after the map was drawn over the screen.
   * @param {number} right in CSS pixels
   * @param {number} down
   * @returns {View}
   */
  moved(right, down) {
    const [a, b] = [right / this.scale, down / this.scale];
    return this.isTurned ? this.centred(this.x - b, this.y - a) : this.centred(this.x - a, this.y - b);
  }

  /**
   * Return the view that is nearer by a factor; what is at a place of the screen stays there.
   * @param {number} factor
   * @param {number} [left]
   * @param {number} [top]
   * @returns {View}
   */
  zoomed(factor, left = this.width / 2, top = this.height / 2) {
    const zoom = Math.min(Math.max(this.zoom * factor, 1), mostZoom(this.plane.papers));
    const scale = this.scale * zoom / this.zoom;
    const [x, y] = this.toMap(left, top);
    const [right, down] = [(left - this.width / 2) / scale, (top - this.height / 2) / scale];
    return this.isTurned ? this.centred(x - down, y - right, zoom) : this.centred(x - right, y - down, zoom);
  }

  /**
   * Return the same view on a screen of another size.
   * @param {number} width
   * @param {number} height
   * @returns {View}
   */
  resized(width, height) {
    return new View(this.plane, width, height, this.at);
  }

  /** @returns {[number, number, number, number]} least x and y on the map, and most */
  get bounds() {
    const [a, b] = [this.toMap(0, 0), this.toMap(this.width, this.height)];
    return [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[0], b[0]), Math.max(a[1], b[1])];
  }

  /**
   * Tell whether a place is well inside of the screen.
   * @param {number} x
   * @param {number} y
   * @param {number} [margin]
   * @returns {boolean}
   */
  shows(x, y, margin = MARGIN) {
    const [left, top] = this.toScreen(x, y);
    return left >= margin && top >= margin && left <= this.width - margin && top <= this.height - margin;
  }

  /** @param {[number, number, number]} at */
  #with(at) {
    return new View(this.plane, this.width, this.height, at);
  }
}

/**
 * @param {number} papers
 * @returns {number}
 */
export function mostZoom(papers) {
  return Math.min(Math.max(Math.sqrt(papers), LEAST_ZOOM), MOST_ZOOM);
}

/**
 * Keep a middle where the screen is full of map, or the map in the middle of the screen.
 * @param {number} middle
 * @param {number} size of the map
 * @param {number} seen
 * @returns {number}
 */
function clamped(middle, size, seen) {
  if (seen >= size) return size / 2;
  const least = seen / 2 - seen * 0.2;
  const value = Number.isFinite(middle) ? middle : size / 2;
  return Math.min(Math.max(value, least), size - least);
}
