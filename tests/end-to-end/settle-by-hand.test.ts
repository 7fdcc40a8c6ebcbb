import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { runCommandLine } from '../../cli/run.js';
import { startSystem, type System } from './support/system.js';

/** Long enough for a loaded machine; polls return as soon as they see what they wait for. */
const patience = { timeout: 30_000, interval: 50 };
const REASON = ['--reason', 'she told me on the phone', '--yes'] as const;

interface Sends {
  readonly items: readonly { readonly key: string; readonly state: string }[];
}
interface Shown {
  readonly state: string;
  readonly task: { readonly done?: object } | null;
}

describe('a mail whose connection was lost after the last byte, where no provider tells', () => {
  let system: System;
  let folder: string;
  beforeAll(async () => {
    system = await startSystem();
    folder = await mkdtemp(join(tmpdir(), 'amends-settle-'));
    await mkdir(join(folder, '.amends'));
  });
  afterAll(async () => {
    await rm(folder, { recursive: true });
    await system.stop();
  });

  /** What a command of `amends` prints as JSON, and how it ends. */
  async function amends(...words: readonly string[]): Promise<{ readonly code: number; readonly said: unknown }> {
    const out: string[] = [];
    const code = await runCommandLine([...words, '--json'], {
      input: (async function* () {})(),
      out: (text) => void out.push(text),
      error: () => undefined,
      colours: false,
      folder,
      server: { url: system.url, apiKey: system.keys.agent },
      now: () => Date.now(),
    });
    return { code, said: JSON.parse(out.join('\n')) };
  }

  /** Reports an incident whose acknowledgement is taken, while its sender never hears so; its key. */
  async function doubtAbout(id: string): Promise<string> {
    const met = new Set<string>();
    system.inbox.failBy((to) => {
      if (!to.startsWith(id) || met.has(to)) return undefined;
      met.add(to);
      return 'drop_after_data';
    });
    const customer = { id: `customer-of-${id}`, name: 'Ada', locale: 'en-US', email: `${id}@customers.example` };
    const occurredAt = new Date().toISOString();
    const report = { id, source: 'feedback_form', category: 'card_fee', severity: 'high', occurredAt, customer };
    const { status } = await system.call('backend', '/v1/incidents', { ...report, subject: 'Charged twice' });
    expect(status).toBe(202);
    return vi.waitFor(async () => {
      const { said } = await amends('send', 'list', '--in-doubt');
      const found = (said as Sends).items.find(({ key }) => key.includes(`/${id}/`));
      if (found === undefined) throw new Error('not in doubt yet');
      expect((await amends('case', 'show', id)).code).toBe(0);
      return found.key;
    }, patience);
  }

  const shown = async (key: string) => (await amends('send', 'show', key)).said as Shown;
  const copiesTo = (id: string) =>
    system.inbox.mails.filter((mail) => mail.envelope.to.some((to) => to.startsWith(id)));
  const acknowledgements = (id: string) => copiesTo(id).filter((mail) => mail.content.subject?.includes('we have it'));

  it('is sent once more when a person says that it did not arrive, and a second word is refused', async () => {
    const key = await doubtAbout('settle-resend');
    expect(acknowledgements('settle-resend')).toHaveLength(1);
    expect(await amends('send', 'settle', key, '--resend', ...REASON)).toMatchObject({ code: 0 });
    await vi.waitFor(() => expect(acknowledgements('settle-resend')).toHaveLength(2), patience);
    await vi.waitFor(async () => expect(await shown(key)).toMatchObject({ state: 'accepted' }), patience);
    expect(await amends('send', 'settle', key, '--arrived', ...REASON)).toMatchObject({ code: 4 });
  });

  it('is not sent again when a person says that it arrived; the case goes on with what comes next', async () => {
    const key = await doubtAbout('settle-arrived');
    expect(await amends('send', 'settle', key, '--arrived', ...REASON)).toMatchObject({ code: 0 });
    expect(await shown(key)).toMatchObject({ state: 'accepted', task: { done: { outcome: 'arrived' } } });
    expect(await amends('case', 'take', 'settle-arrived')).toMatchObject({ code: 0 });
    await vi.waitFor(() => expect(copiesTo('settle-arrived').length).toBeGreaterThan(1), patience);
    expect(acknowledgements('settle-arrived')).toHaveLength(1);
  });
});
