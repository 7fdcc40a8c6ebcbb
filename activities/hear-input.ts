import { graver, type Incident } from '../domain/case/incident.js';
import type { CustomerInput } from '../domain/case/commands.js';
import type { CaseStore } from '../ports/case-store.js';
import type { Clock } from '../ports/clock.js';
import type { CustomerStore } from '../ports/customer-store.js';
import type { IncidentStore } from '../ports/incident-store.js';
import type { InputStore, StoredInput } from '../ports/input-store.js';
import type { Recoveries } from '../ports/recoveries.js';
import { tellOpenCase, type Word } from './tell-open-case.js';

/** What telling a case of its customer's words works on. */
export interface HearingSources {
  readonly clock: Clock;
  readonly inputs: Pick<InputStore, 'heard'>;
  readonly cases: Pick<CaseStore, 'unclosedOf' | 'get' | 'list'>;
  readonly incidents: Pick<IncidentStore, 'put' | 'get'>;
  readonly customers: Pick<CustomerStore, 'get'>;
  readonly recoveries: Pick<Recoveries, 'report' | 'tell'>;
  /** The characters by which a customer names an incident. */
  readonly referenceOf: (tenant: string, incidentId: string) => string;
}

/** An input of which it is known whose it is. */
type Owned = StoredInput & { readonly customerId: string };

/** A repeat is told to people who do not know what it is about: the least that it is taken for, whatever the criteria say. */
const LEAST_SEVERITY = 'medium';
/** The category of a word out of the blue: no protocol claims it, so the default one takes it. */
const OUT_OF_THE_BLUE = 'customer_message';

/**
 * Tells the customer's open case, whichever it is, of an input that is stored; where none is open, whatever asks for a
 * person is reported as an incident, a repeat of the case that it is about. Until the case has recorded it, or nobody has
 * to, it counts as not heard: a repeat of this call is harmless, and the sweep makes one. Rejects when no case could be told.
 */
export async function hearInput(deps: HearingSources, input: StoredInput): Promise<void> {
  const { customerId } = input;
  if (customerId === undefined) return;
  const owned = { ...input, customerId };
  if (input.automatic === true) return noted(deps, input);
  // What has opened a case is its story already; a call has still to be made.
  if (input.kind !== 'call_me' && (await isReported(deps, input))) return report(deps, owned);
  const wordIn = (caseId: string): Word | undefined => {
    const word = wordOf(input, input.caseId !== undefined && input.caseId !== caseId);
    return word && { ...word, actor: 'customer' };
  };
  if (await tellOpenCase(deps, owned, wordIn)) return;
  if (opensNothing(input)) return noted(deps, input);
  return report(deps, owned);
}

/** A thanks or a yes needs no case. */
function opensNothing({ kind, reading }: StoredInput): boolean {
  return kind === 'settled' || (kind === 'reply' && reading === 'thanks');
}

function noted({ inputs, clock }: HearingSources, { tenant, inputId }: StoredInput): Promise<void> {
  return inputs.heard(tenant, [inputId], clock.now());
}

/** A "not yet" about another case is something to read in this one. */
function wordOf(
  { kind, inputId: input, reading, severity }: StoredInput,
  elsewhere: boolean,
): CustomerInput | undefined {
  // What is settled in a case that is over says nothing of another.
  if (kind === 'settled' && elsewhere) return undefined;
  if (kind === 'not_settled' && elsewhere) return { type: 'customer_replied', input, reading: 'reply' };
  if (kind !== 'reply') return { type: kind, input };
  return { type: 'customer_replied', input, reading, ...(severity !== undefined && { severity }) };
}

async function report(deps: HearingSources, input: Owned): Promise<void> {
  const { tenant, customerId, kind, inputId } = input;
  const incident = await repeatOf(deps, input);
  // Nobody has reported this customer: there is no one to write to, so the input stays in the list of what waits.
  if (incident === undefined) return;
  const incidentId = incident.id;
  await deps.incidents.put(incident);
  const stored = await deps.incidents.get({ tenant, incidentId });
  if (stored?.state.kind === 'waiting') await deps.recoveries.report({ tenant, customerId, incidentId });
  if (kind !== 'call_me') return noted(deps, input);
  const call = { type: kind, input: inputId, tenant, customerId, caseId: incidentId, actor: 'customer' } as const;
  await deps.recoveries.tell(call);
}

async function isReported({ incidents }: HearingSources, { tenant, inputId }: StoredInput): Promise<boolean> {
  return (await incidents.get({ tenant, incidentId: repeatId(inputId) })) !== undefined;
}

/** The same for each repeat of the call, so that an input opens one case at most. */
function repeatId(inputId: string): string {
  return `again-${inputId}`;
}

async function repeatOf(deps: HearingSources, input: Owned): Promise<Incident | undefined> {
  const { tenant, customerId, inputId, receivedAt, severity } = input;
  const known = await deps.customers.get({ tenant, customerId });
  if (known === undefined) return undefined;
  const id = repeatId(inputId);
  const earlier = await earlierCase(deps, input);
  const first = earlier && (await deps.incidents.get({ tenant, incidentId: earlier.caseId }))?.incident;
  const grave = graver(LEAST_SEVERITY, severity ?? LEAST_SEVERITY);
  const subject = first?.subject ?? input.subject;
  return {
    tenant,
    id,
    reference: deps.referenceOf(tenant, id),
    source: 'interaction',
    confidence: 1,
    category: earlier?.view.incidents[0]?.category ?? first?.category ?? OUT_OF_THE_BLUE,
    leastSeverity: graver(grave, earlier?.view.severity ?? grave),
    occurredAt: receivedAt,
    reportedAt: deps.clock.now(),
    story: storyOf(input),
    customer: known.customer,
    ...(subject !== undefined && { subject }),
    ...(first?.facts !== undefined && { facts: first.facts }),
    ...(earlier !== undefined && { repeatOf: earlier.caseId }),
  };
}

/** The case that the input names, else the customer's last. */
async function earlierCase({ cases }: HearingSources, { tenant, customerId, caseId }: Owned) {
  const named = caseId === undefined ? undefined : await cases.get({ tenant, caseId });
  if (named !== undefined && named.customerId === customerId) return named;
  return (await cases.list({ tenant, customerId }, { limit: 1 })).items[0];
}

function storyOf({ kind, text }: StoredInput): string {
  if (text !== undefined && text !== '') return text;
  switch (kind) {
    case 'call_me':
      return 'The customer asked for a call.';
    case 'not_settled':
      return 'The customer says that it is not settled.';
    case 'reply':
    case 'settled':
      return 'The customer wrote, without a word that could be kept.';
  }
}
