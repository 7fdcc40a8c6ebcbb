import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { isSigned, keyOf } from '../../../adapters/channels/email/signature.js';
import type { HookRequest } from '../../../ports/provider-hooks.js';

const secret = 'the secret of these tests, of 32 bytes and more';
const whsec = 'whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=';
const now = Date.UTC(2026, 2, 2, 9);
const seconds = Math.floor(now / 1_000);

/** The published library, as the one who signs and as the judge of what we believe. */
const libraryOf = (of: string): Webhook =>
  of.startsWith('whsec_') ? new Webhook(of) : new Webhook(Buffer.from(of), { format: 'raw' });

function believedByLibrary({ headers, body }: HookRequest, of: string): boolean {
  try {
    libraryOf(of).verify(body, headers as Record<string, string>, { jsonParse: false });
    return true;
  } catch {
    return false;
  }
}

function request(body: Buffer, signature: string, time = String(seconds)): HookRequest {
  const headers = { 'webhook-id': 'msg_1', 'webhook-timestamp': time, 'webhook-signature': signature };
  return { target: '/hooks/email/events', headers, body };
}
const signedBy = (key: Buffer, body: Buffer): string =>
  `v1,${createHmac('sha256', key).update(`msg_1.${seconds}.`).update(body).digest('base64')}`;

describe('a signature after Standard Webhooks', () => {
  // The library asks the clock itself, which would run on while others keep the machine busy.
  beforeAll(() => void vi.useFakeTimers({ toFake: ['Date'], now }));
  afterAll(() => void vi.useRealTimers());

  it('is believed exactly where the published library believes it, over any text, secret, time and list', () => {
    const about = fc.record({
      text: fc.string({ unit: 'binary' }),
      by: fc.constantFrom(secret, whsec),
      of: fc.constantFrom(secret, whsec),
      age: fc.constantFrom(0, 0, 0, 300, -300, 301, -301),
      form: fc.constantFrom(
        (one: string) => one,
        (one: string) => `v1,AAAA ${one}`,
        (one: string) => `v1a,AAAA ${one} v1,`,
        (one: string) => one.replace('v1,', 'v2,'),
        (one: string) => one.slice(0, -1),
        (one: string) => `${one} `,
        () => '',
      ),
    });
    const seen = { true: 0, false: 0 };
    fc.assert(
      fc.property(about, ({ text, by, of, age, form }) => {
        const body = Buffer.from(text);
        const at = new Date((seconds - age) * 1_000);
        const signature = form(libraryOf(by).sign('msg_1', at, body.toString()));
        const told = request(body, signature, String(seconds - age));
        const believed = isSigned(told, [keyOf(of)], now);
        seen[`${believed}`] += 1;
        expect(believed).toBe(believedByLibrary(told, of));
      }),
      { numRuns: 2_000 },
    );
    expect(Math.min(seen.true, seen.false)).toBeGreaterThan(100);
  });

  it('is of the bytes, whatever they are encoded in; the control: the library believes no 8-bit text', () => {
    const body = Buffer.from('Empf\u00e4nger unbekannt', 'latin1');
    const told = request(body, signedBy(keyOf(secret), body));
    expect([isSigned(told, [keyOf(secret)], now), believedByLibrary(told, secret)]).toEqual([true, false]);
    const other = { ...told, body: Buffer.from('Empf\u00f6nger unbekannt', 'latin1') };
    expect(isSigned(other, [keyOf(secret)], now)).toBe(false);
  });

  it('is believed of each of two secrets, and of no third one', () => {
    const body = Buffer.from('{}');
    const told = request(body, signedBy(keyOf(whsec), body));
    expect(isSigned(told, [keyOf(secret), keyOf(whsec)], now)).toBe(true);
    expect(isSigned(told, [keyOf(secret), keyOf(`${secret}x`)], now)).toBe(false);
  });

  it.each(['', '1e9', ' 1', '-1', '9'.repeat(13), 'now'])('is refused with "%s" for its time', (time) => {
    const body = Buffer.from('{}');
    const mac = createHmac('sha256', keyOf(secret)).update(`msg_1.${time}.`).update(body).digest('base64');
    expect(isSigned(request(body, `v1,${mac}`, time), [keyOf(secret)], now)).toBe(false);
  });

  it('has a key: a secret that is empty, or that says whsec_ and is no base64, is none', () => {
    for (const bad of ['', 'whsec_', 'whsec_no base64']) expect(() => keyOf(bad)).toThrow(/secret/);
  });
});
