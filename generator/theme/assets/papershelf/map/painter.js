/**
 * Points drawn into a picture, pixel by pixel: for a hundred thousand of them that takes a canvas's own
 * calls ten times as long.
 */

/** @typedef {[number, number, number]} Colour red, green and blue, from 0 to 255 */

/**
 * A point in one colour, ready to be put anywhere: pixels by their distance from the middle one.
 * @typedef {object} Stamp
 * @property {number} radius how far it reaches
 * @property {Int32Array} offsets
 * @property {Uint32Array} redBlue each pixel's red and blue, times how much it covers
 * @property {Uint32Array} green
 * @property {Uint16Array} rests how much of what was there stays, of 256
 */

/**
 * A picture with a rim, so that points at its edge need no care.
 * @typedef {object} Picture
 * @property {Uint32Array} pixels with little-endian RGBA
 * @property {number} width with the rim on both sides
 * @property {number} height
 * @property {number} rim
 */

const LANES = 0xff00ff;
const GREEN = 0x00ff00;
const OPAQUE = 0xff000000;

/**
 * @param {Colour} colour
 * @returns {number}
 */
export function pixelOf([red, green, blue]) {
  return (OPAQUE | (blue << 16) | (green << 8) | red) >>> 0;
}

/**
 * Make a stamp.
 * @param {number} radius in pixels
 * @param {Colour} colour
 * @param {number} opacity from 0 to 1
 * @param {number} width of the picture
 * @returns {Stamp}
 */
export function stamp(radius, colour, opacity, width) {
  const reach = Math.ceil(radius + 0.5);
  const parts = [];
  for (let y = -reach; y <= reach; y++) {
    for (let x = -reach; x <= reach; x++) {
      const inside = Math.min(1, Math.max(0, radius + 0.5 - Math.hypot(x, y)));
      const cover = Math.round(inside * opacity * 256);
      if (cover) parts.push([y * width + x, cover]);
    }
  }
  const pixel = pixelOf(colour);
  const made = {
    radius: reach,
    offsets: new Int32Array(parts.length),
    redBlue: new Uint32Array(parts.length),
    green: new Uint32Array(parts.length),
    rests: new Uint16Array(parts.length),
  };
  parts.forEach(([offset, cover], n) => {
    made.offsets[n] = offset;
    made.redBlue[n] = (pixel & LANES) * cover;
    made.green[n] = (pixel & GREEN) * cover;
    made.rests[n] = 256 - cover;
  });
  return made;
}

/**
 * Put a stamp on a picture.
 * @param {Uint32Array} pixels
 * @param {number} middle the pixel that it is put around
 * @param {Stamp} stamp
 */
function put(pixels, middle, { offsets, redBlue, green, rests }) {
  for (let n = 0; n < offsets.length; n++) {
    const at = middle + offsets[n];
    const under = pixels[at];
    const rest = rests[n];
    const lanes = ((redBlue[n] + (under & LANES) * rest) >>> 8) & LANES;
    const middles = ((green[n] + (under & GREEN) * rest) >>> 8) & GREEN;
    pixels[at] = OPAQUE | lanes | middles;
  }
}

/**
 * Draw points.
 * @param {Picture} picture
 * @param {{x: ArrayLike<number>, y: ArrayLike<number>, origin: number[], scale: number}} places where the
 *   points are, and where on the picture (without its rim) the origin is
 * @param {Uint8Array} shown which points are drawn: those that have the value `value`
 * @param {number} value
 * @param {(Stamp[] | undefined)[]} stamps by group, those below first
 * @param {Uint8Array} of the group of each point
 */
export function drawPoints({ pixels, width, height, rim }, { x, y, origin, scale }, shown, value, stamps, of) {
  const [left, top] = [origin[0] + rim, origin[1] + rim];
  const [right, bottom] = [width - rim, height - rim];
  for (let n = 0; n < x.length; n++) {
    if (shown[n] !== value) continue;
    const across = Math.round(x[n] * scale) + left;
    const down = Math.round(y[n] * scale) + top;
    if (across < rim || down < rim || across >= right || down >= bottom) continue;
    const own = /** @type {Stamp[]} */ (stamps[of[n]]);
    for (let s = 0; s < own.length; s++) put(pixels, down * width + across, own[s]);
  }
}
