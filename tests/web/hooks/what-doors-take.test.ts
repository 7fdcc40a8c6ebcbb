import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startEdge, type Edge } from '../support/server.js';
import { startDoors } from './support/doors.js';

let edge: Edge;
beforeEach(async () => {
  edge = await startDoors();
});
afterEach(() => edge.app.close());

const twilio = '/hooks/twilio/status';
const email = '/hooks/email/events';

async function post({ app }: Edge, url: string, { type, body = 'x' }: { type: string; body?: string }) {
  const answer = await app.inject({ method: 'POST', url, headers: { 'content-type': type }, payload: body });
  return { code: answer.statusCode, detail: answer.json<{ detail: string }>().detail };
}

describe('a door of providers', () => {
  it.each([
    [twilio, 'text/plain', 'Send the callback as Twilio does, as application/x-www-form-urlencoded.'],
    [twilio, 'message/rfc822', 'Send the callback as Twilio does, as application/x-www-form-urlencoded.'],
    [email, 'text/plain', 'Send events as application/json, a bounce as message/rfc822 or multipart/report.'],
    [
      email,
      'application/x-www-form-urlencoded',
      'Send events as application/json, a bounce as message/rfc822 or multipart/report.',
    ],
  ])('at %s says to a sender of %s what it takes', async (url, type, detail) => {
    expect(await post(edge, url, { type })).toEqual({ code: 415, detail });
  });

  it.each([
    [twilio, 'application/x-www-form-urlencoded'],
    [twilio, 'application/json'],
    [email, 'application/json; charset=utf-8'],
    [email, 'message/rfc822'],
    [email, 'multipart/report; report-type=delivery-status; boundary=b'],
  ])('at %s looks at the signature of what comes as %s', async (url, type) => {
    expect((await post(edge, url, { type })).code).toBe(403);
  });

  it.each([
    [twilio, 'application/x-www-form-urlencoded', 65_536, 'Send at most 64 KiB.'],
    [email, 'application/json', 1_048_576, 'Send at most 1024 KiB.'],
  ])('at %s names its limit to a sender of more, and to none of as much', async (...[url, type, limit, detail]) => {
    expect(await post(edge, url, { type, body: 'x'.repeat(limit + 1) })).toEqual({ code: 413, detail });
    expect((await post(edge, url, { type, body: 'x'.repeat(limit) })).code).toBe(403);
  });

  it.each([
    [twilio, 'TWILIO_AUTH_TOKEN'],
    [email, 'EMAIL_HOOK_SECRET'],
  ])('at %s whose secret is not set names %s, whatever the type of the body', async (url, variable) => {
    const shut = await startEdge();
    for (const type of ['text/plain', 'application/json']) {
      expect(await post(shut, url, { type })).toEqual({
        code: 404,
        detail: expect.stringContaining(variable) as string,
      });
    }
    await shut.app.close();
  });
});
