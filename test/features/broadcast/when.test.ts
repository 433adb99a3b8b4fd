import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { atHour, parseDay, parseWhen } from '../../../src/features/broadcast/when.js';

/** Sunday */
const NOW = Date.parse('2026-11-29T14:30:00+05:30');
const inIndia = (time: number | undefined): string | undefined =>
  time === undefined ? undefined : new Date(time + 5.5 * 3_600_000).toISOString().slice(0, 16);

describe('a typed time', () => {
  it.each([
    ['30-11 18:30', '2026-11-30T18:30'],
    ['30/11 17:00', '2026-11-30T17:00'],
    ['30-11 5pm', '2026-11-30T17:00'],
    ['30-11 5 PM', '2026-11-30T17:00'],
    ['30-11 5:15 p.m.', '2026-11-30T17:15'],
    ['30-11 12am', '2026-11-30T00:00'],
    ['30-11 12pm', '2026-11-30T12:00'],
    ['5/1/2027 9:00', '2027-01-05T09:00'],
    ['05-01-27, 09:00', '2027-01-05T09:00'],
    ['25.12 18.30', '2026-12-25T18:30'],
    ['25.12.2026 6 pm', '2026-12-25T18:00'],
    ['25.12 18:30', '2026-12-25T18:30'],
    ['कल 10.30', '2026-11-30T10:30'],
    ['१५-१२-२०२६ १८:३०', '2026-12-15T18:30'],
    ['15-1 9:00', '2027-01-15T09:00'],
    ['18:30', '2026-11-29T18:30'],
    ['9:00', '2026-11-30T09:00'],
    ['9.30', '2026-11-30T09:30'],
    ['कल सुबह 10 बजे', '2026-11-30T10:00'],
    ['कल सुबह दस बजे', '2026-11-30T10:00'],
    ['कल सुबह १० बजे।', '2026-11-30T10:00'],
    ['kal subah 10 baje', '2026-11-30T10:00'],
    ['Kal Subah 10 Baje', '2026-11-30T10:00'],
    ['सुबह 10 बजे कल', '2026-11-30T10:00'],
    ['परसों शाम 5 बजे', '2026-12-01T17:00'],
    ['parso sham 5 baje', '2026-12-01T17:00'],
    ['परसो साढ़े पाँच बजे शाम को', '2026-12-01T17:30'],
    ['कल सवा 5 बजे शाम', '2026-11-30T17:15'],
    ['कल पौने 6 बजे शाम', '2026-11-30T17:45'],
    ['काली बिहनिया 10 बजे', '2026-11-30T10:00'],
    ['काली मंझनिया 12 बजे', '2026-11-30T12:00'],
    ['काली संझा 6 बजे', '2026-11-30T18:00'],
    ['आज शाम 6 बजे', '2026-11-29T18:00'],
    ['aaj raat 8 baje', '2026-11-29T20:00'],
    ['दोपहर 2 बजे', '2026-11-30T14:00'],
    ['शाम 5 बजे', '2026-11-29T17:00'],
    ['कल 17 बजे', '2026-11-30T17:00'],
    ['कल शाम 17:00', '2026-11-30T17:00'],
    ['tomorrow 10 am', '2026-11-30T10:00'],
    ['30 नवंबर सुबह 10 बजे', '2026-11-30T10:00'],
    ['5 dec 6pm', '2026-12-05T18:00'],
    ['5 January 2027 6pm', '2027-01-05T18:00'],
    ['सोमवार सुबह 9 बजे', '2026-11-30T09:00'],
    ['शनिवार को शाम 4 बजे', '2026-12-05T16:00'],
    ['sunday 9 am', '2026-12-06T09:00'],
    ['sunday 5 pm', '2026-11-29T17:00'],
    ['29-2-2028 9:00', undefined], // over a year ahead
  ])('%s is %s', (text, expected) => {
    expect(inIndia(parseWhen(text, NOW))).toBe(expected);
  });

  it.each([
    ['a day that does not exist', '31-02 10:00'],
    ['a day that does not exist', '31-02-2027 10:00'],
    ['a day that does not exist', '29-02-2027 10:00'],
    ['a day that does not exist', '31 नवंबर सुबह 10 बजे'],
    ['a day that does not exist', '0-12 10:00'],
    ['a month that does not exist', '12-13 10:00'],
    ['a time that has passed', 'आज सुबह 10 बजे'],
    ['a time that has passed', '29-11-2026 14:30'],
    ['a time that has passed', '1-1-2020 10:00'],
    ['an hour that does not exist', '30-11 24:00'],
    ['an hour that does not exist', '30-11 10:60'],
    ['an hour that does not exist', 'कल 25 बजे'],
    ['an hour that does not exist', '30-11 0 am'],
    ['an hour that could be two', 'कल 5 बजे'],
    ['an hour that could be two', 'कल रात 2 बजे'],
    ['an hour that could be two', 'कल रात 12 बजे'],
    ['an hour that nobody calls so', 'कल सुबह 12 बजे'],
    ['a day alone', 'कल सुबह'],
    ['a day alone', '30-11'],
    ['two days', 'कल परसों सुबह 10 बजे'],
    ['two times', 'कल सुबह 10 बजे 11 बजे'],
    ['two times', '10:00 11:00'],
    ['other words', 'कल सुबह 10 बजे शिविर है'],
    ['other words', 'महतारी वंदन कब मिलेगा'],
    ['other signs', '30-11 @ 10:00'],
    ['nothing', ''],
    ['nothing', '   '],
  ])('%s is refused: %s', (_why, text) => {
    expect(parseWhen(text, NOW)).toBeUndefined();
  });

  it('is read back from any day and minute of the year to come', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 365 * 24 * 60 }), (minutes) => {
        const time = atHour(NOW, 0, 14, 30) + minutes * 60_000;
        const [, year, month, day, clock] = /^(\d+)-(\d+)-(\d+)T(.+)$/.exec(inIndia(time) ?? '') ?? [];
        expect(parseWhen(`${day}-${month}-${year} ${clock}`, NOW)).toBe(time);
        expect(parseWhen(`${day}/${month} ${clock}`, NOW)).toBe(time);
      }),
    );
  });

  it('is never in the past, whatever is typed', () => {
    const words = fc.constantFrom(
      'कल',
      'आज',
      'सुबह',
      'शाम',
      '10',
      '5',
      'बजे',
      '31-02',
      '29-11',
      '18:30',
      'pm',
      'ab',
      '9.30',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(words, { maxLength: 5 }).map((all) => all.join(' ')),
        ),
        (text) => {
          expect(parseWhen(text, NOW) ?? Infinity).toBeGreaterThan(NOW);
          expect(parseDay(text, NOW) ?? Infinity).toBeGreaterThan(NOW);
        },
      ),
    );
  });
});

describe('a typed day', () => {
  it.each([
    ['15-12-2026', '2026-12-16T00:00'],
    ['15-12', '2026-12-16T00:00'],
    ['15.12', '2026-12-16T00:00'],
    ['15.12.2026', '2026-12-16T00:00'],
    ['29-11', '2026-11-30T00:00'],
    ['28-11', '2027-11-29T00:00'],
    ['28-11-2026', undefined],
    ['31-02', undefined],
    ['15 दिसंबर', '2026-12-16T00:00'],
    ['कल', '2026-12-01T00:00'],
    ['15-12 10:00', undefined],
    ['off', undefined],
  ])('%s ends at %s', (text, expected) => {
    expect(inIndia(parseDay(text, NOW))).toBe(expected);
  });
});
