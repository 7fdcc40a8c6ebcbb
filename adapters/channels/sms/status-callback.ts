import { parse } from 'node:querystring';
import twilio from 'twilio';
import type { SendReport } from '../../../domain/sends/send-row.js';
import { isMark } from '../../../domain/sends/mark.js';
import type { Clock } from '../../../ports/clock.js';
import type { HookReading, HookRequest, ProviderReport, SmsHook } from '../../../ports/provider-hooks.js';
import { codeOfFailure } from './result-of-error.js';
import { kinds } from './statuses.js';

/** Whose callbacks are believed, and under which address Twilio posts them. */
export interface CallbackSettings {
  readonly accountSid: string;
  readonly authToken: string;
  /** The configured public address, without a closing slash: what Twilio signs begins with it, whatever proxy is between. */
  readonly publicUrl: string;
  readonly clock: Clock;
}

/** The parameters of a callback; one that is repeated is a list. */
type Parameters = Readonly<Record<string, unknown>>;

const SIGNATURE = 'x-twilio-signature';
const forged: HookReading = { kind: 'forged' };

/**
 * Reads Twilio's status callbacks. Twilio gives no time of the event, so `at` is the time of arrival: in whatever order
 * callbacks come in, the state of a message ends the same, and only the instants at which we heard differ.
 */
export function createStatusHook(settings: CallbackSettings): SmsHook {
  const { accountSid, clock } = settings;
  return {
    read(request) {
      const told = trusted(request, settings);
      if (told === undefined || told['AccountSid'] !== accountSid) return forged;
      const { MessageSid: providerId, MessageStatus: status, ErrorCode: error } = told;
      if (typeof providerId !== 'string' || providerId === '' || typeof status !== 'string') {
        return { kind: 'malformed' };
      }
      const kind = kinds[status];
      if (kind === undefined) return { kind: 'reports', reports: [] };
      const at = clock.now();
      const word: SendReport =
        kind === 'failed' ? { kind, providerId, at, code: codeOfFailure(Number(error)) } : { kind, providerId, at };
      return {
        kind: 'reports',
        reports: [{ mark: markIn(request), word } satisfies ProviderReport],
      };
    },
  };
}

/** The parameters of a request that Twilio's own validator believes, or undefined. */
function trusted(request: HookRequest, { authToken, publicUrl }: CallbackSettings): Parameters | undefined {
  const { target, headers, body } = request;
  const signature = headers[SIGNATURE];
  if (typeof signature !== 'string' || signature === '') return undefined;
  const url = `${publicUrl}${target}`;
  const text = body.toString();
  if (isJson(headers['content-type'])) {
    return twilio.validateRequestWithBody(authToken, signature, url, text) ? objectOf(text) : undefined;
  }
  const form: Parameters = { ...parse(text) };
  return twilio.validateRequest(authToken, signature, url, form) ? form : undefined;
}

function isJson(type: string | readonly string[] | undefined): boolean {
  return typeof type === 'string' && /^application\/json\s*(?:;|$)/i.test(type);
}

function objectOf(json: string): Parameters {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

/** The mark in the address that we gave Twilio; undefined where it is another one's. */
function markIn({ target }: HookRequest): string | undefined {
  const [mark, ...more] = new URLSearchParams(target.slice(target.indexOf('?') + 1)).getAll('k');
  return mark !== undefined && more.length === 0 && isMark(mark) ? mark : undefined;
}
