import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startDesk, type Desk } from './support/command.js';

const shipped = join(import.meta.dirname, '..', '..', 'programme');

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.close());

const folder = (): string => join(desk.folder, 'programme');
beforeEach(() => cp(shipped, folder(), { recursive: true }));
afterEach(() => rm(folder(), { recursive: true }));

describe('programme check', () => {
  it('calls the shipped programme sound, without any server', async () => {
    const run = await desk.amends(['programme', 'check'], { server: {} });
    expect(run).toMatchObject({ code: 0 });
    expect(run.out).toMatch(/^Sound: \d+ protocols, \d+ texts\.$/);
  });

  it('warns that nobody has read the texts of a language without lists of words for their tone, and only those', async () => {
    const texts = join(folder(), 'templates');
    await cp(join(texts, 'es'), join(texts, 'pt'), { recursive: true });
    await cp(join(texts, 'es'), join(texts, 'es-MX'), { recursive: true });
    const run = await desk.amends(['programme', 'check'], { server: {} });
    expect(run).toMatchObject({ code: 0, out: 'Sound: 6 protocols, 135 texts.' });
    expect(run.error.split('\n').filter((line) => !line.includes('SMS segments'))).toEqual([
      'warning programme/templates/pt/layout.email.liquid:1:1 The texts in pt are not checked for tone (apology, blame, selling, loose times): there are no lists of words for their language.',
    ]);
  });

  it('names file, line and column of each fault and fails', async () => {
    await writeFile(join(folder(), 'teams.yaml'), 'teams:\n  - id: 7\n');
    const run = await desk.amends(['programme', 'check']);
    expect(run).toMatchObject({ code: 1, out: '' });
    expect(run.error).toMatch(/^fault programme\/teams\.yaml:\d+:\d+ .+/m);
    expect(run.error).toMatch(/\d+ to correct; nothing was published\.$/);
  });

  it('prints the faults as one document with --json', async () => {
    await rm(join(folder(), 'criteria.yaml'));
    const run = await desk.amends(['programme', 'check', '--json']);
    expect(run.code).toBe(1);
    expect(run.json()).toMatchObject({ faults: [{ file: expect.any(String) as unknown }] });
  });

  it('fails on a folder that is not there', async () => {
    const run = await desk.amends(['programme', 'check', 'nowhere']);
    expect(run).toMatchObject({ code: 1, error: 'nowhere is no folder that can be read.' });
  });

  it.each(['0', '0.5', 'fast', ''])('ends with 2 on the pace %j', async (pace) => {
    expect(await desk.amends(['programme', 'check', '--pace', pace])).toMatchObject({ code: 2 });
  });
});

/** Replaces a text in a file of the folder; the text has to be there. */
async function edit(file: string, from: string, to: string): Promise<void> {
  const path = join(folder(), file);
  const text = await readFile(path, 'utf8');
  if (!text.includes(from)) throw new Error(`${file} does not hold "${from}".`);
  await writeFile(path, text.replace(from, to));
}

describe('programme preview', () => {
  interface Shown {
    readonly found: string;
    readonly texts: readonly { readonly message: string; readonly channel: string; readonly sentAt: number }[];
  }
  const shown = async (...words: readonly string[]): Promise<Shown> =>
    (await desk.amends(['programme', 'preview', ...words, '--json'], { server: {} })).json() as Shown;

  it.each([
    ['delivery', 'en', 'Late delivery'],
    ['billing', 'de', 'Unerwartete Belastung'],
  ])('tells a story of the protocol: the customer of %s in %s writes about %j', async (protocol, locale, topic) => {
    const run = await desk.amends(['programme', 'preview', '--protocol', protocol, '--locale', locale], { server: {} });
    expect(run.out).toContain(`Subject: ${topic}: `);
  });

  it('shows each text of a journey in order, the size of each SMS, and asks no server', async () => {
    const run = await desk.amends(['programme', 'preview', '--protocol', 'delivery'], { server: {} });
    expect(run).toMatchObject({ code: 0, error: '' });
    expect(run.out).toContain('Protocol delivery, texts in en, times in America/New_York');
    expect(run.out).toMatch(/^2026-11-23 09:13 {2}acknowledgement by e-mail {2}The report has come in\.$/m);
    expect(run.out).toMatch(/^ {4}Subject: Late delivery: we have it/m);
    expect(run.out).toMatch(/apology by SMS \(1 segment, \d+ characters, GSM-7\)/);
    const heads = run.out.split('\n').filter((line) => /^\d{4}-/.test(line));
    const mails = heads.filter((head) => head.includes(' by e-mail')).map((head) => head.split(/ {2}/)[1]);
    expect(mails.map((mail) => mail?.replace(' by e-mail', ''))).toEqual([
      'acknowledgement',
      'apology',
      'progress update',
      'resolution',
      'follow up',
      'survey',
      'survey reminder',
      'second chance',
      'resolution',
      'survey',
      'closing',
      'resolved at once',
    ]);
    expect(heads).toHaveLength(2 * mails.length);
  });

  it('signs with whoever has taken the case, and with the brand alone while nobody has', async () => {
    interface Signed {
      readonly texts: readonly { readonly message: string; readonly channel: string; readonly text: string }[];
    }
    const run = await desk.amends(['programme', 'preview', '--protocol', 'delivery', '--json'], { server: {} });
    const mails = (run.json() as Signed).texts.filter(({ channel }) => channel === 'email');
    const unsigned = mails.filter(({ text }) => !text.includes('Priya Castell, the delivery team, Larkfield'));
    expect(unsigned.map(({ message }) => message)).toEqual(['acknowledgement', 'second_chance', 'resolved_at_once']);
  });

  it('shows no voucher where the protocol grants none', async () => {
    const { texts } = await shown('--protocol', 'billing');
    expect(texts.map(({ message }) => message)).not.toContain('resolved_at_once');
    expect(texts.map(({ sentAt }) => sentAt)).toEqual(texts.map(({ sentAt }) => sentAt).toSorted((a, b) => a - b));
  });

  it.each([
    ['de', 'texts in de, times in Europe/Berlin', 'Guten Tag'],
    ['es-MX', 'texts in es (asked for: es-MX)', 'Hola'],
    ['fr', 'texts in en (asked for: fr)', 'Hello'],
  ])('in %s says in which locale the texts were found', async (locale, expected, greeting) => {
    const { out } = await desk.amends(['programme', 'preview', '--locale', locale]);
    expect(out).toContain(expected);
    expect(out).toContain(`    ${greeting}`);
  });

  it('writes one page that fetches and runs nothing, each mail in a sandbox of its own', async () => {
    await edit('programme.yaml', 'brand: Larkfield', "brand: 'Lark & <b>field</b>'");
    const run = await desk.amends(['programme', 'preview', '--html', 'programme/all.html']);
    expect(run).toMatchObject({ code: 0, out: 'Written to programme/all.html.' });
    const page = await readFile(join(folder(), 'all.html'), 'utf8');
    expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
    expect(page.match(/<iframe sandbox title="[^"]+" srcdoc="[^"]+"><\/iframe>/g)).toHaveLength(12);
    expect(page.match(/<iframe/g)).toHaveLength(12);
    expect(page.match(/<blockquote lang="en">/g)).toHaveLength(12);
    expect(page).not.toMatch(/<script|<link|<img|<b>field|(?:src|href)=["']?https?:/i);
    expect(page).toContain('<h1>Lark &amp; &lt;b&gt;field&lt;/b&gt;</h1>');
  });

  it('fails on a page that cannot be written', async () => {
    const run = await desk.amends(['programme', 'preview', '--html', 'nowhere/all.html']);
    expect(run).toMatchObject({ code: 1, out: '' });
    expect(run.error).toContain('The page could not be written');
  });

  it('ends with 2 for a protocol that there is not, and names those that there are', async () => {
    const run = await desk.amends(['programme', 'preview', '--protocol', 'parcels']);
    expect(run).toMatchObject({ code: 2, out: '' });
    expect(run.error).toMatch(/no protocol "parcels"; there are default, .*delivery/);
  });

  it('shows nothing of a programme with faults', async () => {
    await edit('teams.yaml', 'id: s-104,', 'id: s-101,');
    const run = await desk.amends(['programme', 'preview']);
    expect(run).toMatchObject({ code: 1, out: '' });
    expect(run.error).toContain('The id "s-101" is given twice.');
  });
});

describe('programme diff', () => {
  const diff = (...words: readonly string[]) => desk.amends(['programme', 'diff', shipped, ...words], { server: {} });

  it('says that two equal folders do not differ, and exits 0', async () => {
    expect(await diff()).toMatchObject({ code: 0, out: 'No differences.', error: '' });
    expect((await diff('--json')).json()).toEqual({ changes: [] });
  });

  it('says what changes in words, from the one folder to the other, and exits 0', async () => {
    await edit('protocols/delivery.yaml', 'resolution: PT24H', 'resolution: PT12H');
    await edit('protocols/delivery.yaml', 'amount: { minor: 600', 'amount: { minor: 550');
    await edit('protocols/delivery.yaml', 'high: 8', 'high: 9');
    await edit('protocols/delivery.yaml', 'casesPerDay: 1000', 'casesPerDay: 900');
    await edit('criteria.yaml', 'maxAge: P90D', 'maxAge: P60D');
    await edit('teams.yaml', 'name: Priya Castell', 'name: Priya Castello');
    await edit('templates/de/closing.sms.liquid', 'Wir waren zu spät.', 'Wir kommen zu spät.');
    await edit('templates/es/layout.email.mjml', 'font-size="14px"', 'font-size="13px"');
    const run = await diff();
    expect(run).toMatchObject({ code: 0, error: '' });
    expect(run.out.split('\n')).toEqual([
      'criteria',
      '  max age: 90 days → 60 days',
      'protocol delivery',
      '  resolution: 24 h → 12 h',
      '  message budget high: 8 → 9',
      '  automatic remedy amount: USD 6.00 → USD 5.50',
      '  cases per day: 1000 → 900',
      'staff s-201',
      '  name: Priya Castell → Priya Castello',
      'text de/closing/sms',
      '  text:',
      '    - {% if missed_due %}Wir waren zu spät.{% endif %}',
      '    + {% if missed_due %}Wir kommen zu spät.{% endif %}',
      'text es/layout/email',
      '  the layout of the HTML has changed',
    ]);
  });

  it('says hours as clocks show them, and days of the week by name', async () => {
    await edit('protocols/delivery.yaml', "until: '20:00'", "until: '21:30'");
    await edit('calendars/service_desk.yaml', "[sat, sun], from: '09:00'", "[sat], from: '10:00'");
    expect((await diff()).out.split('\n')).toEqual([
      'protocol delivery',
      '  contact hours until: 20:00 → 21:30',
      'calendar service_desk',
      '  week: Mon Tue Wed Thu Fri 08:00–20:00, Sat Sun 09:00–17:00 → Mon Tue Wed Thu Fri 08:00–20:00, Sat 10:00–17:00',
    ]);
  });

  it('says which protocol came and which one went, by direction', async () => {
    await rm(join(folder(), 'protocols', 'service.yaml'));
    expect((await diff('--json')).json()).toEqual({
      changes: [{ place: 'protocol service', what: 'all of it is gone' }],
    });
    const back = await desk.amends(['programme', 'diff', 'programme', shipped]);
    expect(back.out).toBe('protocol service\n  all of it is new');
  });

  it('fails where one of them has faults or is not there', async () => {
    await edit('criteria.yaml', 'maxAge: P90D', 'maxAge: soon');
    expect(await diff()).toMatchObject({ code: 1, out: '' });
    expect(await diff('nowhere')).toMatchObject({ code: 1, error: 'nowhere is no folder that can be read.' });
  });
});

describe('programme diff --published', () => {
  const published = (...words: readonly string[]) => desk.amends(['programme', 'diff', '--published', ...words]);

  it('says what publishing the folder would change, and publishes nothing', async () => {
    await desk.amends(['programme', 'publish']);
    const before = await desk.stores.programmes.current('acme');
    expect(await published()).toMatchObject({ code: 0, out: 'No differences.', error: '' });
    await edit('protocols/delivery.yaml', 'resolution: PT24H', 'resolution: PT12H');
    expect(await published('programme')).toMatchObject({
      code: 0,
      out: 'protocol delivery\n  resolution: 24 h → 12 h',
    });
    expect(await desk.stores.programmes.current('acme')).toEqual(before);
  });

  it('compares at the pace of the published one, shows durations as the folder has them, and says so', async () => {
    await desk.amends(['programme', 'publish', '--pace', '60']);
    const run = await published();
    expect(run).toMatchObject({ code: 0, out: 'No differences.' });
    expect(run.error).toMatch(/^warning .*60 times faster/);
    await edit('protocols/delivery.yaml', 'resolution: PT24H', 'resolution: PT12H');
    expect((await published()).out).toBe('protocol delivery\n  resolution: 24 h → 12 h');
  });

  it('ends with 2 where it is given two folders, or neither a folder nor --published', async () => {
    expect(await published('programme', shipped)).toMatchObject({ code: 2, out: '' });
    expect(await desk.amends(['programme', 'diff'])).toMatchObject({ code: 2, out: '' });
  });
});

describe('programme diff --published, before anything is published', () => {
  let fresh: Desk;
  beforeAll(async () => {
    fresh = await startDesk();
  });
  afterAll(() => fresh.close());

  it('ends with 3 and says that nothing is', async () => {
    const run = await fresh.amends(['programme', 'diff', '--published', shipped]);
    expect(run).toMatchObject({ code: 3, out: '' });
    expect(run.error).toContain('No programme is published yet.');
  });
});

describe('programme publish', () => {
  it('makes the programme current under the hash that it prints, at the given pace', async () => {
    const run = await desk.amends(['programme', 'publish', '--pace', '36000', '--json']);
    const current = await desk.stores.programmes.current('acme');
    expect(run.json()).toEqual({ hash: current?.hash });
    expect(current?.programme.pace).toBe(36_000);
  });

  it('publishes nothing when there is a fault', async () => {
    const before = await desk.stores.programmes.current('acme');
    await writeFile(join(folder(), 'programme.yaml'), 'brand: [');
    expect(await desk.amends(['programme', 'publish'])).toMatchObject({ code: 1 });
    expect(await desk.stores.programmes.current('acme')).toEqual(before);
  });
});
