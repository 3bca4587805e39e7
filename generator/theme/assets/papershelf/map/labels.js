/** Which names stand on the map, and where: as many as there is room for, the same while it is moved. */

const NEAR = 1.7;
const NEARER = 3.2;
const GAP = 5;

/**
 * @typedef {object} Label
 * @property {import("./format.js").Name} name
 * @property {number} width in CSS pixels
 * @property {number} height
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
  const candidates = zoom < NEAR || !near.length ? wide : zoom < NEARER ? [...wide, ...near] : [...near, ...wide];
  /** @type {{left: number, top: number, right: number, bottom: number}[]} */
  const taken = [];
  return candidates.filter((label) => {
    const box = boxOf(label, view);
    const isFree = taken.every((other) => (
      box.right < other.left || box.left > other.right || box.bottom < other.top || box.top > other.bottom
    ));
    if (isFree) taken.push(box);
    return isFree;
  });
}

/**
 * @param {Label} label
 * @param {import("./view.js").View} view
 */
function boxOf({ name, width, height }, view) {
  // From the map's own origin, so that moving the map changes nothing.
  const [a, b] = view.isTurned ? [name.y, name.x] : [name.x, name.y];
  const [x, y] = [a * view.scale, b * view.scale];
  return {
    left: x - width / 2 - GAP, right: x + width / 2 + GAP,
    top: y - height / 2 - GAP / 2, bottom: y + height / 2 + GAP / 2,
  };
}
