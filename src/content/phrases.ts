import { z } from 'zod';

const entry = z.strictObject({
  id: z.string().regex(/^[a-z-]+$/),
  say: z.strictObject({ hi: z.string(), hne: z.string(), en: z.string() }),
  /** In any language and script; all words of a phrase, in order, close together. */
  phrases: z.array(z.string().min(2)).min(1),
});

/** What people say that is no question: one friendly line. */
export const smallTalkSchema = z.array(entry);
export type SmallTalk = z.infer<typeof smallTalkSchema>[number];

/** Other states and how people say that they live there; `{state}` stands for each name. */
export const outsideSchema = z.strictObject({
  states: z.array(z.string().min(2)).min(1),
  templates: z.array(z.string().includes('{state}')).min(1),
});
export type Outside = z.infer<typeof outsideSchema>;
