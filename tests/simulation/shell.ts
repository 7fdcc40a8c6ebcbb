import type { CaseEvent, CaseFact } from '../../domain/case/case-events.js';
import type { CaseInput, Command } from '../../domain/case/commands.js';
import type { Asked } from '../../domain/case/decide.js';
import { newCase } from '../../domain/case/evolve.js';
import type { OpenCase, RecoveryCase } from '../../domain/case/recovery-case.js';
import { RULES } from '../../domain/case/recovery-case.js';
import type { CloseMove, WaitMove } from '../../domain/journey/move.js';
import { commandOf } from './commands.js';
import { Effects } from './effects.js';
import type { Rules } from './rules.js';
import type { CommandChoice } from './script.js';
import type { Run } from './trace.js';
import type { World } from './world.js';

/** A command on its way to a run. */
export interface Ask {
  readonly actor: string;
  readonly roundOff: number;
  readonly choice: CommandChoice;
}

/** What follows from the result of an effect in the state of the case. */
export type Facts = (c: RecoveryCase) => readonly CaseFact[];

/** More facts and rests than any history needs, and more turns than any instant needs. */
const MAX_FACTS = 2_500;
const MAX_RESTS = 5_000;
const MAX_TURNS = 150;

/** What no release knows whose newest rules are 3. */
const sinceRules4: readonly Command['type'][] = [
  'channel_stopped',
  'channel_freed',
  'customer_replied',
  'call_me',
  'settled',
  'not_settled',
  'message',
  'log_contact',
];

/** A case that is just closing goes on for these. */
function reopens(input: CaseInput): boolean {
  if (input.type === 'customer_replied') return input.reading === 'reply';
  return ['incident', 'answer', 'call_me', 'not_settled'].includes(input.type);
}

/** The durable shell without Temporal: it holds the case, takes in messages, lets effects follow, and rests. */
export class Shell {
  readonly trace: Run;
  readonly rules: Rules;
  case: RecoveryCase = newCase;
  readonly #world: World;
  readonly #effects: Effects;
  #inbox: CaseInput[] = [];
  /** Commands that wait until the case is open, or the run is leaving. */
  #early: Ask[] = [];
  /** While the worker is down: what arrived meanwhile. */
  #backlog: (() => void)[] | undefined;
  #version: number;
  #turns = { at: 0, count: 0 };

  constructor(world: World, rules: Rules, number: number) {
    this.rules = rules;
    this.#world = world;
    this.#version = world.script.olderRules ? RULES - 1 : RULES;
    this.#effects = new Effects(world, this);
    this.trace = { number, journal: [], states: [], rests: [], refused: [], refolded: [], copies: [], end: 'endless' };
  }

  /** The loop of the durable shell. */
  run(): void {
    let end: Run['end'] | undefined;
    while (end === undefined) end = this.#turn();
    this.trace.end = end;
  }

  /**
   * A signal: what was stored before, or became known. A closed case is opened again by incidents and customers alone. No
   * release whose newest rules are 3 has a handler for what customers write and refuse.
   */
  signal(input: CaseInput): void {
    if (this.#version < 4 && sinceRules4.includes(input.type)) return;
    this.arrive(() => {
      if (reopens(input) || this.case.phase !== 'closed') this.#inbox.push(input);
    });
  }

  /** An update: a command of somebody who waits for the answer. */
  ask(ask: Ask): void {
    this.arrive(() => this.#obey(ask));
  }

  /** Something reaches the run, now or when it is up again. */
  arrive(run: () => void): void {
    if (this.#backlog === undefined) run();
    else this.#backlog.push(run);
  }

  /** The worker dies and comes back: the case is folded anew, effects start again under the same keys. */
  goDown(lasts: number): void {
    if (this.#backlog !== undefined) return;
    this.#backlog = [];
    this.#world.ledger.crash();
    this.#world.agenda.in(lasts, () => this.#comeBack());
  }

  /** An effect has ended: what is due comes first, then what follows from its result. */
  conclude(facts: Facts): void {
    this.#recordDue();
    this.record(facts(this.case), 'system');
  }

  /** Takes in what has arrived and records what is due, so that nobody decides on an old state. */
  #catchUp(): void {
    this.#takeIn();
    this.#recordDue();
  }

  /** Stamps and folds facts; effects follow. */
  record(facts: readonly CaseFact[], actor: string): void {
    for (const fact of facts) {
      const event = this.rules.stamp(fact, { at: this.#world.agenda.now, actor, rules: this.#version });
      this.case = this.rules.evolve(this.case, event);
      this.trace.journal.push(event);
      this.trace.states.push(this.case);
      this.#world.heard(event);
    }
    this.#effects.follow();
    if (this.case.phase === 'open') this.#early.splice(0).forEach((ask) => this.#obey(ask));
  }

  #turn(): Run['end'] | undefined {
    if (this.trace.journal.length > MAX_FACTS || this.trace.rests.length > MAX_RESTS) return 'endless';
    if (this.#spins()) return 'spinning';
    this.#takeIn();
    this.#adopt();
    const move = this.rules.nextMove(this.case, this.#world.agenda.now);
    switch (move.kind) {
      case 'record':
        this.record([move.fact], 'system');
        return undefined;
      case 'wait':
        return this.#rest(move) ? undefined : 'stuck';
      case 'close':
        return this.#close(move) ? move : undefined;
    }
  }

  /** Whether the loop turns and turns while no time passes. */
  #spins(): boolean {
    const { now } = this.#world.agenda;
    const { at, count } = this.#turns;
    this.#turns = { at: now, count: at === now ? count + 1 : 1 };
    return count > MAX_TURNS;
  }

  #adopt(): void {
    if (this.case.phase !== 'open' || this.case.rules >= this.#version) return;
    this.record([{ type: 'rules_adopted', version: this.#version }], 'system');
  }

  #recordDue(): void {
    for (let turn = 0; turn < MAX_TURNS && this.case.phase === 'open'; turn++) {
      const due = this.rules.dueFact(this.case, this.#world.agenda.now);
      if (due === undefined) return;
      this.record([due], 'system');
    }
  }

  #takeIn(): void {
    for (let input = this.#readable(); input !== undefined; input = this.#readable()) this.#hear(input);
  }

  /** The next input that may be read: none while a case is opening, only incidents before. */
  #readable(): CaseInput | undefined {
    const c = this.case;
    if (c.phase === 'new' && c.opening !== undefined) return undefined;
    const at = this.#inbox.findIndex((input) => c.phase !== 'new' || input.type === 'incident');
    return at < 0 ? undefined : this.#inbox.splice(at, 1)[0];
  }

  #hear(input: CaseInput): void {
    const { phase } = this.case;
    if (phase === 'new' && input.type === 'incident') {
      this.record([{ type: 'opening_requested', incidentId: input.incidentId }], 'system');
      return;
    }
    if (phase === 'closed') this.record([{ type: 'case_reopened', because: input.type }], 'system');
    this.#recordDue();
    const c = this.case;
    if (c.phase === 'new') return;
    const round = input.type === 'answer' ? input.round : c.round.number;
    const actor = input.type === 'answer' || 'input' in input ? 'customer' : 'system';
    const reason = this.#decide(c, { command: input, round, actor });
    const named = 'input' in input ? { input: input.input } : {};
    if (reason !== undefined) this.record([{ type: 'command_refused', command: input.type, reason, ...named }], actor);
  }

  #obey(ask: Ask): void {
    if (this.#version < 4 && sinceRules4.includes(ask.choice.type)) return;
    if (this.case.phase === 'new') {
      this.#early.push(ask);
      return;
    }
    this.#catchUp();
    const c = this.case;
    const { command, round } = commandOf(c, ask, this.#world.agenda.now);
    if (command.type === 'answer') this.#inbox.push(command);
    else this.#decide(c, { command, round, actor: ask.actor });
  }

  /** Decides and records; a refusal is noted with the case before and after, and returned. */
  #decide(before: OpenCase, ask: Omit<Asked, 'now'>): string | undefined {
    const decision = this.rules.decide(before, { ...ask, now: this.#world.agenda.now });
    if (decision.kind === 'accepted') {
      this.record(decision.facts, ask.actor);
      return undefined;
    }
    this.trace.refused.push({ command: ask.command.type, reason: decision.reason, before, after: this.case });
    return decision.reason;
  }

  #rest(move: WaitMove): boolean {
    const { agenda } = this.#world;
    this.trace.rests.push({ at: agenda.now, move, state: this.case, effects: this.#effects.count });
    // The end of a wait for an effect is the effect's own: the shell sets no alarm for it.
    const until = move.alarm ? move.until : agenda.next;
    if (until === undefined || (!move.alarm && this.#effects.count === 0)) return false;
    agenda.advance(until);
    this.#sitOut();
    return true;
  }

  /** While the worker is down only the others act. */
  #sitOut(): void {
    while (this.#backlog !== undefined) this.#world.agenda.advance(this.#world.agenda.next ?? 0);
  }

  /** Closes, and says whether it holds: what came in meanwhile is looked at last. */
  #close({ outcome, cause, lastMessage }: CloseMove): boolean {
    const { agenda, script } = this.#world;
    if (!this.#has('open')) return true;
    this.record([{ type: 'case_closed', outcome, cause, lastMessage }], 'system');
    for (const until = agenda.now + this.#world.ms(script.closingTakes); agenda.now < until;) {
      agenda.advance(until);
      this.#sitOut();
    }
    return this.#inbox.length === 0 && this.#has('closed');
  }

  #has(phase: RecoveryCase['phase']): boolean {
    return this.case.phase === phase;
  }

  #comeBack(): void {
    const { journal, refolded } = this.trace;
    const held = this.case;
    // Through JSON, as stores and histories keep it.
    const stored = JSON.parse(JSON.stringify(journal)) as readonly CaseEvent[];
    this.case = stored.reduce<RecoveryCase>((c, event) => this.rules.evolve(c, event), newCase);
    refolded.push({ held, folded: this.case });
    this.#version = RULES;
    this.#effects.forget();
    this.#effects.follow();
    const backlog = this.#backlog ?? [];
    this.#backlog = undefined;
    for (const run of backlog) run();
  }
}
