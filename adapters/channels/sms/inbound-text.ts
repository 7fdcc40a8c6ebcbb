import { parsePhoneNumberFromString } from 'libphonenumber-js';
import type { TextReading } from '../../../ports/provider-hooks.js';
import type { Parameters } from './signed-form.js';

/** What Twilio says that it has done about a text itself, where it keeps the opt-outs of its account ("Advanced Opt-Out"). */
const handledBy = { STOP: 'stop', START: 'start', HELP: 'help' } as const;

/** Reads a text that somebody sent to our number; `at` is the time of arrival, as Twilio gives none. */
export function readText(told: Parameters, at: number): TextReading {
  const { MessageSid: providerId, From: from, Body: body = '', OptOutType: type } = told;
  if (typeof providerId !== 'string' || providerId === '' || typeof from !== 'string' || typeof body !== 'string') {
    return { kind: 'malformed' };
  }
  if (parsePhoneNumberFromString(from)?.number !== from) return { kind: 'no_phone' };
  const handled = isHandled(type) ? handledBy[type] : undefined;
  return { kind: 'text', text: { providerId, from, body, at, ...(handled !== undefined && { handled }) } };
}

function isHandled(type: unknown): type is keyof typeof handledBy {
  return typeof type === 'string' && Object.hasOwn(handledBy, type);
}
