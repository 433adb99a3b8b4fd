import { GrammyError, type Api } from 'grammy';
import type { Knowledge } from '../../answers/knowledge.js';
import { blocks, bold, concat, lines, link, type Rich } from '../../answers/text.js';
import type { Language } from '../../content/language.js';
import type { Log } from '../../log.js';
import type { Translate } from '../../messages/catalogue.js';
import { schemeLink } from '../../telegram/links.js';
import type { Added, Report, Reports } from './reports.js';

export interface TeamPageDeps {
  readonly api: Api;
  readonly botUsername: () => string;
  readonly knowledge: () => Knowledge;
  readonly reports: Reports;
  /** who receives reports */
  readonly recipients: () => Promise<readonly number[]>;
  readonly translate: (language: Language) => Translate;
  /** the language in which somebody else is written to */
  readonly languageOf: (id: number) => Promise<Language>;
  readonly log: Log;
}

export interface TeamPage {
  /** Shows a report to everybody of the team who can be reached. @returns whether somebody has it now */
  readonly show: (id: string, added: Added) => Promise<boolean>;
  /** Shows one of the team what nobody has seen yet. */
  readonly showWaiting: (to: number) => Promise<void>;
}

/** Of many words the newest are shown. Telegram takes 4,096 letters. */
const MAX_SHOWN = 3_000;

/** One message a report and member of the team, changed when more is said. */
export function createTeamPage(deps: TeamPageDeps): TeamPage {
  const { api, reports, log } = deps;
  /** what is under way: of two remarks at the same moment the second must find the message of the first */
  const queues = new Map<string, Promise<unknown>>();

  function inTurn<T>(id: string, work: () => Promise<T>): Promise<T> {
    const turn = (queues.get(id) ?? Promise.resolve()).then(work, work);
    queues.set(id, turn);
    void turn.catch(() => undefined).finally(() => queues.get(id) === turn && queues.delete(id));
    return turn;
  }

  async function showTo(to: number, id: string, isLoud: boolean): Promise<void> {
    const report = await reports.get(id);
    if (report === undefined) return;
    const text = page(report, deps.knowledge(), deps.translate(await deps.languageOf(to)), deps.botUsername());
    const before = report.shownIn[String(to)];
    const look = { entities: text.entities, link_preview_options: { is_disabled: true } };
    if (before !== undefined && !isLoud) {
      await unlessRefused(api.editMessageText(to, before, text.text, look));
      return;
    }
    const sent = await api.sendMessage(to, text.text, look);
    await reports.shown(id, to, sent.message_id);
    // A change makes no sound, so somebody's first words come in a new message; the one before would say less.
    if (before !== undefined) await unlessRefused(api.deleteMessage(to, before));
  }

  const isSeen = async (id: string): Promise<boolean> => (await reports.get(id))?.isWaiting === false;

  return {
    show: (id, added) =>
      inTurn(id, async () => {
        if (added === 'nothing' && (await isSeen(id))) return true;
        for (const to of await deps.recipients()) {
          try {
            await showTo(to, id, added === 'first words');
          } catch (error) {
            log.info({ error }, 'a report did not reach one of the team');
          }
        }
        return isSeen(id);
      }),
    showWaiting: async (to) => {
      for (const id of await reports.waiting()) await inTurn(id, () => showTo(to, id, true));
    },
  };
}

/** Not changed, or the message was deleted. */
async function unlessRefused(call: Promise<unknown>): Promise<void> {
  try {
    await call;
  } catch (error) {
    if (!(error instanceof GrammyError && error.error_code === 400)) throw error;
  }
}

function page(report: Report, knowledge: Knowledge, t: Translate, botUsername: string): Rich {
  const { schemeId, facet, people, said } = report;
  const name = knowledge.schemeById.get(schemeId)?.name.hi ?? schemeId;
  const what = t('answer.title', { name, facet: t(`facet.${facet}.long`) });
  return blocks(
    lines(
      bold(t('report.admin', { count: people.length })),
      concat(link(what, schemeLink(botUsername, schemeId, facet)), ` (${schemeId})`),
    ),
    newest(
      said.map(({ text }) => `«${text}»`),
      MAX_SHOWN,
    ).join('\n'),
    t('report.reply_hint'),
  );
}

/** The last of the texts, as many as fit. */
function newest(texts: readonly string[], maxLength: number): readonly string[] {
  let length = 0;
  const from = texts.findLastIndex((text) => (length += text.length + 1) > maxLength);
  return texts.slice(from + 1);
}
