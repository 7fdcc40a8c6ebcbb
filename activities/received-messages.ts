import type { CaseEvent } from '../domain/case/case-events.js';
import { foldKnown } from '../domain/case/evolve.js';
import type { MessageRecord, OpenCase } from '../domain/case/recovery-case.js';
import { isSurvey } from '../domain/contact/messages.js';
import { messageContext } from '../domain/journey/message-context.js';
import { FIRST_MINUTE } from '../domain/sends/first-minute.js';
import { abandoned } from '../domain/sends/claims.js';
import type { SendRow } from '../domain/sends/send-row.js';
import { sendKey } from '../domain/sends/send-key.js';
import type { StoredCase } from '../ports/case-store.js';
import type { ReceivedMessage, ReceivedMessages } from '../ports/received-messages.js';
import type { VoucherProvider } from '../ports/remedy-provider.js';
import type { MessageFacts } from '../ports/templates.js';
import type { Dependencies } from './dependencies.js';
import { notFound } from './failures.js';
import { messageFacts, type FactSources, type Moment } from './message-facts.js';

/** Where messages that went out are looked up. */
export interface ReceivedSources
  extends FactSources, Pick<Dependencies, 'clock' | 'sends' | 'customers' | 'surveys' | 'templates'> {
  readonly unsubscribeLinks: Pick<Dependencies['unsubscribeLinks'], 'url'>;
}

/** A message that the customer received or may have, with what the ledger knows of it. */
interface Sent {
  readonly record: MessageRecord;
  readonly row: SendRow | undefined;
  readonly at: number;
  readonly inDoubt: boolean;
}

/** Renders again what customers received, with what they alone may use masked. */
export function createReceivedMessages(deps: ReceivedSources): ReceivedMessages {
  const sources: ReceivedSources = {
    ...deps,
    links: { url: (surveyId) => maskedLink(deps.links.url(surveyId)) },
    unsubscribeLinks: { url: (mark) => maskedLink(deps.unsubscribeLinks.url(mark)) },
    caseLinks: { url: (action, mark) => maskedToken(deps.caseLinks.url(action, mark)) },
    vouchers: { find: (key) => maskedVoucher(deps.vouchers, key) },
  };
  return {
    ofCase: async (stored) => {
      const c = foldKnown(stored.journal);
      if (c.phase === 'new') return [];
      const rows = await deps.sends.ofCase(stored.tenant, stored.caseId);
      const sent = c.messages.flatMap((record) => {
        const row = rows.find(({ key }) => key === sendKey(stored.tenant, stored.caseId, record.slot));
        const fate = fateOf(record, row, deps.clock.now());
        return fate === undefined ? [] : [{ record, row, ...fate }];
      });
      sent.sort((a, b) => a.at - b.at);
      return Promise.all(sent.map((one) => renderedAgain(sources, stored, one)));
    },
    ofSlot: async (stored, slot) => {
      const c = foldKnown(stored.journal);
      const record = c.phase === 'new' ? undefined : c.messages.find((one) => one.slot === slot);
      if (record === undefined) return undefined;
      const row = await deps.sends.get(sendKey(stored.tenant, stored.caseId, slot));
      const at = row?.settledAt ?? record.endedAt ?? record.requestedAt;
      return renderedAgain(sources, stored, { record, row, at, inDoubt: row?.state === 'in_doubt' });
    },
  };
}

/** When the customer received a message, or may have; undefined when it never left. The ledger knows best. */
function fateOf(
  record: MessageRecord,
  row: SendRow | undefined,
  now: number,
): Pick<Sent, 'at' | 'inDoubt'> | undefined {
  const at = row?.settledAt ?? record.endedAt ?? record.requestedAt;
  const state = row === undefined ? record.state : abandoned(row, now) ? 'in_doubt' : row.state;
  const left = state === 'accepted' || state === 'delivered' || state === 'in_doubt';
  return left ? { at, inDoubt: state === 'in_doubt' } : undefined;
}

async function renderedAgain(deps: ReceivedSources, stored: StoredCase, sent: Sent): Promise<ReceivedMessage> {
  const { tenant, customerId, journal } = stored;
  const { record, row, at, inDoubt } = sent;
  const known = await deps.customers.get({ tenant, customerId });
  if (known === undefined) throw notFound(`customer ${customerId}`);
  const { timeZone } = known.customer;
  const c = caseAt(journal, record, at);
  const facts = await factsAgain(deps, stored, { sent, c, name: known.customer.name });
  const { slot, message, channel } = record;
  const { programme } = c.protocol;
  const request = { tenant, programme, message, channel, facts, ...(timeZone !== undefined && { timeZone }) };
  const today = await deps.templates.render({ ...request, locale: known.customer.locale });
  // The customer may have another language by now than the text had.
  const changed = row?.locale !== undefined && row.locale !== today.locale;
  const { locale, subject, text } = changed ? await deps.templates.render({ ...request, locale: row.locale }) : today;
  return { slot, message, channel, at, inDoubt, locale, ...(subject !== undefined && { subject }), text };
}

async function factsAgain(
  deps: ReceivedSources,
  { tenant, customerId, caseId }: StoredCase,
  { sent, c, name }: { readonly sent: Sent; readonly c: OpenCase; readonly name: string | undefined },
): Promise<MessageFacts> {
  const { record, row, at } = sent;
  const context = messageContext(c, record, at);
  const promiseDueAt = row?.promiseDueAt;
  const invites = context.surveyOpenFor !== undefined;
  const survey = invites ? await deps.surveys.ofRound({ tenant, caseId, round: record.round }) : undefined;
  // A voucher that was granted later was not in the text.
  const vouchers = c.act?.state === 'done' ? deps.vouchers : { find: () => Promise.resolve(undefined) };
  return messageFacts(
    { ...deps, vouchers },
    { tenant, customerId, ...context, order: record },
    {
      mark: row?.mark ?? '',
      ...(name !== undefined && { name }),
      ...(promiseDueAt !== undefined && { promiseDueAt }),
      ...(survey !== undefined && { survey }),
      ...unsubscribeOf(deps, sent),
    },
  );
}

function unsubscribeOf({ unsubscribeLinks }: ReceivedSources, { record, row }: Sent): Pick<Moment, 'unsubscribeUrl'> {
  const hasLink = isSurvey(record.message) && record.channel === 'email';
  return hasLink ? { unsubscribeUrl: unsubscribeLinks.url(row?.mark ?? '') } : {};
}

/** The case as the sender was last told of it. */
function caseAt(journal: readonly CaseEvent[], { slot, requestedAt }: MessageRecord, sentAt: number): OpenCase {
  const asked = journal.findLastIndex((event) => event.type === 'message_requested' && event.slot === slot);
  const toldUntil = sentAt - requestedAt > FIRST_MINUTE ? requestedAt + FIRST_MINUTE : requestedAt;
  const c = foldKnown(journal.filter((event, at) => at <= asked || event.at < toldUntil));
  if (c.phase === 'new') throw notFound(`the opening of the case that sent ${slot}`);
  return c;
}

/** Whoever follows the link answers in the customer's name. */
function maskedLink(url: string): string {
  return url.replace(/[^/]+$/, '…');
}

/** The same of a link that names what it does at its end. */
function maskedToken(url: string): string {
  return url.replace(/[^/]+(?=\/[^/]+$)/, '…');
}

/** The last group is enough to tell two vouchers apart on the telephone. */
async function maskedVoucher(vouchers: FactSources['vouchers'], key: string): ReturnType<VoucherProvider['find']> {
  const voucher = await vouchers.find(key);
  return voucher && { ...voucher, code: voucher.code.replace(/[^-](?=.*-)/g, '*') };
}
