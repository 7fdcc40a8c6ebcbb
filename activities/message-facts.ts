import type { Survey } from '../ports/survey-store.js';
import type { MessageFacts } from '../ports/templates.js';
import type { MessageType } from '../domain/contact/messages.js';
import type { DeliverInput } from './contract.js';
import { actKey } from '../domain/sends/send-key.js';
import type { Dependencies } from './dependencies.js';
import { notFound } from './failures.js';

/** What is known at the moment of sending, besides the order. */
export interface Moment {
  readonly name?: string;
  readonly promiseDueAt?: number;
  /** Of this copy of the message; empty where there is none. */
  readonly mark: string;
  readonly survey?: Survey;
  /** Where the customer says that they do not want such messages any more. */
  readonly unsubscribeUrl?: string;
}

/** Where the facts of a text are looked up. */
export interface FactSources extends Pick<Dependencies, 'incidents' | 'programmes'> {
  readonly texts: Pick<Dependencies['texts'], 'get'>;
  readonly links: Pick<Dependencies['links'], 'url'>;
  readonly caseLinks: Pick<Dependencies['caseLinks'], 'url'>;
  readonly unsubscribeLinks: Pick<Dependencies['unsubscribeLinks'], 'url'>;
  readonly vouchers: Pick<Dependencies['vouchers'], 'find'>;
}

/** The facts that the text of a message may name, looked up when it is sent, since a delayed message is rendered anew. */
export async function messageFacts(deps: FactSources, input: DeliverInput, moment: Moment): Promise<MessageFacts> {
  const { order, reference, secondRound = false, joined = false, resolvedAt, outcome, customerSaid } = input;
  const { name, promiseDueAt, survey, unsubscribeUrl } = moment;
  const people = await signature(deps, input);
  const voucher = await voucherOf(deps, input);
  const written = await writtenIn(deps, input);
  return {
    reference,
    incidents: await incidentFacts(deps, input),
    covers: order.covers,
    joined,
    secondRound,
    ...people,
    ...(name !== undefined && { name }),
    ...(promiseDueAt !== undefined && { promiseDueAt }),
    ...(order.missedDueAt !== undefined && { missedDueAt: order.missedDueAt }),
    ...(order.withdrawnDueAt !== undefined && { withdrawnDueAt: order.withdrawnDueAt }),
    ...(resolvedAt !== undefined && { resolvedAt }),
    ...(survey !== undefined && {
      survey: { url: deps.links.url(survey.surveyId), expiresAt: survey.expiresAt },
    }),
    ...(unsubscribeUrl !== undefined && { unsubscribeUrl }),
    ...(moment.mark !== '' && offersLinks(order.message) && { links: linksOf(deps, order.message, moment.mark) }),
    ...(voucher !== undefined && { voucher }),
    ...(written !== undefined && { written }),
    ...(outcome !== undefined && { outcome }),
    ...(customerSaid !== undefined && { customerSaid }),
  };
}

const tellsSolution: readonly MessageType[] = ['resolution', 'resolved_at_once', 'follow_up'];

/** Who is told by when a call comes has asked for it already. */
function offersLinks(message: MessageType): boolean {
  return message !== 'callback_confirmation';
}

function linksOf({ caseLinks }: FactSources, message: MessageType, mark: string): NonNullable<MessageFacts['links']> {
  const call = caseLinks.url('call', mark);
  if (!tellsSolution.includes(message)) return { call };
  return { call, yes: caseLinks.url('yes', mark), no: caseLinks.url('no', mark) };
}

async function incidentFacts(deps: FactSources, { tenant, order }: DeliverInput): Promise<MessageFacts['incidents']> {
  const all = await Promise.all(
    order.incidents.map(async (incidentId) => {
      const stored = await deps.incidents.get({ tenant, incidentId });
      if (stored === undefined) throw notFound(`incident ${incidentId}`);
      const { subject, category, reportedAt, source, facts = {}, repeatOf } = stored.incident;
      // A case is known by the reference of the incident that opened it.
      const earlier = repeatOf && (await deps.incidents.get({ tenant, incidentId: repeatOf }));
      const repeats = earlier ? { repeats: earlier.incident.reference } : {};
      const words = { category, reportedAt, facts, ...(subject !== undefined && { subject }), ...repeats };
      return source === 'operational' ? { ...words, proactive: true as const } : words;
    }),
  );
  // What a customer has written of comes first, and gives the text its subject.
  return [...all.filter((one) => !('proactive' in one)), ...all.filter((one) => 'proactive' in one)];
}

/** The owner as the programme of this case names them, beside the team; an owner who is not in it signs with the team. */
async function signature(deps: FactSources, input: DeliverInput): Promise<{ team: string; owner?: string }> {
  const programme = await deps.programmes.byHash(input.tenant, input.programme);
  if (programme === undefined) throw notFound(`programme ${input.programme}`);
  const owner = programme.staff.find((s) => s.id === input.owner)?.name;
  return owner === undefined ? { team: input.team } : { team: input.team, owner };
}

const namesVoucher: readonly MessageType[] = ['resolved_at_once', 'resolution', 'closing'];

/** The voucher of this case once it is granted: a message never names one before. */
async function voucherOf(deps: FactSources, { tenant, caseId, order }: DeliverInput): Promise<MessageFacts['voucher']> {
  if (!namesVoucher.includes(order.message)) return undefined;
  const voucher = await deps.vouchers.find(actKey(tenant, caseId, 'voucher'));
  return voucher && { code: voucher.code, ...voucher.amount };
}

/** The words of the person who wrote this message, where one did. */
async function writtenIn(
  deps: Pick<FactSources, 'texts'>,
  { tenant, caseId, order }: DeliverInput,
): Promise<MessageFacts['written']> {
  if (order.text === undefined) return undefined;
  const stored = await deps.texts.get({ tenant, caseId, requestId: order.text });
  if (stored === undefined) throw notFound(`text ${order.text}`);
  const { subject, text } = stored;
  return { text, ...(subject !== undefined && { subject }) };
}
