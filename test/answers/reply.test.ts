import { describe, expect, it } from 'vitest';
import { replyTo } from '../../src/answers/reply.js';
import { loadKnowledge } from '../../src/knowledge.js';
import { readCatalogue } from '../../src/messages/read.js';

const [knowledge, catalogue] = await Promise.all([loadKnowledge('data'), readCatalogue('locales')]);
const reply = (question: string, subject?: string) =>
  replyTo({
    knowledge,
    question,
    translate: catalogue.translate,
    today: '2026-11-29',
    ...(subject === undefined ? {} : { subject }),
  });
const lines = (question: string, subject?: string): string[] => reply(question, subject).text.text.split('\n');

describe('a reply to somebody in danger', () => {
  it.each([
    ['mai mrna chahti hu', '14416'],
    ['mjhe mrna h', '14416'],
    ['मोला मर जाय के मन लागथे', '14416'],
  ])('is the helpline alone when the rest would be about death: %s', (question, number) => {
    const said = lines(question);
    expect(said[0]).toContain(number);
    expect(said.join('\n')).not.toContain('📌');
  });

  it('does not go on with what was talked about before', () => {
    const said = lines('मोला मर जाय के मन लागथे', 'forest-rights-patta');
    expect(said[0]).toContain('14416');
    expect(said.join('\n')).not.toContain('पट्टा');
  });

  it('tells below the helpline the scheme that was asked for too', () => {
    const said = lines('fasal barbad ho gayi karz hai jine ka man nahi, fasal bima kab milega');
    expect(said[0]).toContain('14416');
    expect(said.join('\n')).toContain('📌');
  });

  it('has no wedding money below the wedding of a child', () => {
    const said = lines('14 saal ki ladki ka byah ho rha h');
    expect(said[0]).toContain('1098');
    expect(said.join('\n')).not.toContain('📌');
  });

  it('never says beside a helpline that we do not know', () => {
    const inDanger = [
      'mor beti ko padosi ne pakad ke rakha hai',
      'बचाओ, खून बहुत बह रहा है',
      'jhoola se gir gaya hosh nahi aa raha',
      'saanp ne kaat liya bachao',
      'ghar me aag lag gayi hai jaldi aao',
      // perhaps:
      'मन भर गया है जिंदगी से',
      'अस्पताल ले जाना है, कोई साधन नहीं, हालत बहुत खराब है',
      'sab le dur ja that hav sada din bar',
    ];
    const grades = new Set<string | undefined>();
    for (const question of inDanger) {
      const { language, text, reading } = reply(question);
      expect(text.text).toMatch(/^.*(?:112|108|14416)/);
      expect(text.text).not.toContain(catalogue.translate(language)('none.text'));
      if (reading.outcome.kind === 'none') grades.add(knowledge.dangerIn(question)?.grade);
    }
    // Of both grades one of which nothing else is known: else nothing was tried.
    expect(grades).toEqual(new Set(['maybe', 'sure']));
  });

  it('does not take the place of an ordinary answer', () =>
    expect(lines('लइका मन गांव म पढ़थें छात्रवृत्ति मिलही का')[0]).not.toContain('1098'));
});
