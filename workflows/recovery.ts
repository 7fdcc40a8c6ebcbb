import { patched } from '@temporalio/workflow';
import type { CancellationScope } from '@temporalio/workflow';
import type { CustomerRun } from '../activities/contract.js';
import type { CaseEvent, CaseFact } from '../domain/case/case-events.js';
import { evolve, fold, newCase } from '../domain/case/evolve.js';
import { RULES } from '../domain/case/recovery-case.js';
import type { RecoveryCase } from '../domain/case/recovery-case.js';
import { upcast } from '../domain/case/upcast.js';
import { dueFact } from '../domain/journey/due.js';
import { Effects } from './effects.js';
import type { EffectResult } from './effects.js';
import { Inbox, reopens } from './inbox.js';
import type { InboxItem } from './inbox.js';
import { factsOf } from './outcomes.js';
import { beginning } from './projection.js';
import type { Journal } from './projection.js';
import { takenIn } from './taken-in.js';

/** Far more than clocks, promises and the ladder bring about after any outage; numbers that never end are a fault. */
const MOST_DUE = 1_000;

/** A recovery in this run: the case, its journal, what has come in, and the effects that follow the facts. */
export class Recovery {
  readonly run: CustomerRun;
  readonly shield: CancellationScope;
  readonly inbox = new Inbox();
  readonly effects: Effects;
  /** This run ends without a case: whoever waits for one to open need not wait any longer. */
  leaving = false;
  #superseded = false;
  #case: RecoveryCase;
  #journal: Journal;
  #fault: Error | undefined;

  constructor(run: CustomerRun, shield: CancellationScope, resumed: RecoveryCase = newCase) {
    this.run = run;
    this.shield = shield;
    this.#case = upcast(resumed);
    const { seq, chain } = this.#case;
    this.#journal = { begin: seq === 0 ? beginning : { seq, chain }, events: [] };
    this.effects = new Effects(this);
  }

  /** The case as its facts have made it. */
  get case(): RecoveryCase {
    return this.#case;
  }

  /** The facts of this run, and where they begin. */
  get journal(): Journal {
    return this.#journal;
  }

  /** Whether the case was closed by an earlier course of this run, which somebody has reset since. */
  get superseded(): boolean {
    return this.#superseded;
  }

  /** Says so: nothing more is started, and the loop ends. */
  supersede(): void {
    this.#superseded = true;
    this.effects.leave();
  }

  /** Whether the loop has something to read, an end to come to, or an error to raise. */
  get stirred(): boolean {
    return this.#superseded || this.#fault !== undefined || this.#readable !== undefined;
  }

  /** Puts into the inbox what came in; once the case is closed only customers and incidents are heard: they reopen it. */
  hear(item: InboxItem): void {
    if (reopens(item) || this.#case.phase !== 'closed') this.inbox.put(item);
  }

  /** Takes in what has come, then records what time alone has brought about: whoever decides next sees today's case. */
  catchUp(): void {
    if (this.#fault !== undefined) throw this.#fault;
    this.#adoptRules();
    for (let from = this.#readable; from !== undefined; from = this.#readable) {
      const item = this.inbox.take(from);
      if (item !== undefined) this.#takeIn(item);
    }
    this.#catchUpWithTime();
  }

  /** Records a fact; effects follow it. */
  record(fact: CaseFact, actor = 'system'): void {
    const event: CaseEvent = { ...fact, at: Date.now(), actor, rules: this.#case.rules };
    this.#case = evolve(this.#case, event);
    this.#journal = { ...this.#journal, events: [...this.#journal.events, event] };
    this.effects.follow();
  }

  /** Takes what came of an effect. */
  settle(ended: EffectResult): void {
    if (ended.kind === 'open') {
      this.#opened(ended);
    } else if (this.#case.phase !== 'new') {
      this.#catchUpWithTime();
      for (const fact of factsOf(this.#case, ended, Date.now())) this.record(fact);
    }
  }

  /** Takes an error that no rule foresees: the next turn of the loop raises it, and the workflow task is tried again. */
  fail(error: unknown): void {
    // A failure of Temporal's own kind would fail the whole run; any other error fails the task, which is tried again.
    this.#fault = new Error('an effect failed in a way that no rule foresees', { cause: error });
  }

  /** What may be read now: nothing while a case is opening, else incidents, and all else once it is open. */
  get #readable(): 'any' | 'incident' | undefined {
    if (this.#case.phase !== 'new') return this.inbox.empty ? undefined : 'any';
    return this.#case.opening === undefined && this.inbox.holdsIncident ? 'incident' : undefined;
  }

  #takeIn(item: InboxItem): void {
    const c = this.#case;
    if (c.phase === 'new') {
      if (item.kind === 'incident') this.record({ type: 'opening_requested', incidentId: item.incidentId });
      return;
    }
    if (c.phase === 'closed') this.record({ type: 'case_reopened', because: item.kind });
    this.#catchUpWithTime();
    if (this.#case.phase === 'new') return;
    const { facts, actor } = takenIn(this.#case, item, Date.now());
    for (const fact of facts) this.record(fact, actor);
  }

  #catchUpWithTime(): void {
    for (let due = this.#due(), turns = 0; due !== undefined; due = this.#due(), turns++) {
      if (turns > MOST_DUE) throw new Error(`more than ${MOST_DUE} facts are due at one instant: ${due.type}`);
      this.record(due);
    }
  }

  #due(): CaseFact | undefined {
    return this.#case.phase === 'open' ? dueFact(this.#case, Date.now()) : undefined;
  }

  /** A case goes on under the rules it has until it meets a worker that knows newer ones (docs/upgrading.md). */
  #adoptRules(): void {
    // The newest first; in a replay the one that this history adopted, which has to be asked for or its marker fits nothing.
    for (let version = RULES; version > this.#case.rules; version--) {
      if (patched(`rules-${version}`)) this.record({ type: 'rules_adopted', version });
    }
  }

  #opened({ incidentId, result }: Extract<EffectResult, { kind: 'open' }>): void {
    switch (result.kind) {
      case 'refused':
        this.record({ type: 'incident_refused', incidentId, reason: result.reason });
        return;
      case 'restored':
        this.#case = fold(result.journal);
        this.#journal = { begin: beginning, events: result.journal };
        this.effects.follow();
        break;
      case 'opened':
        this.record({ type: 'case_opened', ...result.opening });
        break;
    }
    // A dead run's case came back instead: what woke us has still to join it.
    const c = this.#case;
    if (c.phase !== 'new' && !c.incidents.some((i) => i.id === incidentId))
      this.inbox.put({ kind: 'incident', incidentId });
  }
}
