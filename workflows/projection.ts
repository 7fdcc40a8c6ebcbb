import { log, proxyActivities } from '@temporalio/workflow';
import type { CancellationScope } from '@temporalio/workflow';
import type { CustomerRun } from '../activities/contract.js';
import type { Activities } from '../activities/create-activities.js';
import type { CaseEvent } from '../domain/case/case-events.js';
import { GENESIS } from '../domain/case/chain.js';
import type { CaseView } from '../domain/case/case-view.js';
import type { OpenCase } from '../domain/case/recovery-case.js';
import { records } from './retry-policies.js';

const { projectCase } = proxyActivities<Activities>(records);

/** A place in a journal: the number of facts before it, and their chained checksum. */
export interface Place {
  readonly seq: number;
  readonly chain: string;
}

/** The facts of this run and where they begin. */
export interface Journal {
  readonly begin: Place;
  readonly events: readonly CaseEvent[];
}

/** What is to be projected: the case, its journal and the view of this moment. */
export interface Snapshot {
  readonly case: OpenCase;
  readonly journal: Journal;
  readonly view: CaseView;
}

/** What a projection needs of the recovery that it shows. */
export interface ProjectionHost {
  readonly run: CustomerRun;
  readonly shield: CancellationScope;
}

/** The place before the first fact of a case. */
export const beginning: Place = { seq: 0, chain: GENESIS };

/** Brings the read model up to the facts: beside the loop, one at a time; a push while one runs is remembered. */
export class Projection {
  readonly #run: CustomerRun;
  readonly #shield: CancellationScope;
  #next: Snapshot | undefined;
  #busy = false;
  readonly #superseded: () => void;
  #done: Place;

  /** `superseded` hears that the case was closed by an earlier course of this very run. */
  constructor({ run, shield }: ProjectionHost, done: Place, superseded: () => void) {
    this.#run = run;
    this.#shield = shield;
    this.#done = done;
    this.#superseded = superseded;
  }

  /** Whether nothing is being or waits to be written. */
  get idle(): boolean {
    return !this.#busy;
  }

  /** Asks for this state to be written; never awaited by the loop, never throws. */
  push(snapshot: Snapshot): void {
    this.#next = snapshot;
    if (this.#busy) return;
    this.#busy = true;
    void this.#shield.run(async () => {
      while (this.#next !== undefined) await this.#write(this.#next);
      this.#busy = false;
    });
  }

  async #write(snapshot: Snapshot): Promise<void> {
    this.#next = undefined;
    const { case: c, journal } = snapshot;
    const from = this.#done.seq < journal.begin.seq ? journal.begin : this.#done;
    const first = await this.#apply(snapshot, from);
    const applied = first === 'gap' ? await this.#apply(snapshot, journal.begin) : first;
    if (applied === 'closed_before') this.#superseded();
    if (applied === 'gap') {
      // The store has lost what an earlier run projected: every push says so again until somebody restores it.
      log.error('the read model lacks the facts of an earlier run', { caseId: c.caseId, seq: journal.begin.seq });
      return;
    }
    this.#done = { seq: c.seq, chain: c.chain };
  }

  #apply({ case: c, journal, view }: Snapshot, after: Place): Promise<string> {
    const events = journal.events.slice(after.seq - journal.begin.seq);
    return projectCase({ ...this.#run, caseId: c.caseId, after, events, view });
  }
}
