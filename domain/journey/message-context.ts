import type { MessageOrder } from '../case/case-events.js';
import type { Outcome } from '../case/outcome.js';
import type { OpenCase } from '../case/recovery-case.js';
import { closesAt } from './contact-hours.js';
import { endOf } from './stages/close-loop.js';
import { workFinishedAt } from './work-finished.js';

/** What a customer may say of a solution before, or without, an answer to the survey. */
export type CustomerSaid = 'settled' | 'not_settled';

/** What the text of a message has to know of its case besides the order; nothing personal, and no more. */
export interface MessageContext {
  readonly caseId: string;
  readonly reference: string;
  /** Hash of the programme that the case froze. */
  readonly programme: string;
  readonly team: string;
  readonly owner?: string;
  /** The round after a low verdict; false by default. */
  readonly secondRound?: boolean;
  /** The message speaks of a later incident of a case under way; false by default. */
  readonly joined?: boolean;
  readonly resolvedAt?: number;
  /** Milliseconds that the survey stays open to which this message invites; missing in all other messages. */
  readonly surveyOpenFor?: number;
  readonly outcome?: Outcome;
  /** In the check and the last message, what the customer has said of the solution in this round; missing where they have not. */
  readonly customerSaid?: CustomerSaid;
  /** Milliseconds within which a channel that reports delivery has to show a receipt. */
  readonly receiptWithin?: number;
  /** Where nothing tells what became of this message, it is sent once more; by default a person has to find out. */
  readonly sendAgain?: boolean;
  /** When the hours of contact end for this message: from then on it is left out. Missing where it may go at any hour. */
  readonly closesAt?: number;
}

/** What the text of this message has to know of the case as it is now. */
export function messageContext(c: OpenCase, order: Omit<MessageOrder, 'slot'>, now: number): MessageContext {
  const { caseId, reference, protocol, owner, round } = c;
  const resolvedAt = workFinishedAt(c, order.incidents);
  const isLast = order.message === 'closing';
  // What was asked for before orders said so tells how it looks now.
  const outcome = isLast ? (order.outcome ?? endOf(c, now)?.outcome) : undefined;
  // Whoever has said that it is settled is not asked as if they had said nothing.
  const customerSaid = isLast || order.message === 'follow_up' ? saidInRound(c) : undefined;
  const { receiptWithin, sendAgainInDoubt = [] } = protocol;
  const closes = closesAt(c, order, now);
  const invites = order.message === 'survey' || order.message === 'survey_reminder';
  return {
    caseId,
    reference,
    programme: protocol.programme,
    team: protocol.team,
    ...(round.cause === 'second_chance' && { secondRound: true }),
    ...(!order.incidents.includes(caseId) && { joined: true }),
    ...(invites && { surveyOpenFor: protocol.survey.expiresAfter }),
    ...(owner !== undefined && { owner }),
    ...(resolvedAt !== undefined && { resolvedAt }),
    ...(outcome !== undefined && { outcome }),
    ...(customerSaid !== undefined && { customerSaid }),
    ...(receiptWithin !== undefined && { receiptWithin }),
    ...(sendAgainInDoubt.includes(order.message) && { sendAgain: true }),
    ...(closes !== undefined && { closesAt: closes }),
  };
}

/** What began the round, a "not yet" to the solution before, says nothing of the one of this round. */
function saidInRound({ round: { acceptance, startedAt } }: OpenCase): CustomerSaid | undefined {
  if (acceptance === undefined || acceptance.at <= startedAt) return undefined;
  return acceptance.settled ? 'settled' : 'not_settled';
}
