import type { CaseEvent, MessageOrder, Opening, Verdict } from '../../domain/case/case-events.js';
import type { CaseIncident } from '../../domain/case/incident.js';
import type { Channel } from '../../domain/contact/channels.js';
import { ANSWERED } from '../../domain/journey/results.js';
import { says } from '../../domain/journey/says.js';
import { unresolved } from '../../domain/journey/told.js';
import { Agenda } from './agenda.js';
import { Ledger } from './ledger.js';
import type { Leaving } from './ledger.js';
import type { Rules } from './rules.js';
import type { CommandChoice, Cue, IncidentPlan, Script } from './script.js';
import type { Shell } from './shell.js';
import { outcomeOf, Voice } from './voice.js';

/** 9 March 2026, 09:00 UTC. */
const START = Date.UTC(2026, 2, 9, 9);

/** What opening or joining an incident comes to. */
export type Intake<T> =
  { readonly kind: 'in'; readonly what: T } | { readonly kind: 'refused'; readonly reason: string };

/** Everything around the shell of one customer: stores, providers, staff, the customer, and time. */
export class World {
  readonly agenda: Agenda;
  /** Stored answers by `{run}/{round}`. */
  readonly answers = new Map<string, Verdict>();
  readonly takenUp = new Map<string, number>();
  /** Incidents signalled while no run was there to hear. */
  readonly waiting: string[] = [];
  readonly script: Script;
  readonly ledger: Ledger;
  readonly voice: Voice;
  /** The run that hears what happens; the last one, when it is over, is still answerable for what it sent. */
  #shell: Shell | undefined;
  #over = true;
  readonly #start: number;
  readonly #seen = new Map<string, number>();
  readonly #cued = new Map<string, { readonly cue: Cue; readonly run: () => void }[]>();
  readonly #granted = new Set<number>();
  #lastApologyAt: number | undefined;
  #acts = 0;
  #surveys = 0;
  #reaches = 0;

  constructor(script: Script, rules: Rules) {
    this.script = script;
    const { apologisedAgo, protocol, sends, startAt = START } = script;
    this.#start = startAt;
    this.agenda = new Agenda(startAt);
    this.#lastApologyAt = apologisedAgo === undefined ? undefined : startAt - this.ms(apologisedAgo);
    this.ledger = new Ledger({
      agenda: this.agenda,
      plans: sends,
      ms: (plan) => this.ms(plan),
      worthSending: protocol.worthSending,
      promisedAt: rules.promisedAt,
      forbids: (order) => this.voice.forbids(order) ?? (this.#answered(order) ? ANSWERED : undefined),
      left: (order, copy) => this.#left(order, copy),
    });
    this.voice = new Voice(this);
    this.#prepare();
    this.#happened('start');
  }

  /** The run that hears what happens, if one is under way. */
  get shell(): Shell | undefined {
    return this.#over ? undefined : this.#shell;
  }

  /** A run begins. */
  enter(shell: Shell): void {
    this.#shell = shell;
    this.#over = false;
  }

  /** The run is over; what it sent may still arrive. */
  leave(): void {
    this.#over = true;
  }

  /** Plan milliseconds at the pace of the script. */
  ms(plan: number): number {
    return Math.round(plan / this.script.pace);
  }

  /** A fact was recorded: what waits for it is scheduled. */
  heard({ type }: CaseEvent): void {
    this.#happened(type);
    if (type === 'customer_replied' || type === 'callback_requested' || type === 'not_settled')
      this.#attend(this.shell);
    if (type === 'case_opened' || type === 'incident_joined' || type === 'round_started') this.#watch(this.shell);
  }

  /** The incident opens the case of this run, once criteria and the claim on it allow; a repeat gets the same answer. */
  open(id: string, run: number): Intake<Opening> {
    const intake = this.join(id, run);
    if (intake.kind === 'refused') return intake;
    const { protocol, place } = this.script;
    const reachableBy = this.reachableBy(id);
    const lastApologyAt = this.#lastApologyAt;
    const what = {
      caseId: id,
      number: new Set(this.takenUp.values()).size,
      reference: 'AB12CD34',
      incident: intake.what,
      protocol,
      reachableBy,
      ...(lastApologyAt !== undefined && { lastApologyAt }),
      ...(place !== undefined && { hours: place.hours }),
    };
    return { kind: 'in', what };
  }

  /** The incident joins the case of this run; one that is in another case or was refused does not. */
  join(id: string, run: number): Intake<CaseIncident> {
    const plan = this.incident(id);
    if (plan === undefined || plan.refused) return { kind: 'refused', reason: 'score_too_good' };
    const owner = this.takenUp.get(id) ?? run;
    if (owner !== run) return { kind: 'refused', reason: 'closed_before' };
    this.takenUp.set(id, run);
    const { severity, loss, baseline, reportedAgo, operational } = plan;
    const reportedAt = this.agenda.now - this.ms(reportedAgo);
    const known = { ...(loss !== undefined && { loss }), ...(baseline !== undefined && { baseline }) };
    const optional = { ...known, ...(operational && { operational }) };
    return { kind: 'in', what: { id, category: 'late_delivery', severity, reportedAt, ...optional } };
  }

  /** A task was raised: the person who gets it does it, or nobody does. */
  raised(task: string): void {
    const { reaches } = this.script;
    const shell = this.shell;
    const { outcome: end, takes } = reaches[this.#reaches++ % Math.max(1, reaches.length)] ?? { takes: 0 };
    if (end === undefined) return;
    const outcome = outcomeOf(task, end);
    this.agenda.in(Math.max(1, this.ms(takes)), () => {
      // Told twice, as an impatient person does.
      if (shell === this.shell) for (let i = 0; i < 2; i++) shell?.signal({ type: 'task_done', task, outcome });
    });
  }

  /** How the customer can be reached after this report. */
  reachableBy(id: string): readonly Channel[] {
    return this.incident(id)?.reachableBy ?? this.script.reachableBy;
  }

  /** The plan behind an incident id. */
  incident(id: string): IncidentPlan | undefined {
    return this.script.incidents[Number(id.slice(2)) - 1];
  }

  /** The next attempt to grant the remedy of a case: how long it takes and what it answers. */
  grant(run: number): { readonly takes: number; readonly result: 'done' | 'failed' | 'unsettled' } {
    const { acts, protocol } = this.script;
    if (this.#granted.has(run)) return { takes: 1, result: 'done' };
    const { fate, takes } = acts[this.#acts++ % Math.max(1, acts.length)] ?? { fate: 'done', takes: 0 };
    if (fate === 'done' || fate === 'unsettled_done') this.#granted.add(run);
    const slow = this.ms(takes) >= protocol.worthSending;
    if (fate === 'failed' && !slow) return { takes: this.ms(takes), result: 'failed' };
    return fate === 'done' && !slow
      ? { takes: this.ms(takes), result: 'done' }
      : { takes: protocol.worthSending, result: 'unsettled' };
  }

  /** The stored answer to the survey of a round, if the customer gave one in time. */
  answer(run: number, round: number): Verdict | undefined {
    return this.answers.get(`${run}/${round}`);
  }

  #prepare(): void {
    const { incidents, commands, corrections, inputs, restarts } = this.script;
    incidents.forEach(({ cue, againAfter }, i) => {
      const id = `i-${i + 1}`;
      this.#on(cue, () => {
        this.#report(id);
        if (againAfter !== undefined) this.agenda.in(this.ms(againAfter), () => this.#report(id));
      });
    });
    for (const { cue, actor, roundOff, ask } of commands) {
      const choice = ask.type === 'hold' ? { ...ask, lasts: this.ms(ask.lasts) } : ask;
      this.#on(cue, () => this.shell?.ask({ actor, roundOff, choice }));
    }
    for (const plan of inputs) {
      const input = this.voice.input();
      this.#on(plan.cue, () => this.voice.say(plan, input));
    }
    for (const { cue, channel } of corrections) this.#on(cue, () => this.#correct(channel));
    for (const { cue, lasts } of restarts) this.#on(cue, () => this.shell?.goDown(this.ms(lasts)));
  }

  #correct(channel: Channel): void {
    const c = this.shell?.case;
    if (c === undefined || c.phase === 'new') return;
    this.ledger.correct(channel);
    const reachableBy = c.protocol.channels.filter((one) => one === channel || c.reachableBy.includes(one));
    this.shell?.signal({ type: 'contact_corrected', reachableBy, corrected: [channel] });
  }

  #on(cue: Cue, run: () => void): void {
    const cued = this.#cued.get(cue.after) ?? [];
    this.#cued.set(cue.after, [...cued, { cue, run }]);
  }

  #happened(what: string): void {
    const nth = (this.#seen.get(what) ?? 0) + 1;
    this.#seen.set(what, nth);
    for (const { cue, run } of this.#cued.get(what) ?? []) {
      if (cue.nth === nth) this.agenda.in(this.ms(cue.delay), run);
    }
  }

  #report(incidentId: string): void {
    if (this.shell === undefined) this.waiting.push(incidentId);
    else this.shell.signal({ type: 'incident', incidentId });
  }

  /** Staff resolve what is left open, however long they were silent. */
  #watch(shell: Shell | undefined): void {
    const silent = this.#start + this.ms(this.script.staffSilence) - this.agenda.now;
    this.agenda.in(Math.max(silent, 0) + this.ms(DILIGENCE), () => {
      const c = shell?.case;
      if (shell === undefined || shell !== this.shell || c?.phase !== 'open' || unresolved(c).length === 0) return;
      shell.ask({ actor: 's-100', roundOff: 0, choice: RESOLVE_ALL });
      this.#watch(shell);
    });
  }

  /** Staff let a case go on in the end, whoever does its tasks. */
  #attend(shell: Shell | undefined): void {
    this.agenda.in(this.ms(DILIGENCE + this.script.staffSilence), () => {
      const c = shell?.case;
      if (shell === undefined || shell !== this.shell || c?.phase !== 'open' || c.repliedAt === undefined) return;
      shell.ask({ actor: 's-100', roundOff: 0, choice: { type: 'resume' } });
    });
  }

  /** Nobody is asked for an answer that is stored already. */
  #answered({ message, round }: MessageOrder): boolean {
    const asks = message === 'survey' || message === 'survey_reminder';
    return asks && this.answers.has(`${this.#shell?.trace.number ?? 0}/${round}`);
  }

  #left(order: MessageOrder, copy: Leaving): void {
    const shell = this.#shell;
    const { agenda } = this;
    if (shell === undefined) return;
    shell.trace.copies.push({ ...copy, order, at: agenda.now, state: shell.case });
    if (says(order, 'apology')) this.#lastApologyAt = agenda.now;
    if (order.message === 'survey') this.#ask(shell, order.round);
  }

  #ask(shell: Shell, round: number): void {
    const { answers, protocol } = this.script;
    const plan = answers[this.#surveys++ % Math.max(1, answers.length)];
    const verdict = plan?.verdict;
    if (plan === undefined || verdict === undefined || this.ms(plan.delay) >= protocol.survey.expiresAfter) return;
    this.agenda.in(this.ms(plan.delay), () => {
      this.answers.set(`${shell.trace.number}/${round}`, verdict);
      const times = { once: 1, twice: 2, lost: 0 }[plan.signal];
      for (let i = 0; i < times; i++) shell.signal({ type: 'answer', round, ...verdict });
    });
  }
}

/** How often the diligent member of staff looks. */
const DILIGENCE = 5 * 3_600_000;
const RESOLVE_ALL: CommandChoice = { type: 'resolve', which: 'all' };
