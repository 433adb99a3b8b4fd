// @ts-check
/**
 * Turns a text with Telegram's entities into nodes. Text is inserted as text, never as HTML.
 * Offsets are UTF-16 code units, which is what JavaScript strings count in. Entities nest; of two
 * that cross, the later one is cut where the earlier one ends.
 * @typedef {{ type: string, offset: number, length: number, url?: string }} Entity
 */

const TAGS = {
  bold: 'b',
  italic: 'i',
  underline: 'u',
  strikethrough: 's',
  code: 'code',
  pre: 'pre',
  blockquote: 'blockquote',
  expandable_blockquote: 'blockquote',
};

/**
 * @param {string} text
 * @param {Entity[]} entities
 * @param {(command: string) => void} onCommand a tap on /command
 * @returns {DocumentFragment}
 */
export function renderText(text, entities, onCommand) {
  const sorted = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return renderRange(text, 0, text.length, sorted, onCommand);
}

/**
 * @param {string} text @param {number} start @param {number} end
 * @param {Entity[]} entities those that begin inside, outermost first
 * @param {(command: string) => void} onCommand
 */
function renderRange(text, start, end, entities, onCommand) {
  const fragment = document.createDocumentFragment();
  let at = start;
  for (let index = 0; index < entities.length;) {
    const entity = entities[index];
    if (entity === undefined || entity.offset >= end) break;
    const from = Math.max(at, entity.offset);
    const to = Math.min(end, entity.offset + entity.length);
    let next = index + 1;
    while (next < entities.length && (entities[next]?.offset ?? end) < to) next += 1;
    if (to > from) {
      fragment.append(text.slice(at, from));
      const node = elementOf(entity, text.slice(from, to), onCommand);
      node.append(renderRange(text, from, to, entities.slice(index + 1, next), onCommand));
      fragment.append(node);
      at = to;
    }
    index = next;
  }
  fragment.append(text.slice(at, end));
  return fragment;
}

/** @param {Entity} entity @param {string} text @param {(command: string) => void} onCommand @returns {HTMLElement} */
function elementOf(entity, text, onCommand) {
  const tag = TAGS[/** @type {keyof typeof TAGS} */ (entity.type)];
  if (tag !== undefined) return document.createElement(tag);
  if (entity.type === 'text_link' || entity.type === 'url') {
    const url = entity.url ?? (/^https?:/.test(text) ? text : `https://${text}`);
    if (/^https?:/i.test(url)) {
      const link = document.createElement('a');
      link.href = url;
      link.target = '_blank';
      link.rel = 'noopener noreferrer';
      return link;
    }
  }
  if (entity.type === 'bot_command') {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'command';
    button.addEventListener('click', () => onCommand(text));
    return button;
  }
  const span = document.createElement('span');
  if (entity.type === 'spoiler') {
    span.className = 'spoiler';
    span.tabIndex = 0;
  }
  return span;
}
