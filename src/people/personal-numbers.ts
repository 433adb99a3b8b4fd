/**
 * Aadhaar, account and telephone numbers: runs of 9 and more digits (Latin or Devanagari), blanks,
 * hyphens and dots between them ignored. Shorter runs are amounts, years and PIN codes.
 */
const PERSONAL_NUMBER = /[\d०-९](?:[\s.\u2010-\u2015-]{0,2}[\d०-९]){8,}/gu;

/**
 * Hides numbers that identify a person.
 * @returns the text with each such number as '•••', and whether there was one
 */
export function maskPersonalNumbers(text: string): { text: string; found: boolean } {
  const masked = text.replaceAll(PERSONAL_NUMBER, '•••');
  return { text: masked, found: masked !== text };
}
