import { parse } from 'node:querystring';
import twilio from 'twilio';
import type { HookRequest } from '../../../ports/provider-hooks.js';

/** Whose requests are believed, and under which address Twilio posts them. */
export interface TwilioSignature {
  readonly accountSid: string;
  readonly authToken: string;
  /** The configured public address, without a closing slash: what Twilio signs begins with it, whatever proxy is between. */
  readonly publicUrl: string;
}

/** The parameters of a request; one that is repeated is a list. */
export type Parameters = Readonly<Record<string, unknown>>;

const SIGNATURE = 'x-twilio-signature';

/** The parameters of a request that Twilio's own validator believes to be of our account, or undefined. */
export function signedForm(request: HookRequest, settings: TwilioSignature): Parameters | undefined {
  const told = trusted(request, settings);
  return told?.['AccountSid'] === settings.accountSid ? told : undefined;
}

function trusted(request: HookRequest, { authToken, publicUrl }: TwilioSignature): Parameters | undefined {
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
