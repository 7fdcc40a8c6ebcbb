import { allHandlersFinished, condition, workflowInfo } from '@temporalio/workflow';
import type { CaseEvent, CaseEventType } from '../domain/case/case-events.js';
import type { OpenCase } from '../domain/case/recovery-case.js';
import type { Move, WaitMove } from '../domain/journey/move.js';
import { viewOf } from '../domain/journey/view-of.js';
import { Alarm } from './alarm.js';
import { Projection } from './projection.js';
import type { Recovery } from './recovery.js';
import { Visibility } from './visibility.js';

/** Facts of messages whose projection can wait for the next one. */
const aboutMessages: readonly CaseEventType[] = [
  'message_requested',
  'message_accepted',
  'message_skipped',
  'message_unsettled',
  'message_withdrawn',
  'promise_made',
  'promise_kept',
];

/** How a case rests: it shows itself, sets the one alarm, and sleeps until something changes. */
export class Rest {
  readonly #recovery: Recovery;
  readonly #alarm: Alarm;
  readonly #projection: Projection;
  readonly #visibility: Visibility;
  readonly #continueAfter: number;
  #pushed: number;

  constructor(recovery: Recovery, continueAfter: number) {
    this.#recovery = recovery;
    this.#alarm = new Alarm(recovery.shield);
    this.#projection = new Projection(recovery, recovery.journal.begin, () => recovery.supersede());
    this.#visibility = new Visibility(recovery.run.tenant);
    this.#continueAfter = continueAfter;
    this.#pushed = recovery.journal.begin.seq;
  }

  /** Whether this run may hand the case on: its history is long, everything is projected, and nothing is under way. */
  get handOverDue(): boolean {
    const { case: c, inbox, effects } = this.#recovery;
    const settled = this.#projection.idle && effects.idle && inbox.empty && allHandlersFinished();
    return this.#long && c.phase === 'open' && settled && this.#pushed === c.seq;
  }

  /** Sleeps until a fact was recorded, something came in, a send turned slow, or the alarm rang. */
  async until(move: WaitMove): Promise<void> {
    const { effects } = this.#recovery;
    const { seq } = this.#recovery.case;
    const { slow } = effects;
    if (!this.#brief(move)) this.#show(move);
    if (move.alarm && (!move.effect || slow || this.#soon(move))) this.#alarm.set(move.until, move.reason);
    const rings = this.#alarm.rings;
    const changed = (): boolean =>
      this.#recovery.case.seq !== seq || effects.slow !== slow || this.#alarm.rings !== rings;
    await condition(() => changed() || this.#recovery.stirred || this.handOverDue);
  }

  /** Turns the alarm off: this run is over. */
  stop(): void {
    this.#alarm.stop();
  }

  /** Brings the last facts into the read model, and waits until they are there. */
  async finish(move: Move): Promise<void> {
    this.#alarm.stop();
    this.#push(move);
    const { case: c } = this.#recovery;
    if (c.phase !== 'new') this.#visibility.close(c, viewOf(c, move, Date.now()));
    await condition(() => this.#projection.idle && allHandlersFinished());
  }

  get #long(): boolean {
    const { historyLength, continueAsNewSuggested } = workflowInfo();
    return continueAsNewSuggested || historyLength > this.#continueAfter;
  }

  /** What follows a brief rest is worth showing, not the rest: a message usually goes out within seconds. */
  #brief(move: WaitMove): boolean {
    return move.effect ? !this.#recovery.effects.slow : this.#soon(move);
  }

  #soon(move: WaitMove): boolean {
    const { case: c } = this.#recovery;
    return c.phase === 'new' || move.until - Date.now() < c.protocol.soon;
  }

  #show(move: WaitMove): void {
    const { case: c, journal } = this.#recovery;
    if (c.phase === 'new') return;
    const fresh = journal.events.slice(this.#pushed - journal.begin.seq);
    if (this.#long || !canWait(c, fresh)) this.#push(move);
    this.#visibility.show(c, viewOf(c, move, Date.now()));
  }

  #push(move: Move): void {
    const { case: c, journal } = this.#recovery;
    if (c.phase === 'new') return;
    this.#pushed = c.seq;
    this.#projection.push({ case: c, journal, view: viewOf(c, move, Date.now()) });
  }
}

/**
 * Whether the next projection is soon enough: what is plain of messages the ledger tells on (`domain/journey/tell-on.ts`). What
 * was asked for again, taken back, or ended after it was shown has a story that no row holds.
 */
function canWait({ rules }: OpenCase, fresh: readonly CaseEvent[]): boolean {
  if (!fresh.every(({ type }) => aboutMessages.includes(type))) return false;
  return rules < 4 || fresh.every((event) => isPlain(event, fresh));
}

function isPlain(event: CaseEvent, fresh: readonly CaseEvent[]): boolean {
  if (event.type === 'message_requested') return event.request === 1;
  if (event.type === 'promise_made' || event.type === 'promise_kept') return true;
  const ends = event.type === 'message_accepted' || event.type === 'message_skipped' ? event.slot : undefined;
  return fresh.some((asked) => asked.type === 'message_requested' && asked.slot === ends);
}
