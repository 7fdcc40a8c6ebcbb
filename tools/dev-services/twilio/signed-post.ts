import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks.js';

/** What Twilio posts to a webhook. */
export interface Post {
  /** As it was given, with its query: the signature covers all of it. */
  readonly url: string;
  readonly form: Readonly<Record<string, string>>;
}

/** Posts a form as Twilio does, signed with the token of the account; it has `limitMs` milliseconds for an answer. */
export function signedPost({ url, form }: Post, authToken: string, limitMs: number): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'X-Twilio-Signature': getExpectedTwilioSignature(authToken, url, form) },
    body: new URLSearchParams(form),
    redirect: 'manual',
    signal: AbortSignal.timeout(limitMs),
  });
}
