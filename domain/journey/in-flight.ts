import type { MessageOrder } from '../case/case-events.js';
import { isOpenTask, tasksOf } from '../case/fold-reaching.js';
import type { Money } from '../case/incident.js';
import type { AskRecord, ReachRecord } from '../case/case-tasks.js';
import type { MessageRecord, OpenCase, RecoveryCase } from '../case/recovery-case.js';
import { isSpared } from '../contact/stops.js';
import type { CaseTaskKind } from '../tasks/task.js';
import { unresolved } from './told.js';

/** Work that was requested and has no outcome yet; `key` names it within the case. */
export type Effect =
  | { readonly kind: 'open'; readonly key: string; readonly incidentId: string }
  | { readonly kind: 'join'; readonly key: string; readonly incidentId: string }
  | { readonly kind: 'send'; readonly key: string; readonly order: MessageOrder; readonly wanted: boolean }
  | { readonly kind: 'act'; readonly key: string; readonly amount: Money }
  | { readonly kind: 'recategorise'; readonly key: string; readonly category: string }
  | { readonly kind: 'look'; readonly key: string; readonly round: number }
  | {
      readonly kind: 'task';
      readonly key: string;
      readonly task: string;
      readonly dueAt: number;
      readonly asks: CaseTaskKind;
    };

/** What is requested without an outcome, derived from the facts: a resumed or restored case starts exactly this again. */
export function inFlight(c: RecoveryCase): readonly Effect[] {
  if (c.phase === 'new') {
    return c.opening === undefined ? [] : [{ kind: 'open', key: `open/${c.opening}`, incidentId: c.opening }];
  }
  return [
    ...c.joining.map((incidentId) => ({ kind: 'join', key: `join/${incidentId}`, incidentId }) as const),
    ...c.messages.filter((m) => m.state === 'requested').map((m) => sendOf(c, m)),
    ...(c.act?.state === 'requested' ? [actOf(c.act)] : []),
    ...(c.recategorising === undefined ? [] : [recategorisingTo(c.recategorising)]),
    ...tasksOf(c)
      .filter((r) => r.state === 'requested')
      .map(taskOf),
    ...(c.round.looking ? [{ kind: 'look', key: `look/${c.round.number}`, round: c.round.number } as const] : []),
  ];
}

/** Whether a requested message still makes sense; when this turns false it is cancelled and withdrawn. */
function stillWanted(c: OpenCase, m: MessageRecord): boolean {
  if (c.phase === 'closed' || isSpared(c, m)) return false;
  if (isAskedFor(c, m)) return true;
  if (c.ending !== undefined) return m.message === 'closing' && m.round === c.round.number;
  return c.hold === undefined && c.repliedAt === undefined && makesSense(c, m);
}

/** Whether somebody has asked for this very message, so that no gate keeps it back. */
function isAskedFor(c: OpenCase, { message }: MessageRecord): boolean {
  if (message === 'callback_confirmation') return c.asks.some((a) => a.kind === 'call_back' && isOpenTask(a));
  return message === 'agent_message' || message === 'opt_out_confirmation';
}

function makesSense(c: OpenCase, m: MessageRecord): boolean {
  const isOpen = unresolved(c).some((i) => m.incidents.includes(i.id));
  const thisRound = m.round === c.round.number;
  switch (m.message) {
    case 'acknowledgement':
      // A later round has begun with a message of its own, or with others' incidents.
      return isOpen && (thisRound || c.rules < 4);
    case 'apology':
    case 'progress_update':
    case 'second_chance':
      return isOpen && thisRound;
    case 'resolution':
    case 'resolved_at_once':
      return !isOpen;
    case 'follow_up':
    case 'survey':
    case 'survey_reminder':
      return thisRound && c.round.verdict === undefined && c.round.expiredAt === undefined;
    case 'closing':
      return thisRound;
    case 'agent_message':
    case 'callback_confirmation':
    case 'opt_out_confirmation':
      return false;
  }
}

function sendOf(c: OpenCase, m: MessageRecord): Effect {
  const { state: _s, requestedAt: _r, endedAt: _e, code: _c, nights: _n, ...order } = m;
  return { kind: 'send', key: `send/${m.slot}/${m.request}`, order, wanted: stillWanted(c, m) };
}

function recategorisingTo(category: string): Effect {
  return { kind: 'recategorise', key: `recategorise/${category}`, category };
}

function taskOf(record: ReachRecord | AskRecord): Effect {
  const { task, dueAt } = record;
  return { kind: 'task', key: `task/${task}`, task, dueAt, asks: 'kind' in record ? record.kind : 'reach_customer' };
}

function actOf(act: { readonly act: string; readonly request: number; readonly amount: Money }): Effect {
  return { kind: 'act', key: `act/${act.act}/${act.request}`, amount: act.amount };
}
