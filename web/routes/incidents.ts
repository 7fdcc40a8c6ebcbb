import type { Incident } from '../../domain/case/incident.js';
import { access, allow, callerOf } from '../access.js';
import {
  incidentBody,
  incidentListQuery,
  incidentParams,
  type IncidentAnswer,
  type IncidentBody,
  type IncidentReceipt,
  type RefusalList,
} from '../api/incident.js';
import type { Programme } from '../../ports/programme-store.js';
import type { ServerDependencies } from '../dependencies.js';
import { Problem } from '../problem.js';
import { referenceOf } from '../reference.js';
import { takeOverOptOuts } from '../take-over-opt-outs.js';
import { invalid, type App } from '../validation.js';

/** How far ahead of our clock a reporter's clock may be. */
const CLOCK_SKEW = 5 * 60_000;

/** Intake of incidents, and what became of them. */
export function incidentRoutes(app: App, dependencies: ServerDependencies): void {
  const { stores, clock, publicUrl } = dependencies;

  app.post(
    '/v1/incidents',
    { preParsing: allow(access.report), schema: { body: incidentBody } },
    async (request, reply) => {
      const incident = incidentOf(request.body, callerOf(request).tenant, clock.now());
      await takeIn(incident, dependencies);
      return reply.code(202).send(receiptOf(incident, publicUrl));
    },
  );

  refusalRoute(app, dependencies);

  app.get(
    '/v1/incidents/:id',
    { preParsing: allow(access.read), schema: { params: incidentParams } },
    async (request) => {
      const { tenant } = callerOf(request);
      const found = await stores.incidents.get({ tenant, incidentId: request.params.id });
      if (found === undefined) throw new Problem('not_found', { detail: 'No incident of this id was reported.' });
      const { incident, state } = found;
      const current = await stores.programmes.current(tenant);
      return {
        ...receiptOf(incident, publicUrl),
        customerId: incident.customer.id,
        reportedAt: incident.reportedAt,
        state: state.kind,
        ...takenBy(incident.category, current?.programme),
        caseId: state.kind === 'in_case' ? state.caseId : null,
        reason: state.kind === 'refused' ? state.reason : null,
      } satisfies IncidentAnswer;
    },
  );
}

/** Who takes a category as things are now: the case itself keeps the programme of its first day. */
function takenBy(
  category: string,
  programme: Pick<Programme, 'protocols'> | undefined,
): Pick<IncidentAnswer, 'category' | 'protocol' | 'claimed'> {
  if (programme === undefined) return { category, protocol: null, claimed: false };
  const claiming = programme.protocols.find(({ categories }) => categories.includes(category));
  return { category, protocol: claiming?.name ?? 'default', claimed: claiming !== undefined };
}

/** Which incidents were refused, and why: a refusal is never silent. */
function refusalRoute(app: App, { stores }: ServerDependencies): void {
  app.get(
    '/v1/incidents',
    { preParsing: allow(access.read), schema: { querystring: incidentListQuery } },
    async (request) => {
      const { items, next = null } = await stores.incidents.refused(callerOf(request).tenant, request.query);
      return { items, next } satisfies RefusalList;
    },
  );
}

function incidentOf(body: IncidentBody, tenant: string, now: number): Incident {
  if (body.occurredAt > now + CLOCK_SKEW) {
    throw invalid([{ field: 'occurredAt', reason: 'This is more than five minutes ahead.' }]);
  }
  return { ...body, tenant, reference: referenceOf(tenant, body.id), reportedAt: now };
}

/** Stores first, then tells the customer's recovery. Whatever fails in between, a repeat or the sweep goes on from there. */
async function takeIn(incident: Incident, deps: ServerDependencies): Promise<void> {
  const { stores, recoveries } = deps;
  const { tenant, id: incidentId, customer } = incident;
  const kept = await stores.incidents.put(incident);
  if (kept === 'different') {
    throw new Problem('incident_differs', { errors: [{ field: 'id', reason: 'Reported before with other content.' }] });
  }
  const known = kept === 'same' ? await stores.incidents.get({ tenant, incidentId }) : undefined;
  // Taken up or refused already: signalling it again would open a run with nothing to do.
  if (known !== undefined && known.state.kind !== 'waiting') return;
  // Only a report that was kept says anything of its customer; a repeat adds what a crash in between left out.
  await stores.customers.upsert(tenant, customer, (known?.incident ?? incident).reportedAt);
  await takeOverOptOuts(deps, { tenant, customerId: customer.id });
  await recoveries.report({ tenant, customerId: customer.id, incidentId });
}

function receiptOf({ id, reference }: Incident, publicUrl: string): IncidentReceipt {
  return { incidentId: id, reference, url: `${publicUrl}/v1/incidents/${encodeURIComponent(id)}` };
}
