import { z } from 'zod';
import { LANGUAGES } from '../content/language.js';
import type { Audience } from '../delivery/delivery.js';
import type { Places } from '../delivery/places.js';
import type { People } from '../people/people.js';
import { TOPICS, wants, type Person } from '../people/person.js';

/** What narrows an audience. All that is given must fit. */
export const audienceArgsSchema = z.strictObject({
  topic: z.enum(TOPICS),
  language: z.enum(LANGUAGES).optional(),
  district: z.string().optional(),
  interest: z.string().optional(),
  kind: z.literal('creator').optional(),
});
export type AudienceArgs = z.infer<typeof audienceArgsSchema>;

/** The audiences by name: people who consented, registered groups and channels, both. */
export function createAudiences(people: People, places: Places): Readonly<Record<string, Audience>> {
  async function* toPeople(args: unknown, after?: string): AsyncIterable<number> {
    const wanted = audienceArgsSchema.parse(args);
    for await (const person of people.all(after)) if (fits(person, wanted)) yield person.id;
  }
  async function* toPlaces(_args: unknown, after?: string): AsyncIterable<number> {
    for (const { id } of await places.announced()) if (after === undefined || String(id) > after) yield id;
  }
  return {
    people: toPeople,
    places: toPlaces,
    // Groups have ids below 0: the last one that was taken tells which part is under way.
    both: async function* both(args, after) {
      if (after?.startsWith('-') !== true) yield* toPeople(args, after);
      yield* toPlaces(args, after?.startsWith('-') === true ? after : undefined);
    },
  };
}

function fits(person: Person, { topic, language, district, interest, kind }: AudienceArgs): boolean {
  return (
    wants(person, topic) &&
    (language === undefined || (person.language ?? 'hi') === language) &&
    (district === undefined || person.district === district) &&
    // Whoever chose no interests wants to hear of everything.
    (interest === undefined ||
      person.interests === undefined ||
      person.interests.length === 0 ||
      person.interests.includes(interest)) &&
    (kind === undefined || person.kind === kind)
  );
}
