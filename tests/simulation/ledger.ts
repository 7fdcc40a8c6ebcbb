import type { MessageOrder } from '../../domain/case/case-events.js';
import type { PromiseTerms } from '../../domain/contact/messages.js';
import type { SendResult } from '../../domain/journey/results.js';
import type { Agenda } from './agenda.js';
import type { SendPlan } from './script.js';

/** A row of the model ledger: at most one copy leaves under its key, and everybody who asks gets the same answer. */
interface Row {
  state: 'claimed' | 'accepted' | 'rejected' | 'skipped' | 'in_doubt' | 'withdrawn';
  request: number;
  plan: SendPlan;
  promiseDueAt?: number;
  /** Why it was refused or skipped. */
  code: string | undefined;
  /** Its sender found that it must not be sent. */
  forbidden: boolean;
  /** The sender died with its claim. */
  dead: boolean;
  /** The shell no longer wants it sent. */
  cancelled: boolean;
  /** Who else waits for what comes of the claim. */
  readonly waiting: Attempt[];
}

/** A message on its way, as the shell sees it. */
export interface Attempt {
  readonly key: string;
  readonly order: MessageOrder;
  /** Called once with what came of it. */
  readonly done: (result: SendResult) => void;
}

/** How a copy leaves. */
export interface Leaving {
  readonly promiseDueAt?: number;
  readonly raced: boolean;
}

/** What the ledger needs to know of its surroundings. */
export interface Surroundings {
  readonly agenda: Agenda;
  readonly plans: readonly SendPlan[];
  /** Plan milliseconds to real ones. */
  readonly ms: (plan: number) => number;
  readonly worthSending: number;
  readonly promisedAt: (promise: PromiseTerms, now: number) => number;
  /** Why this must not be sent now, as the sender finds after its claim. */
  readonly forbids: (order: MessageOrder) => string | undefined;
  readonly left: (order: MessageOrder, copy: Leaving) => void;
}

const prompt: SendPlan = { fate: 'accepted', takes: 0, answers: 0, ignoresCancel: false, mortal: false };

/** The send ledger and the providers behind it, after sends.md: claim, send, settle; a claim is never sent twice. */
export class Ledger {
  readonly #rows = new Map<string, Row>();
  readonly #world: Surroundings;
  #sent = 0;

  constructor(world: Surroundings) {
    this.#world = world;
  }

  /** Sends, or finds what came of an earlier attempt. */
  send(attempt: Attempt): void {
    const row = this.#rows.get(attempt.key);
    if (row === undefined || claimable(row, attempt.order.request)) this.#claim(attempt);
    else this.#found(row, attempt);
  }

  /** Prevents the message if it has not left, else finds what came of it. */
  withdraw(attempt: Attempt): void {
    const { key, order } = attempt;
    const row = this.#rows.get(key);
    if (row === undefined || claimable(row, order.request)) {
      this.#rows.set(key, { ...newRow(order, prompt), state: 'withdrawn', cancelled: true });
      this.#world.agenda.in(1, () => attempt.done({ kind: 'withdrawn' }));
      return;
    }
    row.cancelled = true;
    if (row.state === 'claimed' && !row.dead && !row.plan.ignoresCancel) row.state = 'withdrawn';
    this.#found(row, attempt);
  }

  /** The process dies: some senders die with it, their claims stay. */
  crash(): void {
    for (const row of this.#rows.values()) if (row.state === 'claimed' && row.plan.mortal) row.dead = true;
  }

  #claim(attempt: Attempt): void {
    const { agenda, plans, ms, worthSending } = this.#world;
    const plan = plans[this.#sent++ % Math.max(1, plans.length)] ?? prompt;
    const deadline = agenda.now + worthSending;
    const row = newRow(attempt.order, plan);
    agenda.in(worthSending, () => {
      if (!row.cancelled) attempt.done({ kind: 'unsettled' });
    });
    if (plan.fate === 'unsettled_lost') return;
    this.#rows.set(attempt.key, row);
    // A sender keeps its deadline: what is not handed over by then never leaves.
    agenda.in(Math.min(ms(plan.takes), worthSending - 1), () => {
      if (row.state !== 'claimed' || row.dead) return;
      this.#settle(row, attempt);
      const silent = plan.fate === 'unsettled_arrived' && !row.forbidden;
      for (const other of row.waiting) this.#answer(row, other);
      if (!silent && agenda.now + ms(plan.answers) < deadline) this.#answer(row, attempt);
    });
  }

  #settle(row: Row, { order }: Attempt): void {
    const { agenda, promisedAt, left, forbids } = this.#world;
    const { fate } = row.plan;
    const forbidden = forbids(order);
    row.code = forbidden ?? codes[fate];
    row.forbidden = forbidden !== undefined;
    if (row.forbidden) {
      row.state = 'skipped';
      return;
    }
    if (order.promise !== undefined) row.promiseDueAt = promisedAt(order.promise, agenda.now);
    const { promiseDueAt } = row;
    if (fate === 'accepted' || fate === 'in_doubt_arrived' || fate === 'unsettled_arrived') {
      left(order, { raced: row.cancelled, ...(promiseDueAt !== undefined && { promiseDueAt }) });
    }
    row.state = settled[fate];
  }

  /** Whoever finds a row hears what it says; a claim whose sender is dead is in doubt, any other is waited for. */
  #found(row: Row, attempt: Attempt): void {
    if (row.state === 'claimed' && row.dead) row.state = 'in_doubt';
    if (row.state === 'claimed') row.waiting.push(attempt);
    else this.#answer(row, attempt);
  }

  #answer(row: Row, attempt: Attempt): void {
    this.#world.agenda.in(Math.max(1, this.#world.ms(row.plan.answers)), () => attempt.done(resultOf(row)));
  }
}

const settled = {
  accepted: 'accepted',
  bad_address: 'rejected',
  refused_by_provider: 'rejected',
  skipped: 'skipped',
  in_doubt_arrived: 'in_doubt',
  in_doubt_lost: 'in_doubt',
  unsettled_arrived: 'accepted',
  unsettled_lost: 'claimed',
} as const;

const codes: Readonly<Partial<Record<SendPlan['fate'], string>>> = {
  bad_address: 'bad_address',
  refused_by_provider: 'refused_by_provider',
  skipped: 'outside_hours',
};

function newRow(order: MessageOrder, plan: SendPlan): Row {
  return {
    state: 'claimed',
    request: order.request,
    plan,
    code: undefined,
    forbidden: false,
    dead: false,
    cancelled: false,
    waiting: [],
  };
}

function claimable(row: Row, request: number): boolean {
  return (row.state === 'withdrawn' || row.state === 'skipped') && request > row.request;
}

function resultOf(row: Row): SendResult {
  const told = row.promiseDueAt === undefined ? {} : { promiseDueAt: row.promiseDueAt };
  switch (row.state) {
    case 'accepted':
      return { kind: 'accepted', ...told };
    case 'claimed':
    case 'in_doubt':
      return { kind: 'in_doubt', ...told };
    case 'rejected':
      return { kind: 'rejected', code: row.code ?? '' };
    case 'skipped':
      return { kind: 'skipped', reason: row.code ?? '' };
    case 'withdrawn':
      return { kind: 'withdrawn' };
  }
}
