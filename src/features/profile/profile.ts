import { Composer, InlineKeyboard, InputFile } from 'grammy';
import { blocks, plain } from '../../answers/text.js';
import { districtKeyboard, districtName, readDistrictReply } from '../../flows/district.js';
import { showEverything, type Keeper } from '../../people/erasure.js';
import type { People } from '../../people/people.js';
import { TOPICS, wants, type Topic } from '../../people/person.js';
import { awaitMessage, onAwaited, stopAwaiting } from '../../telegram/awaiting.js';
import { encodeCallback } from '../../telegram/callbacks.js';
import type { BotContext } from '../../telegram/context.js';
import { onButton } from '../../telegram/on-button.js';
import { editOrIgnore, say } from '../../telegram/send.js';
import { interestsKeyboard, mineKeyboard, topicsKeyboard, whatIsKept } from './mine.js';

export interface ProfileDeps {
  readonly people: People;
  /** every part that keeps something about people */
  readonly keepers: readonly Keeper[];
  /** in how many reports of mistakes a person has a part */
  readonly countReports: (id: number) => Promise<number>;
  /** forgets a person everywhere */
  readonly erase: (id: number) => Promise<void>;
}

const AWAIT_DISTRICT = 'district';

/** What is kept about me: seen, changed, stopped, taken along, erased. */
export function createProfile({ people, keepers, countReports, erase }: ProfileDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  const inPrivate = composer.chatType('private');

  inPrivate.command('mera', async (ctx) => say(ctx, await kept(ctx), mineKeyboard(ctx)));
  inPrivate.command('bhulo', askWhetherToErase);
  inPrivate.command(['khabar', 'news'], (ctx) => say(ctx, plain(ctx.t('topics.ask')), topicsKeyboard(ctx)));

  onButton(composer, 'mine', async (ctx, { act }) => {
    switch (act) {
      case 'home':
        return editOrIgnore(ctx, await kept(ctx), mineKeyboard(ctx));
      case 'district':
        await say(ctx, plain(ctx.t('district.ask')), districtButtons(ctx));
        return awaitMessage(ctx, AWAIT_DISTRICT);
      case 'interests':
        return editOrIgnore(ctx, plain(ctx.t('interests.ask')), interestsKeyboard(ctx));
      case 'topics':
        return editOrIgnore(ctx, plain(ctx.t('topics.ask')), topicsKeyboard(ctx));
      case 'creator':
      case 'citizen':
        if (act === 'citizen') await people.unset(idOf(ctx), 'kind');
        else await people.change(idOf(ctx), ctx.today, { kind: 'creator' });
        await again(ctx);
        return editOrIgnore(ctx, await kept(ctx), mineKeyboard(ctx));
      case 'file': {
        const all = JSON.stringify(await showEverything(keepers, idOf(ctx)), undefined, 2);
        await ctx.replyWithDocument(new InputFile(Buffer.from(all), 'mera.json'), { caption: ctx.t('mine.file') });
        return undefined;
      }
      case 'erase':
        return askWhetherToErase(ctx);
    }
  });

  onButton(composer, 'district', async (ctx, { districtId }) => {
    if (!ctx.knowledge.districts.some(({ id }) => id === districtId)) return false;
    await stopAwaiting(ctx);
    await setDistrict(ctx, districtId);
    return undefined;
  });

  onAwaited(composer, AWAIT_DISTRICT, async (ctx) => {
    const reply = readDistrictReply(ctx.said?.text ?? '', ctx.knowledge);
    switch (reply.kind) {
      case 'district':
        return setDistrict(ctx, reply.id);
      case 'question':
        return false;
      case 'confirm': {
        const text = ctx.t(reply.districts.length === 1 ? 'district.confirm' : 'district.which');
        await say(ctx, plain(text), districtButtons(ctx, reply.districts));
        return awaitMessage(ctx, AWAIT_DISTRICT);
      }
      case 'unknown':
        await say(
          ctx,
          blocks(ctx.t('district.unknown'), ctx.said?.hidesNumber === true ? ctx.t('personal_number') : undefined),
          districtButtons(ctx),
        );
        return awaitMessage(ctx, AWAIT_DISTRICT);
    }
  });

  onButton(composer, 'interest', async (ctx, { categoryId, wanted }) => {
    if (!ctx.knowledge.categories.some(({ id }) => id === categoryId)) return false;
    if (ctx.person !== undefined || wanted === 'on')
      await people.revise(idOf(ctx), ctx.today, ({ interests = [] }) => ({
        interests: [...interests.filter((id) => id !== categoryId), ...(wanted === 'on' ? [categoryId] : [])],
      }));
    await again(ctx);
    await editOrIgnore(ctx, plain(ctx.t('interests.ask')), interestsKeyboard(ctx));
    return undefined;
  });

  onButton(composer, 'topic', async (ctx, { topic, wanted }) => {
    if (ctx.person !== undefined || wanted === 'on')
      await people.revise(idOf(ctx), ctx.today, (person) => switched(person, topic, wanted));
    await again(ctx);
    await editOrIgnore(ctx, plain(ctx.t('topics.ask')), topicsKeyboard(ctx));
  });

  // The bell under everything that we send on our own: one tap, no question back.
  onButton(composer, 'mute', async (ctx, { topic }) => {
    // Of whom nothing is kept, nothing is sent: a bell of long ago begins no record.
    if (ctx.person !== undefined)
      await people.revise(idOf(ctx), ctx.today, ({ muted = [] }) => ({ muted: [...new Set([...muted, topic])] }));
    return { text: ctx.t('topics.muted', { topic: ctx.t(`topic.${topic}`) }), alert: true };
  });

  onButton(composer, 'erase', async (ctx, { answer }) => {
    if (answer === 'no') return editOrIgnore(ctx, plain(ctx.t('erase.kept')), new InlineKeyboard());
    const id = idOf(ctx);
    await stopAwaiting(ctx);
    await erase(id);
    return editOrIgnore(ctx, plain(ctx.t('erase.done')), new InlineKeyboard());
  });

  const kept = async (ctx: BotContext) => whatIsKept(ctx, await countReports(idOf(ctx)));

  async function setDistrict(ctx: BotContext, districtId: string): Promise<void> {
    await people.change(idOf(ctx), ctx.today, { district: districtId });
    const district = ctx.knowledge.districts.find(({ id }) => id === districtId);
    const name = district === undefined ? '' : districtName(district, ctx.language);
    await say(ctx, plain(ctx.t('district.chosen', { name })));
  }

  /** The person as it stands after a change, for the message that shows it. */
  async function again(ctx: BotContext): Promise<void> {
    Object.assign(ctx, { person: await people.get(idOf(ctx)) });
  }

  return composer;
}

const idOf = (ctx: BotContext): number => ctx.from?.id ?? 0;

const districtButtons = (ctx: BotContext, districts?: Parameters<typeof districtKeyboard>[2]): InlineKeyboard =>
  districtKeyboard(ctx, (districtId) => encodeCallback({ kind: 'district', districtId }), districts);

async function askWhetherToErase(ctx: BotContext): Promise<void> {
  const keyboard = new InlineKeyboard()
    .text(ctx.t('erase.yes'), encodeCallback({ kind: 'erase', answer: 'yes' }))
    .text(ctx.t('erase.no'), encodeCallback({ kind: 'erase', answer: 'no' }));
  await say(ctx, plain(ctx.t(ctx.role === undefined ? 'erase.ask' : 'erase.ask_team')), keyboard);
}

/** Turning a topic on is consent to news; turning off the last one takes it back. */
function switched(
  person: { readonly news?: boolean; readonly muted?: readonly Topic[] },
  topic: Topic,
  wanted: 'on' | 'off',
): { news: boolean; muted: readonly Topic[] } {
  const on = TOPICS.filter((one) =>
    one === topic ? wanted === 'on' : wants({ id: 0, firstSeen: '', ...person }, one),
  );
  return { news: on.length > 0, muted: TOPICS.filter((one) => !on.includes(one)) };
}
