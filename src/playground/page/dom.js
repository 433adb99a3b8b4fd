// @ts-check
/** Small helpers for nodes. Text goes in as text, never as HTML. */

/** An element of index.html, which the page cannot work without. @param {string} id @returns {any} */
export const $ = (id) => document.getElementById(id);

/** @param {string} tag @param {string} className @returns {HTMLElement} */
export function element(tag, className) {
  const node = document.createElement(tag);
  node.className = className;
  return node;
}

/** @param {string} tag @param {string} className @param {string} text @returns {HTMLElement} */
export function withText(tag, className, text) {
  const node = element(tag, className);
  node.textContent = text;
  return node;
}

/** @param {string} className @param {string} text @param {() => void} act @returns {HTMLButtonElement} */
export function pushButton(className, text, act) {
  const node = /** @type {HTMLButtonElement} */ (withText('button', className, text));
  node.type = 'button';
  node.addEventListener('click', act);
  return node;
}
