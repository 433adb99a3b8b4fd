import { describe, expect, it } from 'vitest';
import { readLexicon } from '../../src/content/read-lexicon.js';
import { Analyser } from '../../src/search/analyse.js';
import { createSentencesOf } from '../../src/search/frame.js';

const lexicon = await readLexicon('data');
const sentencesOf = createSentencesOf(lexicon, new Analyser(lexicon));
const ASKED = 'पेंसन कब आही';

describe('what stands around a question', () => {
  it.each([
    `जय जोहार ${ASKED}`,
    `जय जोहार\n${ASKED}`,
    `Jai johar sir, ${ASKED}`,
    `नमस्ते। ${ASKED}`,
    `hi ${ASKED}`,
    `salam bhai, ${ASKED}`,
    `Good morning bhai ${ASKED}`,
    `राम-राम भैया, ${ASKED}`,
    `${ASKED} धन्यवाद`,
    `${ASKED}\nplz reply`,
    `${ASKED}, please help me sir ji`,
    `${ASKED} कृपया जल्दी बताइए`,
    `${ASKED} thank you very much`,
    `${ASKED}\nForwarded many times`,
    `Forwarded\n${ASKED}`,
    `${ASKED}\nराम साहू, ग्राम बेलटुकरी`,
    `${ASKED}\nRamesh Verma, gram Kharora, jila Raipur`,
    `1. ${ASKED}`,
    `(2) ${ASKED}`,
    `1\ufe0f\u20e3 ${ASKED}`,
    `*${ASKED.split(' ').join('* *')}*`,
    `${ASKED} https://cmhelpline.example.in/a?b=c`,
    `www.example.com ${ASKED}`,
    ASKED.split(' ').join('\n'),
  ])('is taken off: %j', (text) => expect(sentencesOf(text)).toEqual([ASKED]));

  it.each([
    ['मोर भाई', 'a brother of whom it speaks'],
    ['bhai ko pension milegi', 'a brother who is to have it'],
    ['मेरा नाम राम है', 'a name'],
    ['kya mujhe milta hi', 'hi as ही at the end'],
    ['ग्राम पंचायत कहाँ है', 'a village hall that is asked for'],
    ['जमीन के काम\nगाँव म कब होही', 'a village in a sentence'],
    ['नोनी बर\nका\nमदद हे', 'a sentence in pieces'],
    ['10 हजार', 'an amount'],
  ])('stays when it is part of it: %s, %s', (text) => expect(sentencesOf(text)).toEqual([text.replaceAll('\n', ' ')]));

  it('is told from a brother who is to have it by its comma', () => {
    expect(sentencesOf('bhai, aur bahan ko milega')).toEqual(['aur bahan ko milega']);
    expect(sentencesOf('bhai aur bahan ko milega')).toEqual(['bhai aur bahan ko milega']);
  });

  it('may be all there is', () => {
    for (const text of ['जय जोहार', 'नमस्ते सर', 'thank you!', 'राम राम 🙏']) expect(sentencesOf(text)).toEqual([]);
  });
});

describe('sentences', () => {
  it('end at a mark', () =>
    expect(sentencesOf('मोर गोसइया गुजरगे। दू लइका हें. पेंसन मिलही का?')).toEqual([
      'मोर गोसइया गुजरगे।',
      'दू लइका हें.',
      'पेंसन मिलही का?',
    ]));
  it('go on over a line break without one', () =>
    expect(sentencesOf('महतारी वंदन\nके पइसा\nकब आही')).toEqual(['महतारी वंदन के पइसा कब आही']));
  it('do not end at the dot of a short form', () => expect(sentencesOf('p.m. kisan')).toEqual(['p.m. kisan']));
});
