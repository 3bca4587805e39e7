/** Which names stand on the map, and where: as many as there is room for, the same while it is moved. */

const NEAR = 1.7;
const NEARER = 3.2;
const GAP = 5;
/** On a map of no more papers, names stand where they cover few of the points. */
const FEW = 600;
const SHIFTS = [0, -15, 15, -26, 26, -38, 38];

/**
 * @typedef {object} Label
 * @property {import("./format.js").Name} name
 * @property {number} width in CSS pixels
 * @property {number} height
 * @property {number} [shift] how much lower than its place it stands, in CSS pixels
 */

/**
 * Choose the labels that cover none that is more important.
 * @param {Label[]} labels all of them, each view's most important first
 * @param {import("./view.js").View} view
 * @returns {Label[]}
 */
export function placed(labels, view) {
  const { zoom } = view;
  const wide = labels.filter(({ name }) => name.level === 0);
  const near = labels.filter(({ name }) => name.level > 0);
  const { plane } = view;
  const candidates = zoom < NEAR || !near.length ? wide : zoom < NEARER ? [...wide, ...near] : [...near, ...wide];
  /** @type {Box[]} */
  const taken = [];
  return candidates.flatMap((label) => {
    const boxes = (plane.papers <= FEW ? SHIFTS : [0]).map((shift) => ({ shift, box: boxOf(label, view, shift) }));
    const free = boxes.filter(({ box }) => taken.every((other) => (
      box.right < other.left || box.left > other.right || box.bottom < other.top || box.top > other.bottom
    )));
    if (!free.length) return [];
    const covered = free.map(({ box }) => (free.length > 1 ? coveredBy(box, view) : 0));
    const { shift, box } = free[covered.indexOf(Math.min(...covered))];
    taken.push(box);
    return [{ ...label, shift }];
  });
}

/** @typedef {{left: number, top: number, right: number, bottom: number}} Box */

/**
 * @param {Box} box
 * @param {import("./view.js").View} view
 * @returns {number} how many points there are
 */
function coveredBy({ left, top, right, bottom }, { plane, isTurned, scale }) {
  const [across, down] = isTurned ? [plane.y, plane.x] : [plane.x, plane.y];
  let count = 0;
  for (let n = 0; n < plane.papers; n++) {
    const [x, y] = [across[n] * scale, down[n] * scale];
    if (x >= left && x <= right && y >= top && y <= bottom) count += 1;
  }
  return count;
}

/**
 * @param {Label} label
 * @param {import("./view.js").View} view
 * @param {number} shift
 * @returns {Box}
 */
function boxOf({ name, width, height }, view, shift) {
  // From the map's own origin, so that moving the map changes nothing.
  const [a, b] = view.isTurned ? [name.y, name.x] : [name.x, name.y];
  const [x, y] = [a * view.scale, b * view.scale + shift];
  return {
    left: x - width / 2 - GAP, right: x + width / 2 + GAP,
    top: y - height / 2 - GAP / 2, bottom: y + height / 2 + GAP / 2,
  };
}
