import type { Programme } from '../../../ports/programme-store.js';
import type { MessageFacts, RenderRequest } from '../../../ports/templates.js';

/** A full minute, Monday 23 November 2026, 14:05 UTC. */
export const at = Date.UTC(2026, 10, 23, 14, 5);

/** Facts of a first message; a test names the detail that decides it. */
export function facts(overrides: Partial<MessageFacts> = {}): MessageFacts {
  return {
    name: 'Noor',
    reference: 'K7Q2M4XZ',
    incidents: [{ subject: 'Charged twice', category: 'unexpected_charge', reportedAt: at, facts: {} }],
    covers: [],
    joined: false,
    secondRound: false,
    team: 'billing',
    ...overrides,
  };
}

/** A request for an apology by e-mail in English. */
export function request(overrides: Partial<RenderRequest> = {}): RenderRequest {
  return {
    tenant: 'acme',
    programme: 'hash-1',
    message: 'apology',
    channel: 'email',
    locale: 'en',
    facts: facts(),
    ...overrides,
  };
}

/** A programme of these templates only: the renderer reads nothing else but brand and default locale. */
export function programme(templates: Programme['templates'], overrides: Partial<Programme> = {}): Programme {
  return {
    brand: 'Larkfield',
    defaultLocale: 'en',
    criteria: { maxAge: 1, minConfidence: 0, scoreUpTo: 3, severityRules: [], defaultSeverity: 'medium' },
    protocols: [],
    teams: [],
    staff: [],
    templates,
    pace: 1,
    ...overrides,
  };
}

/** A mail whose subject, text and HTML all say the same, and an SMS. */
export function saying(text: string, locale = 'en'): Programme['templates'] {
  const html =
    '{% for lines in paragraphs %}<p>{% for line in lines %}{{ line }}{% unless forloop.last %}<br>{% endunless %}{% endfor %}</p>{% endfor %}';
  return {
    [`${locale}/layout/email`]: { text: '{{ body }}\n\n-- {{ reference }}', html },
    [`${locale}/apology/email`]: { subject: text, text },
    [`${locale}/apology/sms`]: { text },
  };
}
