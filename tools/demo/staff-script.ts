import type { CaseItem } from '../../web/api/case.js';
import type { Command } from './api.js';
import type { Part } from './cast.js';
import { actorOf, type Actor } from './keys.js';

/** A command and who gives it. */
export interface StaffAct {
  readonly actor: Actor;
  readonly command: Command;
}

/** What staff knows when it looks at a case: what the list shows, and what was done about it so far. */
export interface Sight {
  readonly item: CaseItem;
  /** The parts of this customer, one an incident. */
  readonly parts: readonly Part[];
  /** Request ids of the commands that the case has answered. */
  readonly done: ReadonlySet<string>;
  /** Epoch milliseconds. */
  readonly now: number;
  /** Milliseconds of plan that pass in one. */
  readonly pace: number;
}

/** Long enough not to end by itself before somebody ends it. */
const holdFor = 5 * 86_400_000;

/** What staff does next about a case, judging by what the list shows; undefined: nothing for now. */
export function staffAct(sight: Sight): StaffAct | undefined {
  const next = intention(sight);
  return next !== undefined && !sight.done.has(next.command.requestId) ? next : undefined;
}

function intention(sight: Sight): StaffAct | undefined {
  const { item, parts } = sight;
  const { view } = item;
  const [part] = parts;
  if (part === undefined || view.stage === 'closed') return undefined;
  if (view.waitingFor === 'decision') return part.undecided === true ? undefined : giveUp(sight);
  const settled = view.incidents.every((incident) => incident.resolvedAt !== undefined);
  // Staff knows that a second report is on its way, waits for it, and repairs both together.
  if (settled || view.incidents.length < parts.length) return undefined;
  return view.round > 1 ? takeAndResolve(sight) : firstTry(sight, part);
}

function firstTry(sight: Sight, { staff }: Part): StaffAct | undefined {
  switch (staff) {
    case 'promptly':
      return takeAndResolve(sight);
    case 'late':
      return sight.item.view.sla === 'breached' ? takeAndResolve(sight) : undefined;
    case 'after_a_hold':
      return take(sight) ?? holdAndResolve(sight);
    case 'withdraws':
      return take(sight) ?? act(sight, { type: 'withdraw', cause: 'customer_settled_it_alone' });
    case 'does_not_uphold':
      return take(sight) ?? act(sight, { type: 'close', outcome: 'not_upheld', cause: 'no_failure_found' });
  }
}

function takeAndResolve(sight: Sight): StaffAct | undefined {
  return take(sight) ?? act(sight, { type: 'resolve', cause: 'corrected_by_hand' });
}

/** Whoever is called to a case takes it, once a round; undefined once the list shows that somebody has. */
function take(sight: Sight): StaffAct | undefined {
  const { owner } = sight.item.view;
  const taken = owner === inCharge(sight) || (owner !== undefined && sight.done.has(idOf(sight, 'take')));
  return taken ? undefined : act(sight, { type: 'take' });
}

function holdAndResolve(sight: Sight): StaffAct | undefined {
  const { item, done, now, pace } = sight;
  if (item.view.heldUntil !== undefined) return act(sight, { type: 'resume' });
  if (done.has(idOf(sight, 'resume'))) return takeAndResolve(sight);
  const until = new Date(now + holdFor / pace).toISOString();
  return act(sight, { type: 'hold', reason: 'other_bank_asked', until });
}

function giveUp(sight: Sight): StaffAct {
  const note = 'A second try did not settle it either, and there is nothing further that we can offer.';
  return act(sight, { type: 'close', outcome: 'not_recovered', cause: 'two_tries_failed', note });
}

/** The first agents of the teams that a complaint to a bank goes to; of any other team, that of customer care. */
const firstAgents: Readonly<Partial<Record<string, Actor>>> = { account: 's-501', billing: 's-301' };

/** Whoever the ladder called last; before that the first agent of the team. */
function inCharge({ item: { view } }: Sight): Actor {
  return actorOf(view.escalatedTo) ?? firstAgents[view.team] ?? 's-101';
}

type Unaddressed = Command extends infer C ? (C extends Command ? Omit<C, 'requestId' | 'round'> : never) : never;

function act(sight: Sight, command: Unaddressed): StaffAct {
  const { round } = sight.item.view;
  return { actor: inCharge(sight), command: { ...command, requestId: idOf(sight, command.type), round } };
}

function idOf({ item: { caseId, view } }: Sight, type: string): string {
  return `${caseId}.${view.round}.${type}`;
}
