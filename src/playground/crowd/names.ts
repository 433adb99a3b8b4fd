/** Names as they are heard in Chhattisgarh; who gets which is chance. */
const FIRST = [
  'सुखमती',
  'रामबाई',
  'फूलबासन',
  'दुलारी',
  'कुमारी',
  'बिसाहिन',
  'केजा',
  'सावित्री',
  'अनीता',
  'पुष्पा',
  'तिहारू',
  'बुधराम',
  'मंगलू',
  'शिवकुमार',
  'जगदीश',
  'संतोष',
  'भुवन',
  'रामलाल',
  'दिनेश',
  'मोहन',
] as const;
const LAST = ['साहू', 'वर्मा', 'यादव', 'निषाद', 'ध्रुव', 'पटेल', 'नेताम', 'मरकाम', 'देवांगन', 'सिन्हा'] as const;

/** @param random 0 to 1 */
export function makeUpName(random: () => number): { readonly firstName: string; readonly lastName: string } {
  return { firstName: pick(FIRST, random), lastName: pick(LAST, random) };
}

const pick = <T>(list: readonly [T, ...T[]] | readonly T[], random: () => number): T =>
  list[Math.floor(random() * list.length)] as T;
