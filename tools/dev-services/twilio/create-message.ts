import { setTimeout as pause } from 'node:timers/promises';
import type { FastifyReply } from 'fastify';
import type { Faults } from '../faults.js';
import { apiErrors, refuse } from './api-error.js';
import type { CallbackFault } from './delivery.js';
import { acceptMessage, toResource, type SmsMessage, type SmsRequest } from './message.js';
import type { Phones } from './phones.js';
import { readSmsRequest } from './read-request.js';

/**
 * What goes wrong with a create-message call. Before the message is taken: an error, or the connection reset. After it: an
 * error, a reset, no answer until the caller gives up, a late answer, an answer that comes after all callbacks,
 * callbacks that come last one first or several times each.
 */
export type TwilioFault =
  | 'too_many_requests'
  | 'server_error'
  | 'reset'
  | 'server_error_after_accept'
  | 'reset_after_accept'
  | 'hang_after_accept'
  | 'callbacks_before_response'
  | 'callbacks_reversed'
  | { readonly callbackCopies: number }
  /** Milliseconds from taking the message to the answer. */
  | { readonly answerAfterMs: number };

/** What the call works on. */
export interface CreateMessageState {
  readonly accountSid: string;
  readonly phones: Phones;
  /** Asked once for each call that asks for a message in the right form. */
  readonly faults: Faults<SmsRequest, TwilioFault>;
  /** Keeps a message and starts its way; resolves when that has ended. */
  accept(message: SmsMessage, fault: CallbackFault): Promise<void>;
}

/** Answers a create-message call. */
export async function createMessage(
  form: Readonly<Record<string, string>>,
  reply: FastifyReply,
  state: CreateMessageState,
): Promise<FastifyReply> {
  const asked = readSmsRequest(form);
  if ('code' in asked) return refuse(reply, asked);
  const fault = state.faults.take(asked);
  if (fault === 'too_many_requests') return refuse(reply, apiErrors.tooManyRequests);
  if (fault === 'server_error') return refuse(reply, apiErrors.serverError);
  if (fault === 'reset') return reset(reply);
  if (state.phones.isOptedOut(asked.to)) return refuse(reply, apiErrors.optedOut);

  const message = acceptMessage(asked, Date.now());
  const accepted = toResource(message, state.accountSid);
  const way = state.accept(message, callbackFault(fault));
  if (fault === 'server_error_after_accept') return refuse(reply, apiErrors.serverError);
  if (fault === 'reset_after_accept') return reset(reply);
  if (fault === 'hang_after_accept') return reply.hijack();
  if (fault === 'callbacks_before_response') await way;
  if (typeof fault === 'object' && 'answerAfterMs' in fault)
    await pause(fault.answerAfterMs, undefined, { ref: false });
  return reply.code(201).send(accepted);
}

function callbackFault(fault: TwilioFault | undefined): CallbackFault {
  if (typeof fault === 'object' && 'callbackCopies' in fault) return { copies: fault.callbackCopies };
  return { reversed: fault === 'callbacks_reversed' };
}

// The caller sees its connection reset and cannot know whether the message was taken.
function reset(reply: FastifyReply): FastifyReply {
  reply.hijack();
  reply.raw.socket?.resetAndDestroy();
  return reply;
}
