import type { People } from './people.js';
import type { Roles } from './roles.js';

const DAY_MS = 24 * 3_600_000;

/**
 * Finds whom nobody has seen for a long time: they are forgotten, because what is not used is not
 * kept. Members of the team stay.
 * @param today day in India, `YYYY-MM-DD`
 * @param days after which an inactive person is forgotten
 */
export async function inactivePeople(people: People, roles: Roles, today: string, days: number): Promise<number[]> {
  const before = new Date(Date.parse(today) - days * DAY_MS).toISOString().slice(0, 10);
  const inactive: number[] = [];
  for await (const { id, firstSeen, lastSeen } of people.all()) {
    if ((lastSeen ?? firstSeen) < before && (await roles.of(id)) === undefined) inactive.push(id);
  }
  return inactive;
}
