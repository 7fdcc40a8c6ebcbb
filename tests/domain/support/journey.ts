import { expect } from 'vitest';
import type {
  CaseEvent,
  CaseEventType,
  CaseFact,
  MessageOrder,
  Opening,
  Verdict,
} from '../../../domain/case/case-events.js';
import type { Command, Refusal } from '../../../domain/case/commands.js';
import type { Decision } from '../../../domain/case/decide.js';
import { decide } from '../../../domain/case/decide.js';
import { evolve } from '../../../domain/case/evolve.js';
import type { CaseIncident } from '../../../domain/case/incident.js';
import type { OpenCase } from '../../../domain/case/recovery-case.js';
import type { MessageType } from '../../../domain/contact/messages.js';
import { dueFact } from '../../../domain/journey/due.js';
import type { Effect } from '../../../domain/journey/in-flight.js';
import { inFlight } from '../../../domain/journey/in-flight.js';
import type { Move, WaitMove } from '../../../domain/journey/move.js';
import { nextMove } from '../../../domain/journey/next-move.js';
import { promisedAt } from '../../../domain/journey/promise-terms.js';
import type { FrozenProtocol } from '../../../domain/protocol/protocol.js';
import { recategorisedFacts } from '../../../domain/journey/recategorise.js';
import type { SendResult } from '../../../domain/journey/results.js';
import { joinFacts, lookFacts, messageFacts, taskFacts } from '../../../domain/journey/results.js';
import { buildCase, T0 } from './builders.js';

/** How providers, stores and customers answer while a journey plays. What is left `open` stays in flight until it times out. */
export interface World {
  /** A message that is wanted; without it each is accepted at once. */
  readonly send?: (order: MessageOrder) => SendResult | 'open';
  /** The automatic remedy; without it it is done at once. */
  readonly act?: 'done' | 'failed' | 'unsettled' | 'open';
  /** The protocol of the category to which a case is moved; without it the move does not come to an end. */
  readonly protocol?: FrozenProtocol;
  /** An answer that the look into the store finds. */
  readonly stored?: Verdict;
}

/** Who gives a command, and which round they saw; without it an agent who saw the current one. */
export interface By {
  readonly actor?: string;
  readonly round?: number;
}

/** A case with its clock. Each step gives a new journey; what a shell does around the rules is done here in its plainest form. */
export class Journey {
  readonly state: OpenCase;
  /** Epoch milliseconds. */
  readonly now: number;
  /** What was recorded since the case opened. */
  readonly journal: readonly CaseEvent[];

  constructor(state: OpenCase, now: number, journal: readonly CaseEvent[] = []) {
    this.state = state;
    this.now = now;
    this.journal = journal;
  }

  /** The clock stands at this distance from the start; nothing is recorded. */
  at(offset: number): Journey {
    return new Journey(this.state, T0 + offset, this.journal);
  }

  /** What the rules say now. */
  next(): Move {
    return nextMove(this.state, this.now);
  }

  /** These facts are recorded now. */
  and(...facts: readonly CaseFact[]): Journey {
    return facts.reduce<Journey>((j, fact) => {
      const event: CaseEvent = { ...fact, at: j.now, actor: 'system', rules: 1 };
      const next = evolve(j.state, event);
      if (next.phase === 'new') throw new Error('a case does not become new again');
      return new Journey(next, j.now, [...j.journal, event]);
    }, this);
  }

  /** What time has brought about by now is recorded, as before every command and every result. */
  caughtUp(): Journey {
    const due = dueFact(this.state, this.now);
    return due === undefined ? this : this.and(due).caughtUp();
  }

  /** What a command comes to now. */
  decision(command: Command, { actor = 's-101', round }: By = {}): Decision {
    const c = this.caughtUp().state;
    return decide(c, { command, round: round ?? c.round.number, actor, now: this.now });
  }

  /** The command is obeyed now; a refusal fails the spec. */
  does(command: Command, by?: By): Journey {
    const decided = this.decision(command, by);
    if (decided.kind === 'refused') throw new Error(`${command.type} was refused: ${decided.reason}`);
    return this.caughtUp().and(...decided.facts);
  }

  /** The fact that the rules ask for now is recorded. */
  step(): Journey {
    const move = this.next();
    if (move.kind !== 'record') throw new Error(`nothing to record: ${JSON.stringify(move)}`);
    return this.and(move.fact);
  }

  /** The message in flight ends like this now. */
  hears(result: SendResult): Journey {
    const j = this.caughtUp();
    const [send] = inFlight(j.state).filter((effect) => effect.kind === 'send');
    if (send === undefined) throw new Error('no message is in flight');
    return j.and(...messageFacts(j.state, { order: send.order, result, now: j.now }));
  }

  /** A second incident is reported and accepted now. */
  joins(incident: CaseIncident): Journey {
    const j = this.does({ type: 'incident', incidentId: incident.id });
    return j.and(...joinFacts(j.state, incident));
  }

  /** The journey as it goes while nobody interferes, up to this distance from the start, or to its end. */
  until(offset: number, world: World = {}): Journey {
    const end = T0 + offset;
    let j = this.at(this.now - T0);
    for (let turn = 0; turn < 1_000; turn++) {
      const next = turned(j, end, world);
      if (next === undefined) return j.state.phase === 'closed' ? j : j.at(offset);
      j = next;
    }
    throw new Error('a thousand turns, and no rest');
  }

  /** The same up to this moment, of which nothing is recorded yet. */
  upTo(offset: number, world: World = {}): Journey {
    return this.until(offset - 1, world)
      .at(offset)
      .caughtUp();
  }

  /** The recorded facts of these types, without their stamps. */
  facts(...types: readonly CaseEventType[]): readonly CaseFact[] {
    return this.journal.filter((event) => types.includes(event.type)).map(bare);
  }

  /** When facts of this type were recorded, as distances from the start. */
  times(type: CaseEventType): readonly number[] {
    return this.journal.filter((event) => event.type === type).map((event) => event.at - T0);
  }

  /** What was asked of senders for this message, oldest first. */
  asked(message: MessageType): readonly MessageOrder[] {
    return this.journal.flatMap((event) =>
      event.type === 'message_requested' && event.message === message ? [event] : [],
    );
  }

  /** The slots of the messages that went out, or may have, in their order. */
  told(): readonly string[] {
    return this.facts('message_accepted', 'message_in_doubt').flatMap((fact) => ('slot' in fact ? [fact.slot] : []));
  }
}

function bare(event: CaseEvent): CaseFact {
  const { at: _at, actor: _actor, rules: _rules, ...fact } = event;
  return fact;
}

/** A journey that has just opened, at the start of the fixed clock. */
export function opened(opening: Partial<Opening> = {}): Journey {
  return new Journey(buildCase(opening), T0);
}

/** `given(past).when(command).then(facts)`, or `.refused(reason)`. */
export function given(past: Journey): { readonly when: (command: Command, by?: By) => Then } {
  return {
    when: (command, by) => {
      const decided = past.decision(command, by);
      return {
        then: (...facts) => expect(decided).toEqual({ kind: 'accepted', facts }),
        refused: (reason) => expect(decided).toEqual({ kind: 'refused', reason }),
      };
    },
  };
}

interface Then {
  readonly then: (...facts: readonly CaseFact[]) => void;
  readonly refused: (reason: Refusal) => void;
}

/** The message that the rules ask for now, or undefined. */
export function asks(j: Journey): MessageOrder | undefined {
  const move = j.next();
  return move.kind === 'record' && move.fact.type === 'message_requested' ? move.fact : undefined;
}

/** The wait that the rules are in now, `until` as the distance from the start; it fails when there is something to do. */
export function waits(j: Journey): WaitMove {
  const move = j.next();
  if (move.kind !== 'wait') throw new Error(`no wait: ${JSON.stringify(move)}`);
  return { ...move, until: move.until - T0 };
}

/** A message was accepted, and its text promised what it was asked to. */
function accepted(order: MessageOrder, now: number): SendResult {
  return { kind: 'accepted', ...(order.promise && { promiseDueAt: promisedAt(order.promise, now) }) };
}

/** One turn of the plainest shell; undefined when it rests beyond the end, or has closed. */
function turned(j: Journey, end: number, world: World): Journey | undefined {
  const heard = heardFrom(j.caughtUp(), world);
  if (heard !== undefined) return heard;
  if (j.state.phase === 'closed') return undefined;
  const move = j.next();
  if (move.kind === 'record') return j.and(move.fact);
  if (move.kind === 'close') {
    const { outcome, cause, lastMessage } = move;
    return j.and({ type: 'case_closed', outcome, cause, lastMessage });
  }
  if (move.until > end) return undefined;
  return rested(j.at(move.until - T0), move);
}

/** Time has passed; where an effect has had all of it, it timed out. */
function rested(j: Journey, { alarm }: WaitMove): Journey {
  const [flying] = alarm ? [] : inFlight(j.state);
  if (flying?.kind === 'send') return j.hears({ kind: 'unsettled' });
  return flying?.kind === 'act' ? j.and({ type: 'act_unsettled', act: 'voucher' }) : j;
}

function heardFrom(j: Journey, world: World): Journey | undefined {
  for (const effect of inFlight(j.state)) {
    const facts = answerTo(j, effect, world);
    if (facts.length > 0) return j.and(...facts);
  }
  return undefined;
}

function answerTo(j: Journey, effect: Effect, world: World): readonly CaseFact[] {
  switch (effect.kind) {
    case 'open':
    case 'join':
      return [];
    case 'task':
      return taskFacts(j.state, effect.task);
    case 'look':
      return lookFacts(j.state, effect.round, world.stored);
    case 'recategorise':
      return world.protocol === undefined ? [] : recategorisedFacts(j.state, effect.category, world.protocol);
    case 'act':
      return actFacts(world.act ?? 'done');
    case 'send': {
      const { order, wanted } = effect;
      const result = wanted ? (world.send?.(order) ?? accepted(order, j.now)) : ({ kind: 'withdrawn' } as const);
      return result === 'open' ? [] : messageFacts(j.state, { order, result, now: j.now });
    }
  }
}

function actFacts(act: NonNullable<World['act']>): readonly CaseFact[] {
  switch (act) {
    case 'done':
      return [{ type: 'act_done', act: 'voucher' }];
    case 'failed':
      return [{ type: 'act_failed', act: 'voucher', code: 'provider_down' }];
    case 'unsettled':
      return [{ type: 'act_unsettled', act: 'voucher' }];
    case 'open':
      return [];
  }
}
