import type { FastifyBaseLogger } from 'fastify';
import { LONGEST_SENDER, LONGEST_SUBJECT, LONGEST_TEXT } from '../domain/contact/customer-words.js';
import { graveWording } from '../domain/contact/grave-wording.js';
import { readingOf } from '../domain/contact/reply-reading.js';
import type { StoredInput } from '../ports/input-store.js';
import type { ServerDependencies } from './dependencies.js';

/** What taking an input works on. */
export type TakingSources = Pick<ServerDependencies, 'hearInput'> & {
  readonly stores: Pick<ServerDependencies['stores'], 'inputs' | 'programmes' | 'customers'>;
};

/** An input as it came in, before anybody has read it. */
export type NewInput = Omit<StoredInput, 'reading' | 'severity' | 'rule' | 'programme'>;

/**
 * Takes what a customer wrote or did: reads it, stores it, then tells their case. The same id again changes nothing. That a
 * case could not be told is no fault of the customer: it is logged, and the sweep tells it again.
 */
export async function takeInput(
  deps: TakingSources,
  input: NewInput,
  log: Pick<FastifyBaseLogger, 'error'>,
): Promise<'stored' | 'known'> {
  const { subject, text, from, ...told } = input;
  const written = {
    ...told,
    ...(subject !== undefined && { subject: subject.slice(0, LONGEST_SUBJECT) }),
    ...(text !== undefined && { text: text.slice(0, LONGEST_TEXT) }),
    ...(from !== undefined && { from: from.slice(0, LONGEST_SENDER) }),
  };
  const read = { ...written, ...(await readAs(deps, written)) };
  if ((await deps.stores.inputs.put(read)) === 'known') return 'known';
  try {
    await deps.hearInput(read);
  } catch (error) {
    log.error({ err: error }, 'a case did not hear of its customer yet');
  }
  return 'stored';
}

/** What the wording says, by the rules of the tenant's programme; nothing of what a machine wrote. */
async function readAs(
  { stores }: TakingSources,
  { tenant, customerId, text = '', subject = '', automatic, kind }: NewInput,
): Promise<Pick<StoredInput, 'reading' | 'severity' | 'rule' | 'programme'>> {
  if (kind !== 'reply' || automatic === true) return { reading: 'reply' };
  const [current, record] = await Promise.all([
    stores.programmes.current(tenant),
    customerId === undefined ? undefined : stores.customers.get({ tenant, customerId }),
  ]);
  const reading = readingOf(text, record?.customer.name);
  // A subject that answers ours says our words.
  const own = /^\s*(?:re|aw|fwd?|wg|rv)\s*:/i.test(subject) ? '' : subject;
  const grave = graveWording(`${own}\n${text}`, current?.programme.wording ?? []);
  if (grave === undefined || current === undefined) return { reading };
  // Whoever thanks us with the word "lawyer" does not plainly thank us.
  return { reading: 'reply', severity: grave.severity, rule: grave.rule, programme: current.hash };
}
