import type { CaseFact } from '../../case/case-events.js';
import { isOpenTask } from '../../case/fold-reaching.js';
import type { AskRecord } from '../../case/case-tasks.js';
import type { ChannelStop, WrittenText } from '../../case/dialogue.js';
import type { OpenCase } from '../../case/recovery-case.js';
import { channels, type Channel } from '../../contact/channels.js';
import type { MessageType } from '../../contact/messages.js';
import { MAX_REQUESTS } from '../../contact/outside-hours.js';
import { slotOf } from '../../sends/send-key.js';
import type { Move, Part } from '../move.js';
import { isPostponed, record, wait } from '../move.js';
import { callPromise } from '../promise-terms.js';
import { ask } from '../steps.js';
import { reachForTexts } from './reach-by-hand.js';

/**
 * What a customer or a person of the team has asked for in so many words, whether or not the gate is shut: a text that a
 * person wrote, or the task to tell it by other means; the confirmation of a call; the one word that a channel has ended. One
 * message at a time all the same.
 */
export const answerCustomer: Part = (c, now) => {
  const over = endAsks(c) ?? reachForTexts(c, now);
  if (over !== undefined) return over;
  if (c.messages.some((m) => m.state === 'requested')) return undefined;
  const moves = [confirmStops(c), sayWritten(c, now), confirmCalls(c, now)].filter((move) => move !== undefined);
  // What waits for the hours of contact keeps nothing from going that need not.
  return moves.find((move) => !isPostponed(move)) ?? moves[0];
};

/** The task that somebody has still to do because of what the customer wrote; a call before all else. */
export function openAsk(c: OpenCase): AskRecord | undefined {
  const open = c.asks.filter(isOpenTask);
  return open.find((a) => a.kind === 'call_back') ?? open[0];
}

/** The call that somebody has still to make; it stays theirs once the case goes on. */
export function openCall(c: OpenCase): AskRecord | undefined {
  const ask = openAsk(c);
  return ask?.kind === 'call_back' ? ask : undefined;
}

/** Before a case ends, the person who was asked to call has the time that a case waits for people. */
export function awaitCall(c: OpenCase, now: number): Move | undefined {
  const call = openCall(c);
  if (call === undefined) return undefined;
  const until = call.requestedAt + c.protocol.decideWithin;
  if (now >= until) return record({ type: 'task_lapsed', task: call.task });
  return wait(until, 'a person to call the customer', 'agent');
}

/** By when the customer was told that somebody calls, for the task that it makes; undefined where they have heard no time. */
export function promisedCall(c: OpenCase, task: string): number | undefined {
  const call = c.asks.find((a) => a.task === task);
  return call && c.promises.findLast((p) => p.about === 'call' && p.madeAt >= call.requestedAt)?.dueAt;
}

/** A task on the list ends by itself once a person has let the case go on, or decided how it ends. */
function endAsks(c: OpenCase): Move | undefined {
  const over = c.asks.find((a) => a.state === 'raised' && isPointless(c, a));
  return over && record({ type: 'task_ended', task: over.task });
}

function isPointless(c: OpenCase, { kind }: AskRecord): boolean {
  return c.repliedAt === undefined && (kind === 'answer_reply' || c.ending !== undefined);
}

/** On the stopped channel itself, and nothing there after it. */
function confirmStops(c: OpenCase): Move | undefined {
  for (const channel of channels) {
    const stop = c.stopped[channel];
    const order = stop?.confirm === true ? confirmation(c, channel, stop) : undefined;
    if (order !== undefined) return record(order);
  }
  return undefined;
}

function confirmation(c: OpenCase, channel: Channel, stop: ChannelStop): CaseFact | undefined {
  const message = 'opt_out_confirmation';
  const before = c.messages.filter((m) => m.message === message && m.channel === channel);
  const last = before.findLast((m) => m.requestedAt >= stop.at);
  const isLost = last?.state === 'unsettled' && last.request < MAX_REQUESTS;
  if (last !== undefined && !isLost) return undefined;
  const step = last ?? { round: c.round.number, message, ordinal: before.length + 1 };
  const { round, ordinal } = step;
  const slot = slotOf({ round, message, ordinal, channel });
  const incidents = c.incidents.map((i) => i.id);
  const request = (last?.request ?? 0) + 1;
  return { type: 'message_requested', slot, message, round, ordinal, channel, request, incidents, covers: [] };
}

function sayWritten(c: OpenCase, now: number): Move | undefined {
  for (const written of c.texts) {
    const move = askForText(c, written, now);
    if (move !== undefined) return move;
  }
  return undefined;
}

/** Asks for the message that carries a text; undefined when that is over. */
export function askForText(c: OpenCase, { text, round, ordinal, channel }: WrittenText, now: number): Move | undefined {
  const incidents = c.incidents.map((i) => i.id);
  const prefer = channel === undefined ? {} : { prefer: channel };
  return ask(c, { message: 'agent_message', incidents, text, ...prefer, round, ordinal }, now);
}

/** Each call that is still to be made is confirmed once, with the time by which it comes. */
function confirmCalls(c: OpenCase, now: number): Move | undefined {
  const calls = c.asks.filter((a) => a.kind === 'call_back');
  for (const [place, call] of calls.entries()) {
    if (!isOpenTask(call)) continue;
    const message: MessageType = 'callback_confirmation';
    const before = c.messages.find((m) => m.message === message && m.ordinal === place + 1);
    const wish = { message, incidents: c.incidents.map((i) => i.id), promise: callPromise(c, call.dueAt) };
    const move = ask(c, { ...wish, round: before?.round ?? c.round.number, ordinal: place + 1 }, now);
    if (move !== undefined) return move;
  }
  return undefined;
}
