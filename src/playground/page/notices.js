// @ts-check
import { $ } from './dom.js';

const TOAST_MS = 3500;
let toastTimer = 0;

/** One line that goes away by itself. @param {string} text */
export function toast(text) {
  $('toast').textContent = text;
  $('toast').hidden = false;
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => ($('toast').hidden = true), TOAST_MS);
}

/** A dialog that stays until it is closed. @param {string} text */
export function tell(text) {
  openDialog('संदेश · Notice', text, false);
}

/** What Telegram would ask before forwarding: to whom. Here the text can be copied. @param {string} text */
export function offerToShare(text) {
  openDialog('आगे भेजिए · Forward to…', text, true);
}

/** @param {string} title @param {string} text @param {boolean} canCopy */
function openDialog(title, text, canCopy) {
  $('dialog-title').textContent = title;
  $('dialog-text').textContent = text;
  $('dialog-copy').hidden = !canCopy;
  if (!$('dialog').open) $('dialog').showModal();
}

/** @param {string} text */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    toast('कॉपी हो गया · Copied');
  } catch {
    // The browser may forbid it; the text stays there to be selected by hand.
    toast('ब्राउज़र ने कॉपी नहीं करने दिया · not allowed by the browser');
  }
}

$('dialog-copy').addEventListener('click', () => void copy($('dialog-text').textContent));

/** Says it when something did not work. @param {() => Promise<unknown>} work @returns {Promise<boolean>} whether it did */
export async function attempt(work) {
  try {
    await work();
    return true;
  } catch (error) {
    toast(`⚠ ${/** @type {Error} */ (error).message}`);
    return false;
  }
}
