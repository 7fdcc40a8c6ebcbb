import type { FastifyBaseLogger } from 'fastify';
import { LONGEST_SENDER, LONGEST_SUBJECT, LONGEST_TEXT } from '../domain/contact/customer-words.js';
import { graveWording } from '../domain/contact/grave-wording.js';
import type { OwnWords } from '../domain/contact/quoted-history.js';
import { mailReading } from '../domain/contact/reply-reading.js';
import type { StoredInput } from '../ports/input-store.js';
import type { ServerDependencies } from './dependencies.js';

/** What taking an input works on. */
export type TakingSources = Pick<ServerDependencies, 'hearInput'> & {
  readonly stores: Pick<ServerDependencies['stores'], 'inputs' | 'programmes' | 'customers'>;
};

/** An input as it came in, before anybody has read it. */
export type NewInput = Omit<StoredInput, 'reading' | 'severity' | 'rule' | 'programme'> & Pick<OwnWords, 'whole'>;

/**
 * Takes what a customer wrote or did: reads it, stores it, then tells their case. The same id again changes nothing. That a
 * case could not be told is no fault of the customer: it is logged, and the sweep tells it again.
 */
export async function takeInput(
  deps: TakingSources,
  input: NewInput,
  log: Pick<FastifyBaseLogger, 'error'>,
): Promise<'stored' | 'known'> {
  const { whole, ...written } = shortened(input);
  const read = { ...written, ...(await readAs(deps, { ...written, whole })) };
  if ((await deps.stores.inputs.put(read)) === 'known') return 'known';
  try {
    await deps.hearInput(read);
  } catch (error) {
    log.error({ err: error }, 'a case did not hear of its customer yet');
  }
  return 'stored';
}

/** No longer than it is kept. */
function shortened(input: NewInput): NewInput {
  const { subject, text, from, whole } = input;
  return {
    ...input,
    ...(subject !== undefined && { subject: subject.slice(0, LONGEST_SUBJECT) }),
    ...(text !== undefined && { text: text.slice(0, LONGEST_TEXT) }),
    ...(from !== undefined && { from: from.slice(0, LONGEST_SENDER) }),
    whole: whole?.slice(0, LONGEST_TEXT),
  };
}

/** What the wording says, by the rules of the tenant's programme, and the words it says it in; nothing of what a machine wrote. */
async function readAs(
  { stores }: TakingSources,
  { tenant, customerId, text: own, whole, subject = '', automatic, kind }: NewInput,
): Promise<Pick<StoredInput, 'text' | 'reading' | 'severity' | 'rule' | 'programme'>> {
  if (kind !== 'reply' || automatic === true || own === undefined) return { reading: 'reply' };
  const [current, record] = await Promise.all([
    stores.programmes.current(tenant),
    customerId === undefined ? undefined : stores.customers.get({ tenant, customerId }),
  ]);
  const { text, reading } = mailReading({ text: own, whole }, record?.customer.name);
  // A subject that answers ours says our words.
  const heading = /^\s*(?:re|aw|fwd?|wg|rv)\s*:/i.test(subject) ? '' : subject;
  const grave = graveWording(`${heading}\n${text}`, current?.programme.wording ?? []);
  if (grave === undefined || current === undefined) return { text, reading };
  // Whoever thanks us with the word "lawyer" does not plainly thank us.
  return { text, reading: 'reply', severity: grave.severity, rule: grave.rule, programme: current.hash };
}
