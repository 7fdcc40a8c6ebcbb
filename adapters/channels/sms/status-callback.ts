import type { SendReport } from '../../../domain/sends/send-row.js';
import { isMark } from '../../../domain/sends/mark.js';
import type { HookReading, HookRequest, ProviderReport } from '../../../ports/provider-hooks.js';
import { codeOfFailure } from './result-of-error.js';
import type { Parameters } from './signed-form.js';
import { kinds } from './statuses.js';

/**
 * Reads a status callback of Twilio's. Twilio gives no time of the event, so `at` is the time of arrival: in whatever order
 * callbacks come in, the state of a message ends the same, and only the instants at which we heard differ.
 */
export function readStatus(request: HookRequest, told: Parameters, at: number): HookReading {
  const { MessageSid: providerId, MessageStatus: status, ErrorCode: error } = told;
  if (typeof providerId !== 'string' || providerId === '' || typeof status !== 'string') {
    return { kind: 'malformed' };
  }
  const kind = kinds[status];
  if (kind === undefined) return { kind: 'reports', reports: [] };
  const word: SendReport =
    kind === 'failed' ? { kind, providerId, at, code: codeOfFailure(Number(error)) } : { kind, providerId, at };
  return {
    kind: 'reports',
    reports: [{ mark: markIn(request), word } satisfies ProviderReport],
  };
}

/** The mark in the address that we gave Twilio; undefined where it is another one's. */
function markIn({ target }: HookRequest): string | undefined {
  const [mark, ...more] = new URLSearchParams(target.slice(target.indexOf('?') + 1)).getAll('k');
  return mark !== undefined && more.length === 0 && isMark(mark) ? mark : undefined;
}
