import { announceReleases } from '../../../activities/announce-releases.js';
import { silentMetrics } from '../../../adapters/metrics/index.js';
import type { CaseEvent, CaseFact } from '../../../domain/case/case-events.js';
import type { Command } from '../../../domain/case/commands.js';
import { fold } from '../../../domain/case/evolve.js';
import { type OpenCase, RULES } from '../../../domain/case/recovery-case.js';
import { joinFacts } from '../../../domain/journey/results.js';
import { nextMove } from '../../../domain/journey/next-move.js';
import { viewOf } from '../../../domain/journey/view-of.js';
import type { ContactLook } from '../../../ports/contact-look.js';
import { decideContacts } from '../../../web/decide-contacts.js';
import { logContacts } from '../../../web/log-contacts.js';
import { Desk } from '../../activities/support/desk.js';
import { MINUTE, T0 } from '../../domain/support/builders.js';
import { Journey } from '../../domain/support/journey.js';
import type { OracleReport } from './oracle.js';
import type { Step } from './sequence.js';

const CUSTOMER = { tenant: 'acme', customerId: 'cust-1' };

/** A case with what the read model has heard of it. */
interface LivedCase {
  readonly caseId: string;
  journey: Journey;
  shown: Pick<OpenCase, 'seq' | 'chain'>;
}

/** A question of whoever sells, with the answer. */
export interface Asked {
  readonly at: number;
  readonly allowed: boolean;
  /** Nothing waited to be taken up, and the read model had heard all. */
  readonly quiet: boolean;
}

/** One customer over stores in memory: real decisions, activities and edges; of the shell only the order of its steps. */
export class Life {
  readonly desk = new Desk();
  readonly reports: OracleReport[] = [];
  readonly cases: LivedCase[] = [];
  readonly asked: Asked[] = [];
  readonly #look: (stores: Desk['stores']) => ContactLook;
  readonly #waiting: OracleReport[] = [];
  #takes = true;

  /** `look` replaces the look before a contact, for mutants. */
  constructor(look: (stores: Desk['stores']) => ContactLook = ({ contacts }) => contacts) {
    this.#look = look;
  }

  /** Every journal, in the order of the cases. */
  get journals(): readonly (readonly CaseEvent[])[] {
    return this.cases.map(({ journey }) => journey.journal);
  }

  async live(steps: readonly Step[]): Promise<void> {
    await this.desk.publish();
    for (const step of steps) {
      // No two steps in one instant: what came first is then no question of milliseconds.
      this.#passed(1);
      await this.#take(step);
    }
    this.#passed(1);
    await this.#take({ kind: 'take_up', reopens: false });
    await this.#project();
    await this.#ask();
    await this.#sweep();
  }

  async #take(step: Step): Promise<void> {
    switch (step.kind) {
      case 'report':
        return this.#report(step.qualifies);
      case 'take_up':
        return this.#takeUp(step.reopens);
      case 'pass': {
        this.#passed(step.minutes * MINUTE);
        return;
      }
      case 'provider':
        this.#takes = step.takes;
        return;
      case 'project':
        return this.#project();
      case 'sweep':
        return this.#sweep();
      case 'ask':
        return this.#ask();
      case 'answer': {
        this.#obey({ type: 'answer', round: this.#open?.journey.state.round.number ?? 1, score: step.score });
        return;
      }
      case 'close': {
        this.#obey({ type: 'close', outcome: step.outcome, cause: 'decided' });
        return;
      }
      case 'resolve':
      case 'withdraw':
      case 'abort': {
        this.#obey({ type: step.kind, cause: 'decided' });
        return;
      }
    }
  }

  get #last(): LivedCase | undefined {
    return this.cases.at(-1);
  }

  get #open(): LivedCase | undefined {
    return this.#last?.journey.state.phase === 'open' ? this.#last : undefined;
  }

  async #report(qualifies: boolean): Promise<void> {
    const id = `inc-${this.reports.length + 1}`;
    await this.desk.reported({
      id,
      confidence: qualifies ? 1 : 0.1,
      reportedAt: this.desk.now,
      occurredAt: this.desk.now,
    });
    const report: OracleReport = { id, at: this.desk.now };
    this.reports.push(report);
    this.#waiting.push(report);
  }

  async #takeUp(reopens: boolean): Promise<void> {
    for (const report of this.#waiting.splice(0)) {
      const closed = this.#last?.journey.state.phase === 'closed' ? this.#last : undefined;
      const isStillThere = this.desk.now - (closed?.journey.state.closed?.at ?? 0) < MINUTE;
      if (closed !== undefined && reopens && isStillThere)
        this.#record(closed, { type: 'case_reopened', because: 'incident' });
      // A run projects the end of its case before it ends.
      else if (closed !== undefined) await this.#project();
      await (this.#open === undefined ? this.#opens(report) : this.#joins(this.#open, report));
    }
  }

  async #opens(report: OracleReport): Promise<void> {
    const result = await this.desk.activities.openCase({ ...CUSTOMER, incidentId: report.id });
    if (result.kind === 'restored') throw new Error('an open case was not known to be open');
    if (result.kind === 'refused') {
      report.refusedAt = this.desk.now;
      return;
    }
    const stamp = { at: this.desk.now, actor: 'system', rules: RULES };
    const journal: readonly CaseEvent[] = [
      { type: 'rules_adopted', version: RULES, ...stamp },
      { type: 'case_opened', ...result.opening, ...stamp },
    ];
    const state = fold(journal);
    if (state.phase === 'new') throw new Error('a case that was opened is not new');
    const { seq, chain } = fold([]);
    this.cases.push({ caseId: report.id, journey: new Journey(state, this.desk.now, journal), shown: { seq, chain } });
  }

  async #joins(open: LivedCase, report: OracleReport): Promise<void> {
    const { state } = open.journey;
    const { programme, channels } = state.protocol;
    const input = { ...CUSTOMER, caseId: open.caseId, incidentId: report.id, channels, programme };
    open.journey = open.journey.does({ type: 'incident', incidentId: report.id });
    const result = await this.desk.activities.joinCase(input);
    if (result.kind === 'joined') {
      this.#record(open, ...joinFacts(open.journey.state, result.incident));
      return;
    }
    report.refusedAt = this.desk.now;
    this.#record(open, { type: 'incident_refused', incidentId: report.id, reason: result.reason });
  }

  #record(of: LivedCase, ...facts: readonly CaseFact[]): void {
    of.journey = of.journey.and(...facts);
  }

  #obey(command: Command): void {
    const open = this.#open;
    if (open === undefined || open.journey.decision(command).kind === 'refused') return;
    open.journey = open.journey.does(command);
  }

  #passed(milliseconds: number): void {
    this.desk.now += milliseconds;
    const last = this.#last;
    if (last === undefined) return;
    const offset = this.desk.now - T0;
    last.journey = last.journey.until(offset, this.#takes ? {} : { send: () => 'open' }).at(offset);
  }

  async #project(): Promise<void> {
    for (const one of this.cases) {
      const { state, journal } = one.journey;
      const events = journal.slice(one.shown.seq);
      if (events.length === 0) continue;
      const view = viewOf(state, nextMove(state, this.desk.now), this.desk.now);
      const input = { ...CUSTOMER, caseId: one.caseId, after: one.shown, events, view };
      const result = await this.desk.activities.projectCase(input);
      if (result !== 'applied') throw new Error(`the projection was not applied but ${result}`);
      one.shown = { seq: state.seq, chain: state.chain };
    }
  }

  async #sweep(): Promise<void> {
    const clock = { now: () => this.desk.now };
    const { failed } = await announceReleases({ ...this.desk.stores, clock, metrics: silentMetrics });
    if (failed > 0) throw new Error('a sweep failed');
  }

  async #ask(): Promise<void> {
    const { stores, now: at } = this.desk;
    const edge = { clock: { now: () => at }, stores: { ...stores, contacts: this.#look(stores) } };
    const question = { customerId: CUSTOMER.customerId, purpose: 'marketing' } as const;
    const [answer] = await decideContacts(edge, CUSTOMER.tenant, [question]);
    const allowed = answer?.decision === 'allow';
    const heard = this.cases.every(({ journey, shown }) => journey.state.seq === shown.seq);
    this.asked.push({ at, allowed, quiet: heard && this.#waiting.length === 0 });
    if (!allowed) return;
    const sent = { ...question, id: `mail-${this.asked.length}`, at, decision: 'allow' } as const;
    await logContacts({ clock: edge.clock, stores }, CUSTOMER.tenant, [sent]);
  }

  /** The report of the sender’s last mails, as they are judged once the read model has heard all. */
  async pastOf(): Promise<Awaited<ReturnType<ContactLook['past']>>[number]> {
    const [past] = await this.desk.stores.contacts.past(CUSTOMER.tenant, [CUSTOMER.customerId]);
    if (past === undefined) throw new Error('a look answers for everybody');
    return past;
  }
}
