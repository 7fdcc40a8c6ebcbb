import { apiErrors, type ApiError } from './api-error.js';
import type { SmsMessage, SmsRequest } from './message.js';

const e164 = /^\+[1-9]\d{6,14}$/;
const longestBody = 1_600;

/** Reads the form of a create-message call as Twilio does: what is asked for, or the error that Twilio would answer. */
export function readSmsRequest(form: Readonly<Record<string, string>>): SmsRequest | ApiError {
  const { To: to = '', From: from = '', Body: body = '', StatusCallback: callback } = form;
  if (to === '') return apiErrors.missingTo;
  if (!e164.test(to)) return apiErrors.invalidTo;
  if (from === '') return apiErrors.missingFrom;
  if (!e164.test(from)) return apiErrors.invalidFrom;
  if (body === '') return apiErrors.missingBody;
  if (body.length > longestBody) return apiErrors.bodyTooLong;
  if (callback !== undefined && !isWebUrl(callback)) return apiErrors.invalidCallback;
  return { to, from, body, statusCallback: callback };
}

function isWebUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

/** One page of the message list. */
export interface Page {
  readonly messages: readonly SmsMessage[];
  readonly page: number;
  readonly pageSize: number;
  readonly hasNext: boolean;
}

type Query = Readonly<Record<string, string>>;

/** The page that a list call asks for, as Twilio sorts it: the last sent first, and behind them what is queued still. */
export function readPage(all: readonly SmsMessage[], query: Query): Page {
  const pageSize = Math.min(Number(query['PageSize'] ?? 50), 1_000);
  const page = Number(query['Page'] ?? 0);
  const found = all.filter((message) => matches(message, query)).reverse();
  found.sort((one, other) => (other.sentAt ?? 0) - (one.sentAt ?? 0));
  const start = page * pageSize;
  return { messages: found.slice(start, start + pageSize), page, pageSize, hasNext: found.length > start + pageSize };
}

function matches(message: SmsMessage, query: Query): boolean {
  const { To: to, From: from, DateSent: day, 'DateSent<': until, 'DateSent>': since } = query;
  if (to !== undefined && message.to !== to) return false;
  if (from !== undefined && message.from !== from) return false;
  if (day === undefined && until === undefined && since === undefined) return true;
  const { sentAt } = message;
  if (sentAt === undefined) return false;
  if (day !== undefined && utcDay(sentAt) !== utcDay(Date.parse(day))) return false;
  if (until !== undefined && sentAt > Date.parse(until)) return false;
  return since === undefined || sentAt >= Date.parse(since);
}

function utcDay(at: number): number {
  return Math.floor(at / 86_400_000);
}
