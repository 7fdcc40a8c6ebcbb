import type { CaseList } from '../web/api/case.js';
import { usageFailure } from './failure.js';
import type { Server } from './server.js';

/** What may be a reference: eight letters and digits, in one group or two. Which of them are none, the server knows. */
const likeReference = /^[0-9A-TV-Z]{4}[- ]?[0-9A-TV-Z]{4}$/i;

/** How help names what `caseIdOf` takes. */
export const NAMED_CASE = 'the id of the case, or a reference that its customer has';

/** The id of the case that a person names, by that id or by the reference of an incident in it. Throws `CommandFailure`. */
export async function caseIdOf(server: Server, named: string): Promise<string> {
  if (!likeReference.test(named)) return named;
  const query = new URLSearchParams({ reference: named });
  const { items } = await server.ask<CaseList>({ method: 'GET', path: `/v1/cases?${query.toString()}` });
  if (items.length > 1) {
    const ids = items.map(({ caseId }) => caseId).join(', ');
    throw usageFailure(`${named} is a reference of several cases. Name one by its id: ${ids}.`);
  }
  return items[0]?.caseId ?? named;
}
