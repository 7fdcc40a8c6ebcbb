import { breakPoint } from '../domain/case/break-point.js';
import { foldKnown } from '../domain/case/evolve.js';
import type { OpenCase } from '../domain/case/recovery-case.js';
import { channels } from '../domain/contact/channels.js';
import { stopsAll } from '../domain/contact/opt-outs.js';
import { addressOn, reachableBy } from '../domain/contact/reachable.js';
import type { StoredCase } from '../ports/case-store.js';
import type {
  CaseContext,
  ContextConsent,
  ContextCustomer,
  ContextInput,
  ContextReport,
  EarlierCase,
} from './api/case-context.js';
import { caseAnswer } from './case-answer.js';
import type { ServerDependencies } from './dependencies.js';
import { knownConsents } from './known-consents.js';
import { otherSystems } from './other-systems.js';
import { Problem } from './problem.js';
import { taskItem } from './task-item.js';
import { toldOn } from './told-on.js';

/** The most tasks that are shown: a case has fewer. */
const MOST_TASKS = 200;
/** The most earlier cases that are shown: nobody reads more. */
const MOST_CASES = 50;

/** Everything about a case that whoever takes it has to know. Other systems are asked meanwhile, and never waited for long. */
export async function caseContext(deps: ServerDependencies, found: StoredCase): Promise<CaseContext> {
  const { stores, received, clock } = deps;
  const sends = await stores.sends.ofCase(found.tenant, found.caseId);
  const stored = toldOn(found, sends);
  const c = foldKnown(stored.journal);
  if (c.phase === 'new') throw new Problem('unavailable', { detail: 'The case is being opened: repeat the request.' });
  const now = clock.now();
  const ours = <T>(value: T) => ({ source: 'amends', asOf: now, state: 'known', value }) as const;
  const { tenant, customerId, caseId, journal, view } = stored;
  const others = otherSystems(deps, { tenant, customerId });
  const { items: tasks } = await stores.tasks.list({ tenant, caseId }, { limit: MOST_TASKS });
  const notes = await stores.notes.ofCase({ tenant, caseId });
  const consent = await consentOf(deps, stored, c);
  const { summary, details, timeline } = caseAnswer(stored, { sends, tasks: [], now });
  return {
    caseId,
    customerId,
    reference: view.reference,
    summary,
    customer: ours(await shownCustomer(deps, stored, consent)),
    lastBreak: ours(breakPoint(journal, c.protocol.survey.target) ?? null),
    reports: ours(await reportsOf(deps, stored, c)),
    promises: ours(details.promises),
    messages: ours(await received.ofCase(stored)),
    inputs: ours(await inputsOf(deps, stored, c)),
    attempts: ours(details.messages),
    tasks: ours(tasks.map(taskItem)),
    notes: ours(notes.map(({ at, actor, note }) => ({ at, actor, note }))),
    offers: ours(offersOf(c)),
    consent: ours(consent),
    earlierCases: ours(await earlierCases(deps, stored)),
    timeline: ours(timeline),
    ...(await others),
  };
}

type Stores = Pick<ServerDependencies, 'stores'>;

async function shownCustomer(
  { stores }: Stores,
  { tenant, customerId }: StoredCase,
  consent: ContextConsent,
): Promise<ContextCustomer> {
  const record = await stores.customers.get({ tenant, customerId });
  if (record === undefined) return { id: customerId, locale: '', reachableBy: [] };
  const { email: _e, phone: _p, ...rest } = record.customer;
  const open = consent.channels.filter((one) => one.stoppedAt === undefined && !one.closedBecause.some(stopsAll));
  const inOrder = open.map(({ channel }) => channel);
  return { ...rest, reachableBy: reachableBy(record.customer, inOrder) };
}

async function reportsOf({ stores }: Stores, { tenant }: StoredCase, c: OpenCase): Promise<readonly ContextReport[]> {
  const found = await Promise.all(c.incidents.map(({ id }) => stores.incidents.get({ tenant, incidentId: id })));
  return found.flatMap((one) => {
    if (one === undefined) return [];
    const { tenant: _t, customer: _c, ...report } = one.incident;
    return [report];
  });
}

async function inputsOf({ stores }: Stores, { tenant }: StoredCase, c: OpenCase): Promise<readonly ContextInput[]> {
  const found = await stores.inputs.these(tenant, c.inputs);
  return found.map(({ kind, channel, receivedAt, reading, subject, text }) => {
    const said = { ...(subject !== undefined && { subject }), ...(text !== undefined && { text }) };
    return { kind, channel, receivedAt, reading, ...said };
  });
}

function offersOf({ act }: OpenCase): CaseOffers {
  if (act === undefined) return [];
  const { act: kind, amount, state, requestedAt } = act;
  return [{ act: kind, amount, state, requestedAt }];
}

type CaseOffers = Extract<CaseContext['offers'], { state: 'known' }>['value'];

async function consentOf(
  deps: Pick<ServerDependencies, 'stores' | 'hashAddress'>,
  { tenant, customerId, view }: StoredCase,
  c: OpenCase,
): Promise<ContextConsent> {
  const { stores, hashAddress } = deps;
  const record = await stores.customers.get({ tenant, customerId });
  const said = await knownConsents(deps, { tenant, customerId });
  const byChannel = channels.map(async (channel) => {
    const address = record && addressOn(record.customer, channel);
    const stops = address === undefined ? [] : await stores.addresses.stops(hashAddress(channel, address));
    const stopped = c.stopped[channel];
    return {
      channel,
      noSurveys: c.surveysStopped.includes(channel),
      closedBecause: stops.map(({ reason }) => reason),
      ...(stopped !== undefined && { stoppedAt: stopped.at }),
    };
  });
  return { channels: await Promise.all(byChannel), said, lease: view.lease };
}

async function earlierCases({ stores }: Stores, stored: StoredCase): Promise<readonly EarlierCase[]> {
  const { tenant, customerId, view } = stored;
  const { items } = await stores.cases.list({ tenant, customerId }, { limit: MOST_CASES });
  return items.filter((one) => one.view.number < view.number).map(earlierCase);
}

function earlierCase({ caseId, view }: Pick<StoredCase, 'caseId' | 'view'>): EarlierCase {
  const { reference, number, protocol, openedAt, closedAt, outcome, cause, verdict, incidents } = view;
  return {
    caseId,
    reference,
    number,
    protocol,
    openedAt,
    categories: [...new Set(incidents.map(({ category }) => category))],
    ...(closedAt !== undefined && { closedAt }),
    ...(outcome !== undefined && { outcome }),
    ...(cause !== undefined && { cause }),
    ...(verdict !== undefined && { verdict }),
  };
}
