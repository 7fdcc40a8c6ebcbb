import { describe, expect, it } from 'vitest';
import { readMail } from '../../../adapters/channels/email/inbound-mail.js';

const CRLF = '\r\n';
const mailOf = (headers: readonly string[], body: string) =>
  Buffer.from([`From: ada@customers.example`, 'MIME-Version: 1.0', ...headers, '', body, ''].join(CRLF));

/** A text within so many parts that hold parts. */
function nested(depth: number): Buffer {
  const inner = ['Content-Type: text/plain', '', 'It is broken.'];
  const lines = Array.from({ length: depth }, (_, at) => at).reduce<readonly string[]>(
    (part, at) => [`Content-Type: multipart/mixed; boundary=b${at}`, '', `--b${at}`, ...part, `--b${at}--`],
    inner,
  );
  const [type = '', , ...body] = lines;
  return mailOf([type], body.join(CRLF));
}

const withHeaderOf = (bytes: number) => {
  const folded = Array.from({ length: Math.ceil(bytes / 70) }, () => ` ${'x'.repeat(67)}`);
  return mailOf([`X-Trace: 1${CRLF}${folded.join(CRLF)}`], 'It is broken.');
};

describe('a mail that somebody wrote to us', () => {
  it('is read with parts in parts as programs make them, and not at a depth that only a bomb has', async () => {
    expect(await readMail(nested(12))).toMatchObject({ text: 'It is broken.\n' });
    expect(await readMail(nested(20))).toBeUndefined();
  });

  it('is read with a hundred kilobytes of headers, and not with two hundred', async () => {
    expect(await readMail(withHeaderOf(100_000))).toMatchObject({ text: 'It is broken.\n' });
    expect(await readMail(withHeaderOf(200_000))).toBeUndefined();
  });

  it('that comes with another mail has that as a file: what others wrote are no words of its sender', async () => {
    const own = ['Content-Type: text/plain', '', 'Thanks!'];
    const forwarded = [
      'Content-Type: message/rfc822',
      '',
      'Subject: Old',
      'Content-Type: text/plain',
      '',
      'I will sue.',
    ];
    const body = ['--b', ...own, '--b', ...forwarded, '--b--'].join(CRLF);
    const mail = await readMail(mailOf(['Content-Type: multipart/mixed; boundary=b'], body));
    expect(mail).toMatchObject({ text: 'Thanks!\n', attachments: 1 });
  });
});
