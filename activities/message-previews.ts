import type { MessageOrder } from '../domain/case/case-events.js';
import { decide } from '../domain/case/decide.js';
import { evolve, foldKnown } from '../domain/case/evolve.js';
import type { OpenCase } from '../domain/case/recovery-case.js';
import { claimsAmiss } from '../domain/journey/draft-claims.js';
import { messageContext } from '../domain/journey/message-context.js';
import { isPostponed } from '../domain/journey/move.js';
import { askForText } from '../domain/journey/watchers/answer-customer.js';
import type { StoredCase } from '../ports/case-store.js';
import type { MessagePreviews, TextToPreview } from '../ports/message-previews.js';
import type { Drafts, RenderRequest, Templates } from '../ports/templates.js';
import type { Dependencies } from './dependencies.js';
import { notFound } from './failures.js';
import { maskedSources } from './masked.js';
import { messageFacts, type FactSources } from './message-facts.js';

/** Where previews look things up. */
export interface PreviewSources extends FactSources, Pick<Dependencies, 'clock' | 'customers'> {
  readonly templates: Templates & Drafts;
}

/** The id under which the case would know a text that is only looked at. */
const PREVIEW = 'preview';

/** Renders what a person is about to send, and what they may start from. */
export function createMessagePreviews(deps: PreviewSources): MessagePreviews {
  const sources = maskedSources(deps);
  return {
    written: async (stored, text) => {
      const asked = ordered(opened(stored), text, deps.clock.now());
      if ('reason' in asked) return asked;
      const texts = { get: () => Promise.resolve({ ...text, requestId: PREVIEW, at: deps.clock.now() }) };
      const request = await requestFor({ ...sources, texts }, stored, asked);
      const { subject, text: rendered, locale } = await deps.templates.render(request);
      const { order, leavesAt } = asked;
      const { channel } = order;
      const optional = { ...(subject !== undefined && { subject }), ...(leavesAt !== undefined && { leavesAt }) };
      return { kind: 'message', channel, locale, text: rendered, ...optional };
    },
    draft: async (stored, message) => {
      const c = opened(stored);
      const incidents = c.incidents.map(({ id }) => id);
      const step = { message, round: c.round.number, ordinal: 1, channel: 'email', request: 1 } as const;
      const order = { ...step, slot: PREVIEW, incidents, covers: [] };
      const text = await deps.templates.draft(await requestFor(sources, stored, { c, order }));
      const amiss = claimsAmiss(c, message);
      return { text, warnings: amiss === undefined ? [] : [amiss] };
    },
  };
}

/** A case, and a message that it would order. */
interface Ordered {
  readonly c: OpenCase;
  readonly order: MessageOrder;
  /** Where the hours of contact put it off. */
  readonly leavesAt?: number;
}

type Refused = Extract<Awaited<ReturnType<MessagePreviews['written']>>, { readonly kind: 'refused' }>;

/** What the case itself would make of this text: so a preview cannot differ from what goes out. */
function ordered(c: OpenCase, { actor, channel }: TextToPreview, now: number): Ordered | Refused {
  const command = { type: 'message', text: PREVIEW, ...(channel !== undefined && { channel }) } as const;
  const decision = decide(c, { command, round: c.round.number, actor, now });
  if (decision.kind === 'refused') return decision;
  const told = decision.facts.reduce<OpenCase>((before, fact) => {
    const after = evolve(before, { ...fact, at: now, actor, rules: c.rules });
    return after.phase === 'new' ? before : after;
  }, c);
  const written = told.texts.at(-1);
  const move = written && askForText(told, written, now);
  if (isPostponed(move)) {
    const order = { ...move.postponed, text: PREVIEW, slot: PREVIEW, request: 1, covers: [] };
    return { c: told, order, leavesAt: move.until };
  }
  if (move?.kind !== 'record' || move.fact.type !== 'message_requested')
    return { kind: 'refused', reason: 'no_channel' };
  return { c: told, order: move.fact };
}

async function requestFor(sources: PreviewSources, stored: StoredCase, asked: Ordered): Promise<RenderRequest> {
  const { tenant, customerId } = stored;
  const { c, order } = asked;
  const known = await sources.customers.get({ tenant, customerId });
  if (known === undefined) throw notFound(`customer ${customerId}`);
  const { name, locale, timeZone } = known.customer;
  const input = { tenant, customerId, ...messageContext(c, order, sources.clock.now()), order };
  // A masked link that stood in a draft would be sent as it is.
  const mark = order.text === undefined ? '' : PREVIEW;
  const facts = await messageFacts(sources, input, { mark, ...(name !== undefined && { name }) });
  const { message, channel } = order;
  const { programme } = c.protocol;
  return { tenant, programme, message, channel, locale, facts, ...(timeZone !== undefined && { timeZone }) };
}

function opened({ journal, caseId }: StoredCase): OpenCase {
  const c = foldKnown(journal);
  if (c.phase === 'new') throw notFound(`the opening of case ${caseId}`);
  return c;
}
