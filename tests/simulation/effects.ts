import type { CaseFact } from '../../domain/case/case-events.js';
import type { CaseInput } from '../../domain/case/commands.js';
import type { OpenCase } from '../../domain/case/recovery-case.js';
import type { Effect } from '../../domain/journey/in-flight.js';
import type { SendResult } from '../../domain/journey/results.js';
import type { Attempt } from './ledger.js';
import { protocolOf } from './protocols.js';
import type { Facts, Shell } from './shell.js';
import type { World } from './world.js';

interface Running {
  readonly send?: Attempt;
  withdrawn: boolean;
}

type Send = Extract<Effect, { kind: 'send' }>;

/** How long the store takes to find a protocol: long enough for somebody to be impatient. */
const PROTOCOL_TAKES = 6 * 3_600_000;

/** The effects of a shell: what is in flight runs, what is no longer wanted is withdrawn, results become facts. */
export class Effects {
  readonly #world: World;
  readonly #shell: Shell;
  readonly #running = new Map<string, Running>();

  constructor(world: World, shell: Shell) {
    this.#world = world;
    this.#shell = shell;
  }

  /** How many effects are running. */
  get count(): number {
    return this.#running.size;
  }

  /** Nothing of what runs is known any more; its results go nowhere. */
  forget(): void {
    this.#running.clear();
  }

  /** Starts what is in flight and not running, and withdraws what is no longer wanted. */
  follow(): void {
    for (const effect of this.#shell.rules.inFlight(this.#shell.case)) {
      const running = this.#running.get(effect.key);
      if (running === undefined) this.#start(effect);
      else if (effect.kind === 'send' && !effect.wanted) this.#withdraw(running);
    }
  }

  #start(effect: Effect): void {
    const world = this.#world;
    const { number } = this.#shell.trace;
    switch (effect.kind) {
      case 'open': {
        this.#later(effect.key, this.#intakeTakes(effect.incidentId), () => this.#opened(effect.incidentId));
        return;
      }
      case 'join': {
        this.#later(effect.key, this.#intakeTakes(effect.incidentId), () => this.#joined(effect.incidentId));
        return;
      }
      case 'send': {
        this.#send(effect);
        return;
      }
      case 'act': {
        const { takes, result } = world.grant(number);
        this.#later(effect.key, takes, () => () => [grantFact(result)]);
        return;
      }
      case 'recategorise': {
        const { category } = effect;
        this.#later(effect.key, world.ms(PROTOCOL_TAKES + world.script.lookTakes), () =>
          inCase((c) => this.#shell.rules.recategorisedFacts(c, category, protocolOf(world.script, category))),
        );
        return;
      }
      case 'task': {
        const { task } = effect;
        this.#later(effect.key, world.ms(world.script.lookTakes), () => {
          world.raised(task);
          return inCase((c) => this.#shell.rules.taskFacts(c, task));
        });
        return;
      }
      case 'look': {
        // The store is read when the look ends, not when it begins.
        this.#later(effect.key, world.ms(world.script.lookTakes), () => {
          const answer = world.answer(number, effect.round);
          return inCase((c) => this.#shell.rules.lookFacts(c, effect.round, answer));
        });
        return;
      }
    }
  }

  /** After a while something has happened in the world, and the shell hears of it. */
  #later(key: string, takes: number, happen: () => Facts): void {
    const running: Running = { withdrawn: false };
    this.#running.set(key, running);
    // Nothing ends in the instant in which it begins: an effect that is started again and again would stop time.
    this.#world.agenda.in(Math.max(1, takes), () => {
      if (this.#running.get(key) === running) this.#ended({ key, running }, happen());
    });
  }

  #send({ key, order, wanted }: Send): void {
    const { rules, trace } = this.#shell;
    const done = (result: SendResult): void => {
      const facts = inCase((c) => rules.messageFacts(c, { order, result, now: this.#world.agenda.now }));
      this.#ended({ key, running }, facts);
    };
    const report = (input: CaseInput): void => {
      // Once its case is closed nobody is left to hear: the next one of this customer has messages of its own.
      if (this.#world.shell === this.#shell) this.#shell.signal(input);
    };
    const { case: c } = this.#shell;
    const { closesAt = Infinity } = c.phase === 'new' ? {} : rules.messageContext(c, order, this.#world.agenda.now);
    const attempt = { key: `${trace.number}/${order.slot}`, order, closesAt, done, report };
    const running: Running = { send: attempt, withdrawn: !wanted };
    this.#running.set(key, running);
    if (wanted) this.#world.ledger.send(attempt);
    else this.#world.ledger.withdraw(attempt);
  }

  #withdraw(running: Running): void {
    if (running.withdrawn || running.send === undefined) return;
    running.withdrawn = true;
    this.#world.ledger.withdraw(running.send);
  }

  /** The first result of what still runs counts; that of an effect before a restart does not. */
  #ended({ key, running }: { key: string; running: Running }, facts: Facts): void {
    this.#shell.arrive(() => {
      if (this.#running.get(key) !== running) return;
      // It counts as running until its facts are there: what is due before them must not start it again.
      this.#shell.conclude(facts);
      this.#running.delete(key);
      this.follow();
    });
  }

  #intakeTakes(incidentId: string): number {
    return this.#world.ms(this.#world.incident(incidentId)?.takes ?? 0);
  }

  #opened(incidentId: string): Facts {
    const intake = this.#world.open(incidentId, this.#shell.trace.number);
    const fact: CaseFact =
      intake.kind === 'in'
        ? { type: 'case_opened', ...intake.what }
        : { type: 'incident_refused', incidentId, reason: intake.reason };
    return () => [fact];
  }

  #joined(incidentId: string): Facts {
    const intake = this.#world.join(incidentId, this.#shell.trace.number);
    if (intake.kind === 'in') {
      const reachableBy = this.#world.reachableBy(incidentId);
      return inCase((c) => this.#shell.rules.joinFacts(c, intake.what, { reachableBy }));
    }
    return () => [{ type: 'incident_refused', incidentId, reason: intake.reason }];
  }
}

function grantFact(result: 'done' | 'failed' | 'unsettled'): CaseFact {
  if (result === 'failed') return { type: 'act_failed', act: 'voucher', code: 'refused' };
  return { type: result === 'done' ? 'act_done' : 'act_unsettled', act: 'voucher' };
}

/** Only an open case can have these effects. */
function inCase(facts: (c: OpenCase) => readonly CaseFact[]): Facts {
  return (c) => (c.phase === 'new' ? [] : facts(c));
}
