import { z } from 'zod';

/** A hall of the exhibition: schemes are browsed by category. */
export const categoriesSchema = z.array(
  z.strictObject({
    id: z.string().regex(/^[a-z-]{2,20}$/),
    icon: z.string().min(1),
    name: z.strictObject({ hi: z.string(), hne: z.string(), en: z.string() }),
  }),
);
export type Category = z.infer<typeof categoriesSchema>[number];
