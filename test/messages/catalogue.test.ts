import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../src/content/language.js';
import { createCatalogue } from '../../src/messages/catalogue.js';
import { readCatalogue } from '../../src/messages/read.js';

const catalogue = await readCatalogue('locales');

describe('the locale files', () => {
  it.each(LANGUAGES)('%s has every message and no other', (language) => {
    expect(catalogue.gaps(language)).toEqual({ missing: [], extra: [] });
  });

  it('hold every key that the program names', async () => {
    const files = (await readdir('src', { recursive: true })).filter((name) => name.endsWith('.ts'));
    const sources = await Promise.all(files.map((name) => readFile(join('src', name), 'utf8')));
    const named = sources.flatMap((text) => [...text.matchAll(/\bt\(\s*'([a-z_.]+)'/g)].map((match) => match[1]));
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter((key) => !catalogue.keys().includes(key ?? ''))).toEqual([]);
  });

  it('name the same values in all languages', async () => {
    const values = async (language: string): Promise<string[]> => {
      const text = await readFile(`locales/${language}.yaml`, 'utf8');
      return [...text.matchAll(/^\s*(\w+):.*$/gm)].flatMap(([line, key]) =>
        [...line.matchAll(/\{(\w+)[,}]/g)].map((match) => `${key}.${match[1]}`),
      );
    };
    const hindi = [...new Set(await values('hi'))].sort();
    for (const language of ['hne', 'en']) expect([...new Set(await values(language))].sort()).toEqual(hindi);
  });
});

describe('the catalogue', () => {
  const trees = {
    hi: { places: '{count, plural, one {# जगह} other {# जगहें}}', only: 'केवल' },
    hne: { places: '{count} जघा' },
    en: { places: '{count, plural, one {# place} other {# places}}' },
  };
  const small = createCatalogue(trees);

  it('writes plurals, and figures with Indian grouping', () => {
    expect(small.translate('en')('places', { count: 1 })).toBe('1 place');
    expect(small.translate('hi')('places', { count: 120_000 })).toBe('1,20,000 जगहें');
  });

  it('falls back to Hindi and reports the gap', () => {
    expect(small.translate('en')('only')).toBe('केवल');
    expect(small.gaps('en').missing).toEqual(['only']);
  });

  it('throws for a key that no language has', () => {
    expect(() => small.translate('hi')('nothing')).toThrow(/nothing/);
  });

  it('inserts values as they are: a hostile name is text', () => {
    const hostile = createCatalogue({ hi: { hello: 'नमस्ते {name}' }, hne: {}, en: {} });
    expect(hostile.translate('hi')('hello', { name: '<b>${process.env.BOT_TOKEN}{x}</b>' })).toBe(
      'नमस्ते <b>${process.env.BOT_TOKEN}{x}</b>',
    );
  });
});
