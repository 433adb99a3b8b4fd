import { readFileSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';

/**
 * The rooms of `src/`, top to bottom: folders and single files. A file imports from rooms further down,
 * never from further up (docs/architecture.md says what lives where). What is not on the list is refused.
 *
 * - `apart`: folders of the room do not import each other (a feature knows no other feature)
 * - `pure`: none of Node's modules; plain data in and out
 * - `onlyFor`: no other room imports it
 * - `alone`: it imports from no other room
 */
const ROOMS = JSON.parse(readFileSync(new URL('rooms.json', import.meta.url), 'utf8'));

/** @returns where a file lies: its room, and the folder in it; undefined outside of `src/` */
function placeOf(path, root) {
  const [top, room, folder, ...deeper] = relative(root, path).split(sep);
  if (top !== 'src' || room === undefined) return undefined;
  const name = room.replace(/\.js$/, '.ts');
  return { name, rank: ROOMS.findIndex((one) => one.name === name), folder: deeper.length > 0 ? folder : undefined };
}

/** @returns why the import is refused; undefined when it is fine */
function refusal(from, source, path, root) {
  const room = ROOMS[from.rank];
  if (!source.startsWith('.')) {
    return room.pure === true && source.startsWith('node:') ? `${from.name}/ is pure: no ${source} in it` : undefined;
  }
  const to = placeOf(resolve(dirname(path), source), root);
  if (to === undefined) return `"${source}" leads out of src/`;
  if (to.rank === -1) return `${to.name} is no room of lint/rooms.json`;
  if (to.name === from.name) {
    return room.apart === true && to.folder !== from.folder
      ? `a folder of ${from.name}/ imports no other: ${from.folder ?? '(top)'} imports ${to.folder ?? '(top)'}`
      : undefined;
  }
  if (room.alone === true) return `${from.name}/ imports from no other room`;
  const { onlyFor } = ROOMS[to.rank];
  if (onlyFor !== undefined && !onlyFor.includes(from.name)) return `${to.name} is not for ${from.name}`;
  return to.rank < from.rank ? `${from.name} lies below ${to.name}: imports lead downward only` : undefined;
}

const downward = {
  meta: { type: 'problem', schema: [] },
  create(context) {
    const from = placeOf(context.filename, context.cwd);
    if (from === undefined) return {};
    const check = (node) => {
      const source = node.source;
      if (source === null || source === undefined) return;
      // What is computed at run time cannot be checked, so it is not allowed.
      const why =
        typeof source.value === 'string'
          ? refusal(from, source.value, context.filename, context.cwd)
          : 'an import that is computed cannot be checked';
      if (why !== undefined) context.report({ node, message: why });
    };
    return {
      Program(node) {
        if (from.rank === -1) context.report({ node, message: `${from.name} is no room of lint/rooms.json` });
      },
      ...(from.rank === -1
        ? {}
        : {
            ImportDeclaration: check,
            ExportNamedDeclaration: check,
            ExportAllDeclaration: check,
            ImportExpression: check,
            TSImportType: check,
          }),
    };
  },
};

export default { meta: { name: 'rooms' }, rules: { downward } };
