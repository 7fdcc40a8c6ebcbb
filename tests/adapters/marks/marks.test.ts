import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createMarks } from '../../../adapters/marks/index.js';
import { keySecret, marks } from '../../support/marks.js';

const key = 'acme/c-1/1/apology/1/email';
const addressHash = 'f00d';

describe('the mark of a message', () => {
  it('is the HMAC-SHA-256 of its send key and the hash of its address under the secret, in base64url, and shows nothing of either', () => {
    const expected = createHmac('sha256', keySecret).update(`copy:${key}:f00d`).digest('base64url');
    expect(marks.markOf(key, addressHash)).toBe(expected);
    expect(marks.markOf(key, addressHash)).toMatch(/^[\w-]{43}$/);
  });

  it('is the same in each process with this secret, and another under another key, address or secret', () => {
    expect(createMarks(keySecret).markOf(key, addressHash)).toBe(marks.markOf(key, addressHash));
    expect(marks.markOf('acme/c-1/1/apology/2/email', addressHash)).not.toBe(marks.markOf(key, addressHash));
    expect(marks.markOf(key, 'beef')).not.toBe(marks.markOf(key, addressHash));
    expect(createMarks('another secret of thirty-two byt').markOf(key, addressHash)).not.toBe(
      marks.markOf(key, addressHash),
    );
  });
});

describe('the hash of an address', () => {
  it('is the HMAC-SHA-256 of channel and address under the secret, in hexadecimal', () => {
    const expected = createHmac('sha256', keySecret).update('email:noor@customers.example').digest('hex');
    expect(marks.hashAddress('email', 'noor@customers.example')).toBe(expected);
  });

  it('is one for a mailbox whose domain is written in capitals, and two where its local part is', () => {
    const hash = marks.hashAddress('email', 'noor@customers.example');
    expect(marks.hashAddress('email', 'noor@Customers.Example')).toBe(hash);
    expect(marks.hashAddress('email', 'Noor@customers.example')).not.toBe(hash);
  });

  it('is another on another channel, for another address, and than any mark', () => {
    const [number, other] = ['+12025550123', '+12025550124'];
    const hashes = [
      marks.hashAddress('sms', number),
      marks.hashAddress('email', number),
      marks.hashAddress('sms', other),
      Buffer.from(marks.markOf('sms', number), 'base64url').toString('hex'),
    ];
    expect(new Set(hashes).size).toBe(4);
  });
});
