import type { MessageOrder } from '../../domain/case/case-events.js';
import type { CaseInput } from '../../domain/case/commands.js';
import type { Channel } from '../../domain/contact/channels.js';
import { OUTSIDE_HOURS } from '../../domain/contact/outside-hours.js';
import type { PromiseTerms } from '../../domain/contact/messages.js';
import type { SendResult } from '../../domain/journey/results.js';
import type { Agenda } from './agenda.js';
import type { SendPlan } from './script.js';

/** A row of the model ledger: at most one copy leaves under its key, and everybody who asks gets the same answer. */
interface Row {
  state: 'claimed' | 'accepted' | 'rejected' | 'skipped' | 'in_doubt' | 'withdrawn' | 'failed';
  request: number;
  /** How often the address had been corrected when it was claimed. */
  address: number;
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
  /** From when on its sender leaves it out. */
  readonly closesAt: number;
  /** Called once with what came of it. */
  readonly done: (result: SendResult) => void;
  /** Its case hears what became known of it later. */
  readonly report: (report: CaseInput) => void;
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

const prompt: SendPlan = {
  fate: 'accepted',
  takes: 0,
  answers: 0,
  ignoresCancel: false,
  mortal: false,
  code: 'mailbox_refused',
};

/** The send ledger and the providers behind it, after sends.md: claim, send, settle; a claim is never sent twice. */
export class Ledger {
  readonly #rows = new Map<string, Row>();
  readonly #world: Surroundings;
  #sent = 0;
  readonly #corrections = new Map<Channel, number>();

  constructor(world: Surroundings) {
    this.#world = world;
  }

  /** Sends, or finds what came of an earlier attempt. */
  send(attempt: Attempt): void {
    const row = this.#rows.get(attempt.key);
    if (row === undefined || this.#claimable(row, attempt.order)) this.#claim(attempt);
    else this.#found(row, attempt);
  }

  /** Prevents the message if it has not left, else finds what came of it. */
  withdraw(attempt: Attempt): void {
    const { key, order } = attempt;
    const row = this.#rows.get(key);
    if (row === undefined || this.#claimable(row, order)) {
      this.#rows.set(key, { ...this.#newRow(order, prompt), state: 'withdrawn', cancelled: true });
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
    const row = this.#newRow(attempt.order, plan);
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

  #settle(row: Row, attempt: Attempt): void {
    const { order, closesAt } = attempt;
    const { agenda, promisedAt, left, forbids } = this.#world;
    const { fate } = row.plan;
    const forbidden = agenda.now >= closesAt ? OUTSIDE_HOURS : forbids(order);
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
    if (fate === 'bounced' || row.state === 'in_doubt') this.#findOut(row, attempt);
  }

  /** Whoever finds a row hears what it says; a claim whose sender is dead is in doubt, any other is waited for. */
  #found(row: Row, attempt: Attempt): void {
    if (row.state === 'claimed' && row.dead) {
      row.state = 'in_doubt';
      this.#findOut(row, attempt);
    }
    if (row.state === 'claimed') row.waiting.push(attempt);
    else this.#answer(row, attempt);
  }

  /** The address on a channel is another one from now on: what the old one refused is free. */
  correct(channel: Channel): void {
    this.#corrections.set(channel, this.#version(channel) + 1);
  }

  /** A bounce is reported, or somebody finds out what became of a message in doubt. */
  #findOut(row: Row, { order: { slot }, report }: Attempt): void {
    const { agenda, ms } = this.#world;
    const { found, fate, code } = row.plan;
    if (found === undefined) return;
    agenda.in(Math.max(1, ms(found)), () => {
      if (fate === 'bounced' && row.state === 'accepted') {
        Object.assign(row, { state: 'failed', code });
        report({ type: 'delivery_failed', slot, code });
      } else if (row.state === 'in_doubt') {
        const arrived = !row.dead && fate === 'in_doubt_arrived';
        Object.assign(row, { state: arrived ? 'accepted' : 'withdrawn', request: row.request - (arrived ? 0 : 1) });
        report({ type: 'send_settled', slot, verdict: arrived ? 'arrived' : 'resend' });
      }
    });
  }

  #newRow(order: MessageOrder, plan: SendPlan): Row {
    return {
      state: 'claimed',
      request: order.request,
      address: this.#version(order.channel),
      plan,
      code: undefined,
      forbidden: false,
      dead: false,
      cancelled: false,
      waiting: [],
    };
  }

  #claimable(row: Row, { request, channel }: MessageOrder): boolean {
    if (row.state === 'withdrawn' || row.state === 'skipped') return request > row.request;
    const refused = row.state === 'rejected' || row.state === 'failed';
    return refused && request > row.request && row.address !== this.#version(channel);
  }

  #version(channel: Channel): number {
    return this.#corrections.get(channel) ?? 0;
  }

  #answer(row: Row, attempt: Attempt): void {
    this.#world.agenda.in(Math.max(1, this.#world.ms(row.plan.answers)), () => attempt.done(resultOf(row)));
  }
}

const settled = {
  accepted: 'accepted',
  bounced: 'accepted',
  stopped: 'skipped',
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
  skipped: 'not_needed',
  stopped: 'opted_out',
};

function resultOf(row: Row): SendResult {
  const told = row.promiseDueAt === undefined ? {} : { promiseDueAt: row.promiseDueAt };
  switch (row.state) {
    case 'accepted':
      return { kind: 'accepted', ...told };
    case 'failed':
      return { kind: 'rejected', code: row.code ?? '' };
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
