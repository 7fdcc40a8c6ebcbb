import type { Slot } from '../case/case-events.js';
import type { MessageRecord, OpenCase } from '../case/recovery-case.js';
import type { Outcome } from '../case/outcome.js';
import { wentOut } from '../case/went-out.js';
import { channels, type Channel } from '../contact/channels.js';
import type { MessageType, PromiseTerms } from '../contact/messages.js';
import { isExhausted, leftForHours } from '../contact/outside-hours.js';
import { closesChannel } from '../failure-codes.js';
import { slotOf } from '../sends/send-key.js';
import { leavesAt } from './contact-hours.js';
import type { Move, WaitMove } from './move.js';
import { record, waitForEffect, waitForHours } from './move.js';
import { withdrawnDueAt } from './promises-met.js';
import { says } from './says.js';

/** A message to a customer whichever channel it takes. */
export interface Step {
  readonly round: number;
  readonly message: MessageType;
  readonly ordinal: number;
}

/** How a step stands; `told` says whether the message went out, or may have. */
export type Standing =
  | { readonly kind: 'in_flight'; readonly since: number }
  | { readonly kind: 'ask'; readonly channel: Channel; readonly request: number }
  | { readonly kind: 'over'; readonly at: number; readonly told: boolean; readonly slot?: Slot };

/** What a stage wants to say. */
export interface Wish {
  readonly message: MessageType;
  readonly incidents: readonly string[];
  readonly covers?: readonly MessageType[];
  readonly promise?: PromiseTerms;
  /** How the case ends, as its last message says. */
  readonly outcome?: Outcome;
  /** The text that a person wrote, by its id. */
  readonly text?: string;
  /** The channel to try first. */
  readonly prefer?: Channel;
}

/** The channels that can still reach the customer, best first: one that refused for good or is stopped is left out. */
export function liveChannels(c: OpenCase): readonly Channel[] {
  const dead = c.messages.filter((m) => closesChannel(m.code) && isRefused(c, m)).map((m) => m.channel);
  return c.reachableBy.filter((channel) => !dead.includes(channel) && c.stopped[channel] === undefined);
}

/** Whether this message certainly did not get through on its channel, at the address that the customer has now. */
export function isRefused(c: OpenCase, m: MessageRecord): boolean {
  // What was asked for before a correction went to the old address, whenever its failure was heard of.
  if ((c.corrected[m.channel] ?? 0) > m.requestedAt) return false;
  if (m.state === 'skipped') return closesChannel(m.code);
  return m.state === 'rejected' || m.state === 'undelivered';
}

/** The channels on which a text that says this of an incident, asked for since then, did not get through. */
export function refusedOn(
  c: OpenCase,
  said: { incident: string; type: MessageType; since: number },
): readonly Channel[] {
  const { incident, type, since } = said;
  return c.messages
    .filter((m) => isRefused(c, m) && says(m, type))
    .filter((m) => m.incidents.includes(incident) && m.requestedAt >= since)
    .map((m) => m.channel);
}

/** How a step stands, over all channels it has tried; a channel is tried the later, the worse it is now. */
export function standing(c: OpenCase, step: Step, worse: (channel: Channel) => number = () => 0): Standing {
  const tries = triesOf(c, step);
  const told = tries.find(wentOut);
  if (told !== undefined) return { kind: 'over', at: endOf(told), told: true, slot: told.slot };
  const flying = tries.find((m) => m.state === 'requested');
  if (flying !== undefined) return { kind: 'in_flight', since: flying.requestedAt };
  return untold(c, tries, worse);
}

/** A step that did not go out so far: ask (again), or give it up. */
function untold(c: OpenCase, tries: readonly MessageRecord[], worse: (channel: Channel) => number): Standing {
  const last = tries.at(-1);
  // What may still be on its way is asked for under its own slot; only a certain refusal has closed a channel.
  const refused = tries.filter((m) => isRefused(c, m)).map((m) => m.channel);
  // Where it was left out or taken back too often another channel may have more luck.
  const spent = c.rules < 4 ? [] : tries.filter(isExhausted).map((m) => m.channel);
  const left = liveChannels(c).filter((channel) => !refused.includes(channel) && !spent.includes(channel));
  const open = [...left].sort((a, b) => worse(a) - worse(b));
  const [channel] = last?.state === 'unsettled' ? [last.channel] : open;
  const before = tries.find((m) => m.channel === channel);
  const tooOften = before !== undefined && isExhausted(before);
  const settled = tooOften || (last?.state === 'skipped' && !closesChannel(last.code) && !leftForHours(last));
  if (channel !== undefined && !settled) return { kind: 'ask', channel, request: (before?.request ?? 0) + 1 };
  return { kind: 'over', at: last === undefined ? c.round.startedAt : endOf(last), told: false };
}

/** The first step of a message type in this round. */
export function first(c: OpenCase, message: MessageType): Step {
  return { round: c.round.number, message, ordinal: 1 };
}

/** Asks for a message that is said once a round; undefined when it is over. */
export function askOnce(c: OpenCase, wish: Wish, now: number): Move | undefined {
  return ask(c, { ...wish, ...first(c, wish.message) }, now);
}

/**
 * Asks for one more message of a type that may repeat: the step that is still open, or the next ordinal. A new one begins
 * with a channel on which none of its incidents was told the same in vain, or it might go the same way for ever.
 */
export function askNext(c: OpenCase, wish: Wish, now: number): Move | undefined {
  const last = lastOrdinal(c, wish.message);
  const step = { ...first(c, wish.message), ordinal: keptForHours(c, wish) ?? Math.max(1, last) };
  const open = standing(c, step).kind !== 'over' || last === 0;
  return ask(c, { ...wish, ...step, ordinal: open ? step.ordinal : last + 1 }, now);
}

/** The step, also before the last, that has met the end of the hours: begun anew it would never have been asked for too often. */
function keptForHours(c: OpenCase, { message, incidents }: Wish): number | undefined {
  const same = (m: MessageRecord): boolean => m.round === c.round.number && m.message === message;
  return c.messages.findLast((m) => same(m) && leftForHours(m) && m.incidents.some((id) => incidents.includes(id)))
    ?.ordinal;
}

/** The channels that failed to tell one of these incidents what is to be told now. */
function inVain(c: OpenCase, { message, incidents, covers = [] }: Wish): readonly Channel[] {
  if (c.rules < 3) return [];
  const type = covers.includes('resolution') ? 'resolution' : message;
  const told = c.incidents.filter(({ id }) => incidents.includes(id));
  return told.flatMap(({ id, resolvedAt = 0 }) => refusedOn(c, { incident: id, type, since: resolvedAt }));
}

/** The wait for a message that was asked for at `since`. */
export function toGoOut(c: OpenCase, message: MessageType, since: number): WaitMove {
  return waitForEffect(since + c.protocol.worthSending, `the ${message} to go out`);
}

/** Asks for this very step; undefined when it is over. */
export function ask(c: OpenCase, wanted: Wish & Step, now: number): Move | undefined {
  const { prefer } = wanted;
  const avoided = prefer === undefined ? inVain(c, wanted) : channels.filter((one) => one !== prefer);
  const closed = closedFor(c, wanted, now);
  // What has to wait by all of them waits by the one that was asked for.
  const worse = (channel: Channel) => 2 * Number(closed.includes(channel)) + Number(avoided.includes(channel));
  const found = standing(c, wanted, worse);
  if (found.kind === 'over') return undefined;
  if (found.kind === 'in_flight') return toGoOut(c, wanted.message, found.since);
  const { channel, request } = found;
  const { message, incidents, round, ordinal, covers = [], promise, outcome, text } = wanted;
  const leaving = { message, incidents, round, ordinal, channel };
  const opens = leavesAt(c, leaving, now);
  if (opens > now) return waitForHours(opens, leaving);
  const missed = missedDueAt(c);
  const withdrawn = withdrawnDueAt(c, { ...wanted, covers });
  return record({
    type: 'message_requested',
    slot: slotOf(leaving),
    message,
    round,
    ordinal,
    channel,
    request,
    incidents,
    covers,
    ...(promise !== undefined && { promise }),
    ...(outcome !== undefined && { outcome }),
    ...(text !== undefined && { text }),
    ...(missed !== undefined && { missedDueAt: missed }),
    ...(withdrawn !== undefined && { withdrawnDueAt: withdrawn }),
  });
}

/** The channels by which this message may not leave now: an answer to somebody awake goes by another one that is open. */
function closedFor(c: OpenCase, wanted: Wish & Step, now: number): readonly Channel[] {
  return c.reachableBy.filter((channel) => leavesAt(c, { ...wanted, channel }, now) > now);
}

/** The time of the last promise that was missed and not yet owned up to; one that a close gave up early is not late yet. */
function missedDueAt(c: OpenCase): number | undefined {
  return c.promises.findLast((p) => p.state === 'missed' && !p.ownedUp && p.dueAt < c.at)?.dueAt;
}

/** How many steps of a message type are over in this round. */
export function stepsOver(c: OpenCase, message: MessageType): number {
  const ordinals = Array.from({ length: lastOrdinal(c, message) }, (_, i) => i + 1);
  return ordinals.filter((ordinal) => standing(c, { ...first(c, message), ordinal }).kind === 'over').length;
}

function lastOrdinal(c: OpenCase, message: MessageType): number {
  const ordinals = c.messages.filter((m) => m.round === c.round.number && m.message === message).map((m) => m.ordinal);
  return Math.max(0, ...ordinals);
}

/** What was asked for of a step, on each channel. */
export function triesOf(c: OpenCase, { round, message, ordinal }: Step): readonly MessageRecord[] {
  return c.messages.filter((m) => m.round === round && m.message === message && m.ordinal === ordinal);
}

function endOf(m: MessageRecord): number {
  return m.endedAt ?? m.requestedAt;
}
