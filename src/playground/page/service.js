// @ts-check
/** Messages that nobody wrote: who came, who left. */

/** @param {any} user Bot API User */
const nameOf = (user) => user.first_name || '—';
/** @param {any[]} users */
const namesOf = (users) => users.map(nameOf).join(', ');

/** @param {any} message Bot API Message @returns {string | undefined} undefined when somebody wrote it */
export function serviceLine(message) {
  const { from, new_chat_members: added, left_chat_member: left, new_chat_title: title } = message;
  const by = from === undefined ? '' : nameOf(from);
  if (added !== undefined)
    return added.length === 1 && added[0].id === from?.id
      ? `${by} समूह में आए · joined`
      : `${by} ने ${namesOf(added)} को जोड़ा · added`;
  if (left !== undefined)
    return left.id === from?.id ? `${by} समूह से गए · left` : `${by} ने ${nameOf(left)} को हटाया · removed`;
  if (title !== undefined) return `नाम बदला: ${title} · renamed`;
  return message.pinned_message === undefined ? undefined : 'संदेश ऊपर लगाया · pinned a message';
}

/** Where a forwarded message comes from. @param {any} origin Bot API MessageOrigin @returns {string} */
export function originLine(origin) {
  const chat = origin.chat ?? origin.sender_chat;
  const name = origin.sender_user?.first_name ?? origin.sender_user_name ?? chat?.title ?? '—';
  return `आगे भेजा हुआ · forwarded: ${name}`;
}
