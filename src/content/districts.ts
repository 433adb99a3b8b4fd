import { z } from 'zod';

/** A district of Chhattisgarh. Chhattisgarhi and Hindi write the names alike. */
export const districtsSchema = z.array(
  z.strictObject({
    id: z.string().regex(/^[a-z-]{2,24}$/),
    hi: z.string().min(1),
    en: z.string().min(1),
    /** chief towns and short forms that people give instead; not mere spellings */
    also: z.array(z.string().min(1)),
  }),
);
export type District = z.infer<typeof districtsSchema>[number];
