import { setTimeout as pause } from 'node:timers/promises';
import type { CaseRef, CaseStore, StoredCase } from '../../ports/case-store.js';
import type { IncidentState, IncidentStore } from '../../ports/incident-store.js';
import { access, allow, callerOf, isStaff } from '../access.js';
import { caseListQuery, caseParams, caseQuery, type CaseAnswer, type CaseList } from '../api/case.js';
import { caseAnswer, itemOf } from '../case-answer.js';
import type { ServerDependencies } from '../dependencies.js';
import { listed } from '../listed.js';
import { defaultReadPatience } from '../patience.js';
import { Problem } from '../problem.js';
import { toldOn } from '../told-on.js';
import { unknownNames } from '../unknown-names.js';
import type { App } from '../validation.js';

/** Milliseconds from look to look of a reader who waits for its own write. */
const LOOK_EVERY = 50;

/** More open tasks than a case can have: it has one for each of its messages at most. */
const MOST_TASKS = 200;

/** Lists and single cases, from the read model; no workflow is asked. */
export function caseRoutes(app: App, dependencies: ServerDependencies): void {
  const { stores, clock, readPatience = defaultReadPatience.asked } = dependencies;
  app.get('/v1/cases', { preParsing: allow(access.read), schema: { querystring: caseListQuery } }, async (request) => {
    const { cursor, limit, order, reference, ...filter } = request.query;
    const { tenant } = callerOf(request);
    const named = reference === undefined ? {} : { caseIds: await casesUnder(stores.incidents, tenant, reference) };
    const page = await stores.cases.list({ tenant, ...filter, ...named }, request.query);
    const list: CaseList = listed(page, itemOf);
    if (list.items.length > 0 || (filter.team ?? filter.protocol) === undefined) return list;
    const current = await stores.programmes.current(tenant);
    const note = current && unknownNames(current.programme, filter);
    return note === undefined ? list : ({ ...list, note } satisfies CaseList);
  });

  app.get(
    '/v1/cases/:id',
    { preParsing: allow(access.read), schema: { params: caseParams, querystring: caseQuery } },
    async (request) => {
      const caller = callerOf(request);
      const ref = { tenant: caller.tenant, caseId: request.params.id };
      const found = await storedCase(stores, ref);
      const { minSeq = 0 } = request.query;
      const current = found.seq >= minSeq ? found : await caughtUp(stores.cases, { ...ref, minSeq }, readPatience);
      const sends = await stores.sends.ofCase(ref.tenant, ref.caseId);
      const { items: tasks } = await stores.tasks.list({ ...ref, open: true }, { limit: MOST_TASKS });
      const { rootCause } = current.view;
      const cause =
        rootCause === undefined ? undefined : await stores.causes.get({ tenant: ref.tenant, cause: rootCause });
      const answer = caseAnswer(toldOn(current, sends), { sends, tasks, ...(cause && { cause }), now: clock.now() });
      if (!isStaff(caller)) return answer;
      const notes = await stores.notes.ofCase(ref);
      return { ...answer, notes: notes.map(({ at, actor, note }) => ({ at, actor, note })) } satisfies CaseAnswer;
    },
  );
}

/** The cases that a customer may mean by a reference: the one that holds the incident it was given for. */
async function casesUnder(incidents: IncidentStore, tenant: string, reference: string): Promise<readonly string[]> {
  const found = await incidents.referenced(tenant, reference);
  return found.flatMap(({ state }) => (state.kind === 'in_case' ? [state.caseId] : []));
}

/** The case as stored. Throws a problem when there is none, or none yet, which says where an incident of this id has gone. */
export async function storedCase(
  { cases, incidents }: Pick<ServerDependencies['stores'], 'cases' | 'incidents'>,
  ref: CaseRef,
): Promise<StoredCase> {
  const found = await cases.get(ref);
  if (found !== undefined) return found;
  const reported = await incidents.get({ tenant: ref.tenant, incidentId: ref.caseId });
  throw notThere(ref, reported?.state);
}

/** A case shows itself a moment after it has taken up its first incident. */
function notThere({ caseId }: CaseRef, state: IncidentState | undefined): Problem {
  if (state?.kind === 'in_case' && state.caseId === caseId)
    return new Problem('unavailable', { detail: 'The case is being opened: repeat the request in a moment.' });
  return new Problem('not_found', { detail: `There is no case of this id${whereabouts(state)}.` });
}

function whereabouts(state: IncidentState | undefined): string {
  switch (state?.kind) {
    case 'in_case':
      return `; the incident of this id is in the case ${state.caseId}`;
    case 'refused':
      return `; the incident of this id was refused: ${state.reason}`;
    case 'waiting':
      return ' yet; the incident of this id has not been taken up';
    case undefined:
      return '';
  }
}

async function caughtUp(
  cases: CaseStore,
  { minSeq, ...ref }: CaseRef & { readonly minSeq: number },
  patience: number,
): Promise<StoredCase> {
  for (let waited = 0; waited < patience; waited += LOOK_EVERY) {
    await pause(LOOK_EVERY);
    const found = await cases.get(ref, minSeq);
    if (found !== undefined) return found;
  }
  throw new Problem('unavailable', { detail: 'The case has not come that far yet; ask again.' });
}
