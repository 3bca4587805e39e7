/** What keys do on the map. */

/** @type {Record<string, [number, number]>} */
const ARROWS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

/**
 * @typedef {object} Action one of these
 * @property {[number, number]} [step] to the next paper in a direction: right and down
 * @property {[number, number]} [move] the view
 * @property {number} [zoom] nearer (1) or farther (-1)
 * @property {boolean} [whole] shows the whole map
 * @property {boolean} [open] opens the paper that is looked at
 * @property {boolean} [leave] lets it go
 */

/**
 * Return what a key asks for; null for one that is not the map's.
 * @param {{key: string, shiftKey: boolean, altKey: boolean, ctrlKey: boolean, metaKey: boolean}} event
 * @returns {Action | null}
 */
export function keyAction({ key, shiftKey, altKey, ctrlKey, metaKey }) {
  if (altKey || ctrlKey || metaKey) return null;
  const arrow = Object.hasOwn(ARROWS, key) ? ARROWS[key] : null;
  if (arrow) return shiftKey ? { move: arrow } : { step: arrow };
  switch (key) {
    case "+": case "=": return { zoom: 1 };
    case "-": case "_": case "−": return { zoom: -1 };
    case "0": case "Home": return { whole: true };
    case "Enter": return { open: true };
    case "Escape": return { leave: true };
    default: return null;
  }
}
