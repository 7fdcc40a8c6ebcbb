import { describe, expect, it } from 'vitest';
import { type Edit, expectFault, type FaultRow, faultsOf, withEdits } from './edited.js';

const en = (name: string): string => `templates/en/${name}`;
const CLOSING = en('closing.email.liquid');
const APOLOGY = en('apology.email.liquid');
const LAYOUT = en('layout.email.mjml');

/** A line that stands in every closing mail. */
const LAST = 'We write again about this only if you do.';

const broken: readonly FaultRow[] = [
  {
    what: 'a tag that does not close',
    file: CLOSING,
    replace: [LAST, '{% if owner'],
    at: '{% if owner',
    message: 'Tag "{% if owner\\n" not closed.',
  },
  {
    what: 'a tag that nobody knows',
    file: CLOSING,
    replace: [LAST, '{% shout %}'],
    at: '{% shout',
    message: 'Tag "shout" not found.',
  },
  {
    what: 'a filter that nobody knows',
    file: CLOSING,
    replace: [LAST, '{{ topic | shout }}'],
    at: 'shout',
    message: 'Undefined filter: shout.',
  },
  {
    what: 'a word that nobody knows',
    file: CLOSING,
    replace: [LAST, '{{ nmae }}'],
    at: 'nmae',
    message: 'Unknown variable "nmae".',
  },
  {
    what: 'a word that nobody knows, where no fixture comes',
    file: CLOSING,
    replace: [LAST, '{% if name == "x" %}{{ nmae }}{% endif %}'],
    at: 'nmae',
    message: 'Unknown variable "nmae".',
  },
  {
    what: 'a word that nobody knows, in a subject',
    file: CLOSING,
    replace: ["subject: '{{ topic }}", "subject: '{{ nmae }}"],
    at: 'nmae',
    message: 'Unknown variable "nmae".',
  },
  {
    what: 'a word that nobody knows, in an SMS',
    file: en('closing.sms.liquid'),
    replace: ['Ref', '{{ nmae }}'],
    at: 'nmae',
    message: 'Unknown variable "nmae".',
  },
  {
    what: 'a word of layouts in a message',
    file: CLOSING,
    replace: [LAST, '{{ body }}'],
    at: '{{ body',
    message: 'Unknown variable "body".',
  },
  {
    what: 'an optional fact that is named unasked',
    file: CLOSING,
    replace: [LAST, 'Yours, {{ owner }}'],
    at: '{{ owner }}',
    message: 'Undefined variable: owner.',
  },
  {
    what: 'an optional fact that is named unasked, in the HTML of the layout',
    file: LAYOUT,
    replace: ['{{ reference }}.', '{{ reference }} {{ survey_expires }}.'],
    at: 'survey_expires',
    message: 'Undefined variable: survey_expires.',
  },
  {
    what: 'output that is not escaped',
    file: LAYOUT,
    replace: ['{{ line }}{% endif %}', '{{ line | raw }}{% endif %}'],
    at: '| raw',
    message: 'Unescaped output: "raw" is not allowed.',
  },
  {
    what: 'output that is escaped in a plain text',
    file: CLOSING,
    replace: ['about {{ topics }} today', 'about {{ topics | escape }} today'],
    at: '| escape',
    message: 'Escaped output in a plain text.',
  },
  {
    what: 'Liquid that comes out as Liquid',
    file: CLOSING,
    replace: [LAST, '{% raw %}{{ name }}{% endraw %}'],
    at: '{% raw',
    message: 'Unresolved "{{ name }}" in the rendered text.',
  },
  {
    what: 'a layout that leaves the text out',
    file: LAYOUT,
    replace: ['in paragraphs', 'in covers'],
    message: 'The text never says {{ paragraphs }}.',
  },
  {
    what: 'an element that MJML does not know',
    file: LAYOUT,
    replace: ['<mj-divider', '<mj-line'],
    at: '<mj-line',
    message: "Element mj-line doesn't exist or is not registered",
  },
  {
    what: 'an attribute that MJML does not know',
    file: LAYOUT,
    replace: ['border-width="1px"', 'width-of-border="1px"'],
    at: 'width-of-border',
    message: 'Attribute width-of-border is illegal',
  },
  {
    what: 'front matter that is missing',
    file: CLOSING,
    replace: ['---\n', ''],
    message: 'Front matter with a subject is missing.',
  },
  {
    what: 'front matter with a key that nobody knows',
    file: CLOSING,
    replace: ['---\nsubject', '---\npreheader: x\nsubject'],
    at: 'preheader',
    message: 'Unknown key "preheader".',
  },
  {
    what: 'a promise that is made and never told',
    file: APOLOGY,
    replace: [
      '{% if promise_due %} You will hear from us by {{ promise_due }}, with how things stand by then.{% endif %}',
      '',
    ],
    message: 'The text never says {{ promise_due }}.',
  },
  {
    what: 'a survey without its link',
    file: en('survey.sms.liquid'),
    replace: ['{% if survey_link %}{{ survey_link }}{% endif %}', ''],
    message: 'The text never says {{ survey_link }}.',
  },
];

describe('a template', () => {
  it.each(broken)('with $what is a fault at its file and line', expectFault);

  it('with a word that nobody knows is a fault at its column too', async () => {
    await withEdits([{ file: CLOSING, replace: [LAST, '\nDear {{ nmae }}'] }], ({ reading }) => {
      expect(faultsOf(reading).map(({ column }) => column)).toEqual(['Dear {{ n'.length]);
    });
  });

  it.each<[string, Edit, string]>([
    ['that is missing', { file: CLOSING }, CLOSING],
    ['whose layout is missing', { file: LAYOUT }, LAYOUT],
  ])('%s is a fault', async (_what, edit, file) => {
    await withEdits([edit], ({ reading }) => {
      expect(faultsOf(reading)).toContainEqual({ file, line: 1, message: 'The template is missing.' });
    });
  });

  it('that no message has is a fault', async () => {
    await withEdits([{ file: en('newsletter.email.liquid'), replace: ['', 'Hello'] }], ({ reading }) => {
      const file = en('newsletter.email.liquid');
      expect(faultsOf(reading)).toEqual([{ file, line: 1, message: 'No message has this name.' }]);
    });
  });
});

describe('a locale', () => {
  it('that is the default and has no texts misses each of them', async () => {
    const edit = { file: 'programme.yaml', replace: ['defaultLocale: en', 'defaultLocale: fr'] as const };
    await withEdits([edit], ({ reading }) => {
      const missing = faultsOf(reading).filter(({ message }) => message === 'The template is missing.');
      expect(missing).toHaveLength(28);
      expect(missing.map(({ file }) => file)).toContain('templates/fr/apology.sms.liquid');
    });
  });

  it('that has one text misses the others', async () => {
    await withEdits([{ file: 'templates/fr/closing.sms.liquid', replace: ['', 'x'] }], ({ reading }) => {
      expect(faultsOf(reading).filter(({ message }) => message === 'The template is missing.')).toHaveLength(27);
    });
  });

  it('whose folder is none is a fault', async () => {
    await withEdits([{ file: 'templates/en_US/closing.sms.liquid', replace: ['', 'x'] }], ({ reading }) => {
      const message = '"en_US" is no BCP 47 locale.';
      expect(faultsOf(reading)).toContainEqual({ file: 'templates/en_US', line: 1, message });
    });
  });
});
