import { z } from 'zod';

const words = z.array(z.string().trim().min(1)).default([]);
const concept = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  name: z.strictObject({ hi: z.string().min(1), hne: z.string().min(1), en: z.string().min(1) }),
  /**
   * How people say it. An entry of several words holds when all of them stand close together in the
   * question, in any order and ending; a word that may not stand there is written with a minus
   * (`जमीन -बंजर`). `en` also takes Latin-letter spellings that the sound key does not reach.
   */
  words: z.strictObject({ hi: words, hne: words, en: words }),
  /** concepts that follow from this one: a widow is a woman */
  implies: z.array(z.string()).default([]),
});

/** Concepts of the field: for whom a scheme is and what for. Records name them by id. */
export const conceptsSchema = z
  .strictObject({ who: z.array(concept), need: z.array(concept) })
  .superRefine((concepts, context) => {
    const all = [...concepts.who, ...concepts.need];
    const ids = new Set(all.map(({ id }) => id));
    if (ids.size !== all.length) context.addIssue({ code: 'custom', message: 'two concepts have the same id' });
    for (const { id, implies } of all) {
      for (const implied of implies) {
        if (!ids.has(implied))
          context.addIssue({ code: 'custom', message: `${id} implies "${implied}", which does not exist` });
      }
    }
  });

export type Concepts = z.infer<typeof conceptsSchema>;
