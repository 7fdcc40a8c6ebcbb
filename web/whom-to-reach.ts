import { foldKnown } from '../domain/case/evolve.js';
import type { Incident } from '../domain/case/incident.js';
import type { IncidentInCase } from '../domain/case/recovery-case.js';
import { unsaidTexts } from '../domain/journey/unsaid-texts.js';
import { promisedCall } from '../domain/journey/watchers/answer-customer.js';
import { owedToTell } from '../domain/journey/watchers/reach-by-hand.js';
import { partsOf } from '../domain/sends/send-key.js';
import type { Task } from '../domain/tasks/task.js';
import type { StoredCase } from '../ports/case-store.js';
import type { TaskItem, UnsaidText, WrittenInput } from './api/task.js';
import type { ServerDependencies } from './dependencies.js';
import { knownCustomer } from './known-customer.js';
import { referenceOf } from './reference.js';
import { textOf } from './send-answer.js';
import { saidBy } from './task-item.js';

/** What finding out needs of the world. */
export type Finding = Pick<ServerDependencies, 'received' | 'hashAddress'> & {
  readonly stores: Pick<ServerDependencies['stores'], 'customers' | 'addresses' | 'incidents' | 'inputs' | 'texts'>;
};

/**
 * Whom a person has to reach, where, and what to tell them; nothing for other tasks, and once it is done. It names the
 * customer: for the eyes of staff alone.
 */
export async function whomToReach(
  deps: Finding,
  { id, kind, done, send }: Pick<Task, 'id' | 'kind' | 'done' | 'send'>,
  found: StoredCase | undefined,
): Promise<
  Pick<TaskItem, 'customerId' | 'customer' | 'reference' | 'promisedAt' | 'owed' | 'text' | 'wrote' | 'unsaid'>
> {
  if (kind === 'settle_send' || done !== undefined || found === undefined) return {};
  const { tenant, customerId, view } = found;
  const customer = await knownCustomer(deps, { tenant, customerId });
  const whom = { customerId, ...(customer && { customer }), reference: view.reference };
  if (kind !== 'reach_customer') return { ...whom, ...callAsPromised(found, id), wrote: await wroteIn(deps, found) };
  if (send === undefined) return { ...whom, owed: await owedBy(deps, found), ...(await unsaidIn(deps, found)) };
  // Whom to reach is worth knowing even where the text cannot be made again.
  const said = await deps.received.ofSlot(found, partsOf(send).slot).catch(() => undefined);
  return { ...whom, owed: [saidBy(send)], ...(said !== undefined && { text: textOf(said) }) };
}

function callAsPromised({ journal }: StoredCase, task: string): Pick<TaskItem, 'promisedAt'> {
  const c = foldKnown(journal);
  const promisedAt = c.phase === 'new' ? undefined : promisedCall(c, task);
  return promisedAt === undefined ? {} : { promisedAt };
}

/** So much of what a customer wrote is shown, the last of it. */
const MOST_SHOWN = 20;

/** What the customer wrote or did in this case; what a machine answered is not among it. */
async function wroteIn({ stores }: Finding, { tenant, journal }: StoredCase): Promise<readonly WrittenInput[]> {
  const heard = journal.flatMap((event) => ('input' in event ? [event.input] : []));
  const found = await stores.inputs.these(tenant, heard.slice(-MOST_SHOWN));
  return found.map(({ receivedAt: at, kind, channel, subject, text, attachments }) => ({
    at,
    kind,
    channel,
    ...(subject !== undefined && { subject }),
    ...(text !== undefined && { text }),
    ...(attachments !== undefined && { attachments }),
  }));
}

async function unsaidIn(
  { stores }: Finding,
  { tenant, caseId, journal }: StoredCase,
): Promise<Pick<TaskItem, 'unsaid'>> {
  const c = foldKnown(journal);
  const found = c.phase === 'new' ? [] : unsaidTexts(c);
  const kept = await Promise.all(found.map(({ text }) => stores.texts.get({ tenant, caseId, requestId: text })));
  const unsaid = kept.flatMap((one): readonly UnsaidText[] => {
    if (one === undefined) return [];
    const { at, actor, subject, text } = one;
    return [{ at, actor, text, ...(subject !== undefined && { subject }) }];
  });
  return unsaid.length > 0 ? { unsaid } : {};
}

function owedBy(deps: Finding, { tenant, journal }: StoredCase): Promise<readonly string[]> {
  const c = foldKnown(journal);
  return Promise.all((c.phase === 'new' ? [] : owedToTell(c)).map((incident) => owedOf(deps, tenant, incident)));
}

/** What is owed of an incident, by the words that its customer knows it by. */
async function owedOf({ stores }: Finding, tenant: string, { id, resolvedAt }: IncidentInCase): Promise<string> {
  const stored = await stores.incidents.get({ tenant, incidentId: id });
  const { subject, reference = referenceOf(tenant, id) }: Partial<Incident> = stored?.incident ?? {};
  const named = `${subject === undefined ? 'their report' : `"${subject}"`} (reference ${reference})`;
  return resolvedAt === undefined
    ? `that we have ${named} and are at work on it`
    : `that ${named} is resolved, and how`;
}
