import { describe, expect, it } from 'vitest';
import { createTemplates } from '../../../adapters/templates/index.js';
import type { Programme } from '../../../ports/programme-store.js';
import { facts, programme, request, saying } from './build.js';

/** Of the time before people could write: it knows the apology alone. */
const frozen = programme(saying('As it was'), { brand: 'Larkfield' });
const today = programme(
  {
    ...saying('As it is'),
    'en/agent_message/email': { subject: '{{ written_subject }}', text: '{{ written }}' },
    'en/agent_message/sms': { text: '{{ brand }}: {{ written }}' },
  },
  { brand: 'Larkfield & Co' },
);

function over(current: Programme | undefined) {
  const stored: Readonly<Record<string, Programme>> = { 'hash-1': frozen, 'hash-2': today };
  return createTemplates({
    byHash: (_tenant, hash) => Promise.resolve(stored[hash]),
    current: () => Promise.resolve(current && { hash: 'hash-2', programme: current }),
  });
}

const written = { written: { subject: 'Found', text: 'Your parcel was found.' } };
const wish = { message: 'agent_message', facts: facts(written) } as const;

describe('a message that came into being after a case froze its programme', () => {
  it('is said as the current programme of the tenant says it', async () => {
    const mail = await over(today).render(request(wish));
    expect(mail).toMatchObject({ subject: 'Found', text: 'Your parcel was found.\n\n-- K7Q2M4XZ\n' });
    const sms = await over(today).render(request({ ...wish, channel: 'sms' }));
    expect(sms.text).toBe('Larkfield & Co: Your parcel was found.');
  });

  it('fails as missing while no programme that has it is published', async () => {
    const missing = { code: 'template_missing' };
    const alone = createTemplates({ byHash: () => Promise.resolve(frozen) });
    await expect(alone.render(request(wish))).rejects.toMatchObject(missing);
    await expect(over(undefined).render(request(wish))).rejects.toMatchObject(missing);
  });

  it('changes nothing for the messages that the frozen programme has', async () => {
    expect((await over(today).render(request())).subject).toBe('As it was');
  });
});

describe('a draft', () => {
  it('is what a text says by itself, without what the layout of mails adds', async () => {
    expect(await over(today).draft(request())).toBe('As it was');
    expect((await over(today).render(request())).text).toBe('As it was\n\n-- K7Q2M4XZ\n');
  });

  it('of a message without a text fails as missing', async () => {
    await expect(over(undefined).draft(request(wish))).rejects.toMatchObject({ code: 'template_missing' });
  });
});
