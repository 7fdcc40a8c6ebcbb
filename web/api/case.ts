import { z } from 'zod';
import type { CaseEvent } from '../../domain/case/case-events.js';
import {
  slaStates,
  stageNames,
  waits,
  waitsForPerson,
  type CaseDetails,
  type CaseView,
  type MessageView,
} from '../../domain/case/case-view.js';
import type { TimelineEntry } from '../../domain/case/fact-words.js';
import { severities } from '../../domain/case/incident.js';
import { outcomes } from '../../domain/case/outcome.js';
import type { ExplainedTime } from '../../domain/journey/explain/explained.js';
import type { Todo } from '../../domain/journey/todo.js';
import type { SendState } from '../../domain/sends/send-row.js';
import type { ReceivedMessage } from '../../ports/received-messages.js';
import { readReference } from '../reference.js';
import type { CauseAnswer } from './cause.js';
import { opaqueId } from './contact-points.js';
import { type ListPage, pageOptions, trueOrFalse, whole } from './page.js';
import type { TaskItem } from './task.js';
import { instant, oneLine } from './texts.js';

const reference = oneLine(40).transform((text, context) => {
  const read = readReference(text);
  if (read !== undefined) return read;
  context.addIssue({
    code: 'custom',
    message: 'This has to be the eight characters of a reference, such as K2VY786S.',
  });
  return z.NEVER;
});

/** Filters, order and page of `GET /v1/cases`; all given filters hold. */
export const caseListQuery = z.strictObject({
  stage: z.enum(stageNames).exactOptional(),
  severity: z.enum(severities).exactOptional(),
  owner: opaqueId.exactOptional(),
  /** Team and protocol by the names of the programme. */
  team: oneLine(100).exactOptional(),
  protocol: oneLine(100).exactOptional(),
  sla: z.enum(slaStates).exactOptional(),
  /** `person`: whatever only the team can end, be it to act or to decide. */
  waitingFor: z
    .enum([...waits, 'person'])
    .transform((one) => (one === 'person' ? waitsForPerson : [one]))
    .exactOptional(),
  outcome: z.enum(outcomes).exactOptional(),
  customerId: opaqueId.exactOptional(),
  /** Of the case or of an incident that it has taken up. */
  reference: reference.exactOptional(),
  open: trueOrFalse.exactOptional(),
  /** The next clock, or a decision, is due before this instant. */
  dueBefore: instant.exactOptional(),
  /** By opening, newest first; or by what is due first, a clock, a decision or an answer to the customer, the rest last. */
  order: z.enum(['newest', 'due']).default('newest'),
  ...pageOptions,
});

/** `/v1/cases/:id`. */
export const caseParams = z.strictObject({ id: opaqueId });

/** `GET /v1/cases/:id`: `minSeq` asks for a state that holds at least so many facts. */
export const caseQuery = z.strictObject({ minSeq: whole.transform(Number).exactOptional() });

/** One case of a list; instants are epoch milliseconds. */
export interface CaseItem {
  readonly caseId: string;
  readonly customerId: string;
  /** Number of facts that its run has shown; the journal of one case may hold facts of messages beyond them. */
  readonly seq: number;
  readonly view: CaseView;
}

/** One page of cases. */
export interface CaseList extends ListPage<CaseItem> {
  /** Why there may be none: a team or protocol that the current programme does not have. */
  readonly note?: string;
}

/** What a member of staff wrote for colleagues. */
export interface CaseNote {
  readonly at: number;
  readonly actor: string;
  readonly note: string;
}

/** A message with what the send ledger knows of it: of one under way it knows more than the case does. */
export interface CaseMessage extends MessageView {
  /** The key under which the ledger has it. */
  readonly key: string;
  readonly ledger?: {
    readonly state: SendState;
    /** Why it was rejected or skipped, or is in doubt. */
    readonly code?: string;
    /** The locale of the text that was handed over, after fall-back from the customer's own. */
    readonly locale?: string;
    /** The customer's own locale, where that was another. */
    readonly localeAsked?: string;
  };
}

/** Three things that are settled or not, each by another's word, and each for itself. */
export interface Settlement {
  /** What the customer last said of the solution of this round, or a "not yet" that has begun it. */
  readonly customer: 'settled' | 'not_settled' | 'none';
  readonly customerAt: number | null;
  /** Whether the team says that the incidents are resolved. */
  readonly staff: 'resolved' | 'partly_resolved' | 'open';
  /** Whether what made it fail is mended; null while nobody has named it. */
  readonly cause: CauseAnswer | null;
}

/** Answer to `GET /v1/cases/:id`; `notes` are internal and there for staff only. */
export interface CaseAnswer extends CaseItem {
  /** How the case stands, in sentences. */
  readonly summary: string;
  readonly settlement: Settlement;
  /** What a person of the team has to do; null while it waits for none. */
  readonly todo: Todo | null;
  /** What people are asked to do for it and have not done yet, the oldest first. */
  readonly tasks: readonly TaskItem[];
  readonly details: Omit<CaseDetails, 'messages'> & { readonly messages: readonly CaseMessage[] };
  readonly journal: readonly CaseEvent[];
  /** The same facts in words. */
  readonly timeline: readonly TimelineEntry[];
  readonly notes?: readonly CaseNote[];
}

/** Answer to `GET /v1/cases/:id/explanation`: each due time with the steps that led to it. */
export interface CaseExplanation {
  readonly caseId: string;
  readonly times: readonly ExplainedTime[];
}

/** Answer to `GET /v1/cases/:id/messages`, oldest first; for staff only, since it names the customer. */
export interface CaseMessages {
  readonly caseId: string;
  /** What one has to know of these texts. */
  readonly note: string;
  readonly items: readonly ReceivedMessage[];
  /** All are on one page. */
  readonly next: null;
}
