import { describe, expect, it } from 'vitest';
import { withoutQuotes } from '../../domain/contact/quoted-history.js';

const ours = 'We have your message.\nIt is with the delivery team.';
const quoted = ours.replace(/^/gm, '> ');
const head = 'From: Care <care@shop.example>\nSent: Monday\nTo: Ada\nSubject: Your order\n';

describe('what somebody wrote, without the mail that they answer', () => {
  it.each([
    [
      'under an English attribution',
      `Still broken.\n\nOn Mon, 23 Nov 2026 at 14:12, Care <care@shop.example> wrote:\n${quoted}`,
    ],
    ['under one that is broken into two lines', `Still broken.\n\nOn Mon, 23 Nov 2026,\nCare wrote:\n${quoted}`],
    ['under a German attribution', `Still broken.\n\nAm 23.11.26 um 14:12 schrieb Care:\n\n${quoted}`],
    ['under a Spanish attribution', `Still broken.\r\n\r\nEl lun, 23 nov, Care escribió:\r\n${quoted}`],
    ['under an attribution, without marks', `Still broken.\n\nOn Monday Care wrote:\n\n${ours}`],
    ['under the head of the mail', `Still broken.\n\n${head}\n${ours}`],
    [
      'under a German head in bold',
      `Still broken.\n\n*Von:* Care\n*Gesendet:* Montag\n*An:* Ada\n*Betreff:* x\n\n${ours}`,
    ],
    ['under a separator', `Still broken.\n-----Original Message-----\n${head}\n${ours}`],
    ['in marks alone', `Still broken.\n${quoted}`],
  ])('drops what stands %s', (_, text) => {
    expect(withoutQuotes(text).text).toBe('Still broken.');
  });

  it('keeps what is written between and below quoted lines', () => {
    const text = `On Monday Care wrote:\n> When did it come?\n\nOn Tuesday.\n\n> Was it whole?\nNo.`;
    expect(withoutQuotes(text)).toEqual({ text: 'On Tuesday.\n\nNo.' });
  });

  it.each([
    ['a list of two fields of their own', 'From: Berlin\nTo: Paris\nand it never came'],
    ['a sentence that only begins like an attribution', 'On Monday I wrote: nothing came'],
    ['an arrow within a line', 'a -> b > c'],
    ['plain text', 'It is broken.\n\nAda'],
  ])('keeps %s', (_, text) => {
    expect(withoutQuotes(text)).toEqual({ text });
  });

  it.each([
    ['an attribution', `On Monday, Care <care@shop.example> wrote:\n${ours}`],
    ['the head of a mail', `${head}\n${ours}`],
    ['a separator', `-----Original Message-----\n${ours}`],
    ['more text than is looked at', '> We have it.\n'.repeat(20_000)],
  ])('says that more may be theirs below a mail without marks under %s', (_, mail) => {
    const whole = `Thanks!\n\n${mail.trim()}\n\nNo, it is broken.`;
    expect(withoutQuotes(`${whole}\n`)).toEqual({ text: 'Thanks!', whole });
  });

  it.each([
    ['marks its lines', `On Monday Care wrote:\n${quoted}`],
    ['is a head and marked lines', `-----Original Message-----\n${head}\n${quoted}`],
    ['is an attribution alone', 'On Monday Care wrote:'],
  ])('says so of no mail that %s', (_, mail) => {
    expect(withoutQuotes(`Thanks!\n\n${mail}`)).toEqual({ text: 'Thanks!' });
  });

  it('keeps everything where nothing else would be left', () => {
    expect(withoutQuotes(quoted)).toEqual({ text: quoted });
    expect(withoutQuotes('')).toEqual({ text: '' });
  });

  it('is done at once with lines that are made to be slow', () => {
    const text = `${'on '.repeat(200_000)}\n${'> '.repeat(100_000)}\n${'from: x\n'.repeat(2)}`.repeat(3);
    const began = performance.now();
    withoutQuotes(text);
    expect(performance.now() - began).toBeLessThan(1_000);
  });
});
