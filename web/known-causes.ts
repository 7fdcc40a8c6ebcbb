import type { CauseRecord, CauseRef } from '../ports/cause-store.js';
import { utc } from '../domain/instant-words.js';
import type { CauseAnswer } from './api/cause.js';
import { causeAnswer } from './cause-answer.js';
import type { ServerDependencies } from './dependencies.js';
import { Problem } from './problem.js';

type Stores = Pick<ServerDependencies['stores'], 'cases' | 'causes'>;

/** So many names are told to whoever asks for one that is not known. */
const MOST_NAMED = 10;

/** How a cause stands. Throws where no case was resolved under this name, with the names that come nearest. */
export async function knownCause({ cases, causes }: Stores, { tenant, cause }: CauseRef): Promise<CauseAnswer> {
  const record = await causes.get({ tenant, cause });
  const named = record === undefined ? await cases.rootCauses(tenant) : [cause];
  if (named.includes(cause)) return causeAnswer(cause, record);
  const nearest = [...named].sort((a, b) => distance(cause, a) - distance(cause, b)).slice(0, MOST_NAMED);
  const known = nearest.length === 0 ? 'None has a root cause yet.' : `Known are ${nearest.join(', ')}.`;
  throw new Problem('not_found', { detail: `No case was resolved under this name. ${known}` });
}

/** Throws where something else is on record about the same state: it stands, and would hide what is said now. */
export function refuseOtherNote(said: CauseRecord, { state, at, actor, note }: CauseRecord): void {
  if (note === said.note) return;
  const other = state === 'fixed' ? 'open (--reopen)' : 'fixed';
  const stands = `It is ${state} since ${utc(at)} already, as ${actor} said with another note.`;
  throw new Problem('settled', { detail: `${stands} Yours was not kept: say first that it is ${other}.` });
}

/** How many letters have to be put in, left out or changed to make one name of the other. */
function distance(one: string, other: string): number {
  const first = Array.from({ length: other.length + 1 }, (_, at) => at);
  const last = Array.from(one).reduce((above, letter, row) => {
    return Array.from(other).reduce(
      (line, wanted, at) => {
        const changed = (above[at] ?? 0) + (letter === wanted ? 0 : 1);
        return [...line, Math.min(changed, (line[at] ?? 0) + 1, (above[at + 1] ?? 0) + 1)];
      },
      [row + 1],
    );
  }, first);
  return last.at(-1) ?? 0;
}
