import type { Category } from '../content/category.js';
import type { District } from '../content/districts.js';
import type { Content } from '../content/load.js';
import type { SmallTalk } from '../content/phrases.js';
import type { Scheme } from '../content/scheme.js';
import { createDangerIn, ordinaryOf, type Danger } from '../danger/index.js';
import { createDistrictSearch, type HearDistricts } from '../search/district-in.js';
import { createPhraseMatcher } from '../search/phrases.js';
import { createSearch, type Search } from '../search/index.js';

/** What the bot knows at one moment: an immutable snapshot with its search index. */
export interface Knowledge {
  readonly schemes: readonly Scheme[];
  readonly schemeById: ReadonlyMap<string, Scheme>;
  readonly categories: readonly Category[];
  readonly search: Search;
  readonly districts: readonly District[];
  /** hears districts in a typed text */
  readonly districtsIn: HearDistricts;
  /** @returns the danger that the text speaks of */
  readonly dangerIn: (text: string) => Danger | undefined;
  /** @returns a greeting, thanks, joke ... in the text, and its share of the words, 0 to 1 */
  readonly smallTalkIn: (text: string) => { readonly talk: SmallTalk; readonly coverage: number } | undefined;
  /** @returns true when the person says that they live in another state */
  readonly isOutside: (text: string) => boolean;
}

/** Builds the snapshot. Takes a fraction of a second (docs/search.md has figures). */
export function createKnowledge(content: Omit<Content, 'faults'>): Knowledge {
  const { schemes, categories, concepts, lexicon, asked, emergencies, danger, smallTalk, outside, districts } = content;
  const emergencyOf = new Map(emergencies.map((emergency) => [emergency.id, emergency]));
  const services = new Set(emergencies.flatMap((emergency) => emergency.services));
  const findDanger = createDangerIn({
    ...danger,
    lexicon,
    ordinary: [
      ...ordinaryOf(asked, services),
      ...smallTalk.flatMap(({ phrases }) => phrases),
      ...schemes.filter(({ id }) => !services.has(id)).flatMap(({ name, aliases }) => [name.hi, name.hne, ...aliases]),
    ],
  });
  const talkMatcher = createPhraseMatcher(smallTalk);
  const outsideMatcher = createPhraseMatcher([
    {
      id: 'outside',
      phrases: outside.states.flatMap((state) =>
        outside.templates.map((template) => template.replace('{state}', state)),
      ),
    },
  ]);
  return {
    schemes,
    schemeById: new Map(schemes.map((scheme) => [scheme.id, scheme])),
    categories,
    search: createSearch({ schemes, concepts, lexicon, asked }),
    districts,
    districtsIn: createDistrictSearch(districts),
    dangerIn: (text) => {
      const found = findDanger(text);
      const emergency = emergencyOf.get(found?.kind ?? '');
      return found === undefined || emergency === undefined
        ? undefined
        : { grade: found.grade, emergency, also: emergencyOf.get(found.also ?? '') };
    },
    smallTalkIn: (text) => {
      const match = talkMatcher.find(text);
      const talk = smallTalk.find(({ id }) => id === match?.id);
      return match === undefined || talk === undefined ? undefined : { talk, coverage: match.coverage };
    },
    isOutside: (text) => outsideMatcher.find(text) !== undefined,
  };
}
