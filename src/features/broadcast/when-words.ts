/** Days counted from today. */
const DAYS = {
  0: 'आज aaj aj today',
  1: 'कल काल काली kal kaal kali kaali tomorrow',
  2: 'परसों परसो परों parso parson paro',
};
/** By number, Sunday 0. */
const WEEKDAYS = {
  0: 'रविवार इतवार ravivar itwar itvar sunday sun',
  1: 'सोमवार सम्मार somvar somwar sammar monday mon',
  2: 'मंगलवार मंगर mangalvar mangalwar mangar tuesday tue',
  3: 'बुधवार बुध budhvar budhwar budh wednesday wed',
  4: 'गुरुवार गुरूवार बिरस्पत guruvar guruwar thursday thu',
  5: 'शुक्रवार सुक्रवार सुकरार shukravar shukrawar sukrar friday fri',
  6: 'शनिवार सनिच्चर shanivar shaniwar saturday sat',
};
const MONTHS = {
  1: 'जनवरी january jan',
  2: 'फरवरी february feb',
  3: 'मार्च march mar',
  4: 'अप्रैल april apr',
  5: 'मई may',
  6: 'जून june jun',
  7: 'जुलाई july jul',
  8: 'अगस्त august aug',
  9: 'सितंबर september sept sep',
  10: 'अक्टूबर अक्तूबर october oct',
  11: 'नवंबर november nov',
  12: 'दिसंबर december dec',
};
const HOURS = {
  1: 'एक ek',
  2: 'दो दू do',
  3: 'तीन teen',
  4: 'चार char',
  5: 'पांच panch paanch',
  6: 'छह छः छै छे chhah chhe',
  7: 'सात saat',
  8: 'आठ aath',
  9: 'नौ nau',
  10: 'दस das',
  11: 'ग्यारह gyarah',
  12: 'बारह barah',
};
/** Minutes that a word before the hour adds to it. */
const SHIFTS = { 30: 'साढ़े sadhe saadhe', 15: 'सवा sava sawa', '-15': 'पौने paune' };
/** The hours at which each part of the day is said, and what makes 24-hour hours of them. */
const PARTS = {
  morning: 'सुबह सबेरे सवेरे बिहनिया बिहने subah savere bihaniya bihane morning',
  noon: 'दोपहर मंझनिया dopahar dopahr dopaher manjhaniya afternoon noon',
  evening: 'शाम साम संझा संझौती sham shaam saam sanjha evening',
  night: 'रात रतिहा raat rat ratiha night',
  am: 'am a.m',
  pm: 'pm p.m',
};
export type PartOfDay = keyof typeof PARTS;

function table<T>(words: Readonly<Record<string, string>>, valueOf: (key: string) => T): ReadonlyMap<string, T> {
  return new Map(
    Object.entries(words).flatMap(([key, all]) =>
      all.split(' ').map((word) => [foldWord(word), valueOf(key)] as const),
    ),
  );
}

/** One form of a word, however it was typed: no nukta, one sign for the nasal, small letters. */
export const foldWord = (text: string): string =>
  text.normalize('NFC').replaceAll('\u093C', '').replaceAll('\u0901', '\u0902').toLowerCase();

export const dayByWord = table(DAYS, Number);
export const weekdayByWord = table(WEEKDAYS, Number);
export const monthByWord = table(MONTHS, Number);
export const hourByWord = table(HOURS, Number);
export const shiftByWord = table(SHIFTS, Number);
export const partByWord = table(PARTS, (key) => key as PartOfDay);
/** Words that say nothing more. */
export const FILLERS: ReadonlySet<string> = new Set(
  'बजे baje bje baj oclock को के की ko ke ki at on ist दिन din'.split(' ').map(foldWord),
);

/** @returns the hour of 24; undefined when nobody says so, or it could be two hours */
export function hourOfDay(hour: number, part: PartOfDay | undefined): number | undefined {
  // Written as of 24 hours: the word adds nothing.
  if (hour > 12) return hour < 24 ? hour : undefined;
  switch (part) {
    case undefined:
      return hour;
    case 'am':
      return hour === 0 ? undefined : hour % 12;
    case 'pm':
      return hour === 0 ? undefined : (hour % 12) + 12;
    case 'morning':
      return hour >= 4 && hour <= 11 ? hour : undefined;
    case 'noon':
      if (hour >= 11) return hour;
      return hour >= 1 && hour <= 4 ? hour + 12 : undefined;
    case 'evening':
      return hour >= 4 && hour <= 8 ? hour + 12 : undefined;
    case 'night':
      // After midnight the day before and the day after are meant by as many.
      return hour >= 7 && hour <= 11 ? hour + 12 : undefined;
  }
}
