/**
 * Facet: the part of a scheme that a question asks for. `about` is answered from the summary,
 * the others from `facets` of the record.
 */
export const FACETS = [
  'about',
  'benefit',
  'eligibility',
  'exclusions',
  'documents',
  'apply',
  'status',
  'deadline',
  'office',
  'helpline',
  'trouble',
] as const;
export type Facet = (typeof FACETS)[number];

/** Facets that are written out in a record. */
export const WRITTEN_FACETS = FACETS.filter((facet): facet is Exclude<Facet, 'about'> => facet !== 'about');
export type WrittenFacet = (typeof WRITTEN_FACETS)[number];
