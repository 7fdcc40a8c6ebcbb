import { describe, expect, it } from 'vitest';
import { createTemplates, TemplateError } from '../../../adapters/templates/index.js';
import type { Programme } from '../../../ports/programme-store.js';
import { at, facts, programme, request, saying } from './build.js';

function over(stored: Programme | undefined) {
  const reads: string[] = [];
  const templates = createTemplates({
    byHash(tenant, hash) {
      reads.push(`${tenant}/${hash}`);
      return Promise.resolve(stored);
    },
  });
  return { templates, reads };
}

function rendering(templates: Programme['templates'], overrides = {}) {
  return over(programme(templates)).templates.render(request(overrides));
}

/** HTML as a reader sees it: tags gone, entities read, the ampersand last. */
function seen(html = ''): string {
  const entities = { '&lt;': '<', '&gt;': '>', '&#34;': '"', '&#39;': "'", '&amp;': '&' };
  const bare = html.replaceAll(/<[^>]+>/g, '');
  return Object.entries(entities).reduce((text, [entity, character]) => text.replaceAll(entity, character), bare);
}

describe('the times of a text', () => {
  it.each([
    [1, 'November 23 at 2:05 PM UTC, by Monday, November 23 at 3:00 PM UTC'],
    [3_600, 'November 23 at 2:05:07 PM UTC, by Monday, November 23 at 3:00:00 PM UTC'],
  ])('are told alike at pace %i, to the second only where minutes are too coarse', async (pace, expected) => {
    const stored = programme(saying('{{ reported_at }}, by {{ promise_due }}'), { pace });
    const incidents = [{ category: 'late_delivery', reportedAt: at + 7_350, facts: {} }];
    const wanted = { facts: facts({ incidents, promiseDueAt: at + 55 * 60_000 }) };
    const mail = await over(stored).templates.render(request(wanted));
    expect(mail.subject).toBe(`Monday, ${expected}`);
  });
});

describe('what a customer wrote', () => {
  it.each([
    ['a script', '<script>alert("1")</script>'],
    ['an ampersand and entities', 'Tom & Jerry &amp; &lt;b&gt;'],
    ['quotes', `"double" 'single' “curly” \`back\``],
    ['emoji', 'late 😡👩‍🚀🏳️‍🌈'],
    ['right-to-left text', 'الطلب متأخر 42 يومًا'],
    ['Liquid', '{{ brand }} {% if x %} {{ nothing }}'],
  ])('comes out of subject, text, HTML and SMS as it went in: %s', async (_what, wrote) => {
    const { templates } = over(programme(saying('{{ topic }}|{{ name }}')));
    const incidents = [{ subject: wrote, category: 'late_delivery', reportedAt: at, facts: {} }];
    const wanted = { facts: facts({ name: wrote, incidents }) };
    const mail = await templates.render(request(wanted));
    const sms = await templates.render(request({ ...wanted, channel: 'sms' }));
    const expected = `${wrote}|${wrote}`;
    expect(mail.subject).toBe(expected);
    expect(mail.text).toBe(`${expected}\n\n-- K7Q2M4XZ\n`);
    expect(sms.text).toBe(expected);
    expect(mail.html).not.toContain('<script');
    expect(seen(mail.html)).toBe(expected);
  });

  it('stays on one line in subject and text, so that it makes no header and no paragraph of its own', async () => {
    const incidents = [{ subject: 'Late\r\nBcc: eve\n\n\u2028Regards', category: 'x', reportedAt: at, facts: {} }];
    const mail = await rendering(saying('{{ topic }}'), { facts: facts({ incidents }) });
    expect(mail.subject).toBe('Late Bcc: eve Regards');
    expect(mail.text.split('\n\n-- ')[0]).toBe('Late Bcc: eve Regards');
  });

  it('does not reach behind the facts it was given', async () => {
    await expect(rendering(saying('{{ topic.constructor }}'))).rejects.toThrow(TemplateError);
  });
});

describe('a text', () => {
  it('names what was told of the incidents, and the category in words where there is no subject', async () => {
    const incidents = [
      { category: 'late_delivery', reportedAt: at, facts: { order: 'A-1', boxes: 2 } },
      { subject: 'No answer', category: 'slow_reply', reportedAt: at, facts: {} },
    ];
    const text = '{{ topic }}; {{ topics }}; {{ facts.order }}/{{ facts.boxes }}; {{ incidents[1].topic }}';
    const mail = await rendering(saying(text), { facts: facts({ incidents }) });
    expect(mail.subject).toBe('Late delivery; "Late delivery" and "No answer"; A-1/2; No answer');
  });

  it('shows promise, voucher and survey in the zone and locale of the customer', async () => {
    const text =
      '{{ promise_due }}; {{ voucher_code }} {{ voucher_amount }}; {{ survey_link }} until {{ survey_expires }}';
    const mail = await rendering(saying(text), {
      locale: 'en-GB',
      timeZone: 'Europe/Berlin',
      facts: facts({
        promiseDueAt: at,
        voucher: { code: 'LK-1', minor: 590, currency: 'EUR' },
        survey: { url: 'https://recovery.example/s/1', expiresAt: at + 60_000 },
      }),
    });
    expect(mail.subject).toBe(
      'Monday 23 November at 15:05 CET; LK-1 €5.90; https://recovery.example/s/1 until Monday 23 November at 15:06 CET',
    );
  });

  it('fails when it names a fact that is missing, and does not when it asks first', async () => {
    const missing = { facts: facts({ owner: '' }) };
    await expect(rendering(saying('From {{ owner }}'), missing)).rejects.toMatchObject({ code: 'template_broken' });
    const mail = await rendering(saying('From {% if owner %}{{ owner }}{% else %}us{% endif %}'), missing);
    expect(mail.subject).toBe('From us');
  });

  it.each(['{{ nmae }}', '{{ name | shout }}', '{% if %}', '{% include "other" %}'])(
    'that is broken fails with the template in its message and nothing of the customer: %s',
    async (text) => {
      const failed = rendering(saying(text), { facts: facts({ name: 'Noor Adeyemi' }) });
      await expect(failed).rejects.toThrow('apology by email of programme hash-1');
      await expect(failed).rejects.not.toThrow('Noor');
    },
  );

  it('that would never end is cut off', async () => {
    const endless =
      '{% for a in (1..9999) %}{% for b in (1..9999) %}{% for c in (1..99) %}x{% endfor %}{% endfor %}{% endfor %}';
    await expect(rendering(saying(endless))).rejects.toMatchObject({ code: 'template_broken' });
  });
});

describe('what a text calls by a name', () => {
  const texts = { ...saying('{{ team }}: {{ topic }}'), ...saying('{{ team }}: {{ topic }}', 'de') };
  const known = programme(texts, {
    teams: [{ id: 'billing', name: 'the billing team', ladder: [] }],
    names: {
      de: { teams: { billing: 'Team Abrechnung' }, categories: { fee: 'Gebühr' }, facts: { order: 'Bestellung' } },
    },
  });
  const aboutA = (category: string) =>
    facts({ incidents: [{ category, reportedAt: at, facts: { order: 'A-1', gift_wrapped: true } }] });
  const subject = async (locale: string, category: string): Promise<string | undefined> =>
    (await over(known).templates.render(request({ locale, facts: aboutA(category) }))).subject;

  it.each([
    ['de', 'Team Abrechnung: Gebühr'],
    ['de-AT', 'Team Abrechnung: Gebühr'],
    ['en', 'the billing team: Fee'],
    ['fr', 'the billing team: Fee'],
  ])('is called as the locale of the text names it, asked for in %s', async (locale, expected) => {
    expect(await subject(locale, 'fee')).toBe(expected);
  });

  it.each(['late_answer', 'constructor'])('and has no name there, such as "%s", is spelt out', async (category) => {
    const spelt = category === 'constructor' ? 'Constructor' : 'Late answer';
    expect(await subject('de', category)).toBe(`Team Abrechnung: ${spelt}`);
  });

  it('is, among reported facts, named by the locale, or spelt out', async () => {
    const text = '{% for fact in noted %}{{ fact.name }}={{ fact.value }};{% endfor %}';
    const { names = {} } = known;
    const { templates } = over(programme({ ...saying(text), ...saying(text, 'de') }, { names }));
    const said = async (locale: string) => (await templates.render(request({ locale, facts: aboutA('fee') }))).subject;
    expect(await said('de')).toBe('Bestellung=A-1;gift wrapped=true;');
    expect(await said('en')).toBe('order=A-1;gift wrapped=true;');
  });
});

describe('a locale', () => {
  const texts = {
    ...saying('English {{ promise_due }}'),
    ...saying('Português {{ promise_due }}', 'pt'),
    ...saying('Español {{ promise_due }}', 'es'),
  };
  const due = { facts: facts({ promiseDueAt: at }) };

  it.each([
    ['pt-BR', 'pt', 'Português segunda-feira, 23 de novembro às 14:05 UTC'],
    ['pt', 'pt', 'Português segunda-feira, 23 de novembro às 14:05 UTC'],
    ['PT-br', 'pt', 'Português segunda-feira, 23 de novembro às 14:05 UTC'],
    ['en-GB', 'en', 'English Monday 23 November at 14:05 UTC'],
    ['es-MX', 'es', 'Español lunes, 23 de noviembre, 2:05 p.m. UTC'],
    ['es', 'es', 'Español lunes, 23 de noviembre, 14:05 UTC'],
    ['fr', 'en', 'English Monday, November 23 at 2:05 PM UTC'],
    ['not a locale', 'en', 'English Monday, November 23 at 2:05 PM UTC'],
  ])('%s is written in %s, with times in the language of the text', async (locale, found, subject) => {
    const mail = await rendering(texts, { ...due, locale });
    expect(mail).toMatchObject({ locale: found, subject });
  });

  it('without any text fails as missing', async () => {
    await expect(rendering({})).rejects.toMatchObject({ code: 'template_missing' });
  });
});

describe('a programme', () => {
  it('is read and parsed once for all its texts', async () => {
    const { templates, reads } = over(programme(saying('Hello')));
    await Promise.all([templates.render(request()), templates.render(request({ channel: 'sms' }))]);
    await templates.render(request());
    expect(reads).toEqual(['acme/hash-1']);
  });

  it('of another hash or tenant is read for itself', async () => {
    const { templates, reads } = over(programme(saying('Hello')));
    await templates.render(request());
    await templates.render(request({ programme: 'hash-2' }));
    await templates.render(request({ tenant: 'other' }));
    expect(reads).toEqual(['acme/hash-1', 'acme/hash-2', 'other/hash-1']);
  });

  it('that is not stored fails, and is looked for again the next time', async () => {
    const { templates, reads } = over(undefined);
    await expect(templates.render(request())).rejects.toMatchObject({ code: 'programme_missing' });
    await expect(templates.render(request())).rejects.toMatchObject({ code: 'programme_missing' });
    expect(reads).toHaveLength(2);
  });
});
