// @ts-check
/**
 * Turns a text with Telegram's entities into nodes. Text is inserted as text, never as HTML.
 * Offsets are UTF-16 code units, which is what JavaScript strings count in. Entities nest; of two
 * that cross, the later one is split where the earlier one ends.
 * @typedef {{ type: string, offset: number, length: number, url?: string }} Entity
 * @typedef {{ entity: Entity, from: number, to: number, value: string }} Piece the part of an entity that is left to
 *   render; `value` is the text of the whole of it
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
/** Their line break is part of the block already. */
const BLOCKS = new Set(['pre', 'blockquote', 'expandable_blockquote']);
/** Inside of these nothing else can be tapped: links do not nest. */
const CLOSED = new Set(['A', 'BUTTON', 'CODE', 'PRE']);

/**
 * @param {string} text
 * @param {readonly Entity[]} entities
 * @param {(command: string) => void} onCommand a tap on /command
 * @returns {DocumentFragment}
 */
export function renderText(text, entities, onCommand) {
  const pieces = entities
    .map((entity) => ({ entity, from: Math.max(0, entity.offset), to: Math.min(text.length, endOf(entity)) }))
    .filter(({ from, to }) => from < to)
    .map((piece) => ({ ...piece, value: text.slice(piece.from, piece.to) }));
  return renderRange(text, 0, text.length, pieces, onCommand, false);
}

/** @param {Entity} entity */
const endOf = ({ offset, length }) => offset + length;

/**
 * @param {string} text @param {number} start @param {number} end
 * @param {Piece[]} pieces those that lie in the range
 * @param {(command: string) => void} onCommand
 * @param {boolean} closed whether nothing in it can be tapped
 */
function renderRange(text, start, end, pieces, onCommand, closed) {
  const fragment = document.createDocumentFragment();
  let at = start;
  let queue = outermostFirst(pieces);
  for (;;) {
    const [first, ...rest] = queue;
    if (first === undefined) break;
    const { from, to, entity } = first;
    fragment.append(text.slice(at, from));
    const node = elementOf(first, onCommand, closed);
    const inner = rest.filter((piece) => piece.from < to).map((piece) => ({ ...piece, to: Math.min(piece.to, to) }));
    node.append(renderRange(text, from, to, inner, onCommand, closed || CLOSED.has(node.tagName)));
    fragment.append(node);
    at = BLOCKS.has(entity.type) && text[to] === '\n' && to < end ? to + 1 : to;
    const next = at;
    queue = outermostFirst(
      rest.filter((piece) => piece.to > next).map((piece) => ({ ...piece, from: Math.max(piece.from, next) })),
    );
  }
  fragment.append(text.slice(at, end));
  return fragment;
}

/** @param {Piece[]} pieces */
const outermostFirst = (pieces) => [...pieces].sort((a, b) => a.from - b.from || b.to - a.to);

/** @param {Piece} piece @param {(command: string) => void} onCommand @param {boolean} closed @returns {HTMLElement} */
function elementOf({ entity, value }, onCommand, closed) {
  const tag = TAGS[/** @type {keyof typeof TAGS} */ (entity.type)];
  if (tag !== undefined) return document.createElement(tag);
  if (entity.type === 'spoiler') return spoiler();
  if (closed) return document.createElement('span');
  if (entity.type === 'text_link' || entity.type === 'url') {
    const url = entity.url ?? (/^https?:/i.test(value) ? value : `https://${value}`);
    if (/^https?:/i.test(url)) return link(url);
  }
  if (entity.type === 'bot_command') {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'command';
    button.addEventListener('click', () => onCommand(value));
    return button;
  }
  return document.createElement('span');
}

/** @param {string} url */
function link(url) {
  const node = document.createElement('a');
  node.href = url;
  node.target = '_blank';
  node.rel = 'noopener noreferrer';
  return node;
}

/** Hidden until it is tapped. */
function spoiler() {
  const node = document.createElement('span');
  node.className = 'spoiler';
  node.tabIndex = 0;
  node.addEventListener('click', () => node.classList.add('shown'));
  node.addEventListener('keydown', (event) => event.key === 'Enter' && node.classList.add('shown'));
  return node;
}
