import { describe, expect, it } from 'vitest';
import { expectFault, type FaultRow, faultsOf, shippedLocales, withEdits } from './edited.js';

const de = (name: string): string => `templates/de/${name}`;
const es = (name: string): string => `templates/es/${name}`;

/** Lines that stand in every closing mail, and a sentence of the apology. */
const LAST_DE = 'Wir schreiben dazu nur dann wieder, wenn Sie es tun.';
const LAST_ES = 'Solo volveremos a escribirle sobre esto si usted lo hace.';

const german: readonly FaultRow[] = [
  {
    what: 'a solution before the acknowledgement',
    file: de('acknowledgement.sms.liquid'),
    replace: ['{{ brand }}:', '{{ brand }}: Ersatz ist unterwegs.'],
    at: 'Ersatz',
    message: 'The solution comes before the acknowledgement.',
  },
  {
    what: 'a solution before the failure',
    file: de('apology.email.liquid'),
    replace: ['Sie haben sich', 'Alles ist behoben. Sie haben sich'],
    at: 'Alles ist behoben',
    message: 'The solution comes before what went wrong.',
  },
  {
    what: 'an apology without responsibility',
    file: de('apology.email.liquid'),
    replace: ['ist unsere Verantwortung, nicht Ihre', 'kommt als Nächstes'],
    message: 'An apology without responsibility.',
  },
  {
    what: 'an apology without a repair',
    file: de('apology.sms.liquid'),
    replace: ['und beheben das', 'das'],
    message: 'An apology without a repair.',
  },
  {
    what: 'a second apology',
    file: de('closing.email.liquid'),
    replace: [LAST_DE, 'Das tut uns leid.'],
    at: 'tut uns leid',
    message: '"tut uns leid" apologises; only the apology does, once a case.',
  },
  {
    what: 'selling',
    file: de('closing.email.liquid'),
    replace: [LAST_DE, 'Sehen Sie sich unsere Sonderangebote an.'],
    at: 'Sonderangebote',
    message: '"Sonderangebote" sells something to somebody whom we have failed.',
  },
  {
    what: 'a link of somebody else',
    file: de('closing.sms.liquid'),
    replace: ['Ref', 'https://laden.example Ref'],
    at: 'laden.example',
    message: 'The link "https://laden.example" is none of ours.',
  },
  {
    what: 'blame',
    file: de('closing.email.liquid'),
    replace: [LAST_DE, 'Es war der Fehler des Paketdienstes.'],
    at: 'Paketdienstes',
    message: '"Fehler des Paketdienstes" blames somebody else.',
  },
  {
    what: 'blame of the customer',
    file: de('closing.email.liquid'),
    replace: [LAST_DE, 'Es war Ihr eigener Fehler.'],
    at: 'Ihr eigener Fehler',
    message: '"Ihr eigener Fehler" blames somebody else.',
  },
  {
    what: 'a time that is no promise',
    file: de('closing.email.liquid'),
    replace: [LAST_DE, 'Sie hören in zwei Tagen von uns.'],
    at: 'in zwei Tagen',
    message: '"in zwei Tagen" gives a time that is no recorded promise; say {{ promise_due }}.',
  },
  {
    what: 'a word that is missing',
    file: de('closing.email.liquid'),
    replace: [LAST_DE, '{{ nmae }}'],
    at: 'nmae',
    message: 'Unknown variable "nmae".',
  },
];

const spanish: readonly FaultRow[] = [
  {
    what: 'a solution before the acknowledgement',
    file: es('acknowledgement.sms.liquid'),
    replace: ['{{ brand }}:', '{{ brand }}: hay reembolso.'],
    at: 'reembolso',
    message: 'The solution comes before the acknowledgement.',
  },
  {
    what: 'a solution before the failure',
    file: es('apology.email.liquid'),
    replace: ['Usted confió', 'Todo está solucionado. Usted confió'],
    at: 'Todo está solucionado',
    message: 'The solution comes before what went wrong.',
  },
  {
    what: 'an apology without responsibility',
    file: es('apology.email.liquid'),
    replace: ['es responsabilidad nuestra, no suya', 'es lo que sigue'],
    message: 'An apology without responsibility.',
  },
  {
    what: 'an apology without a repair',
    file: es('apology.sms.liquid'),
    replace: ['Somos responsables de arreglarlo', 'Somos responsables'],
    message: 'An apology without a repair.',
  },
  {
    what: 'a second apology',
    file: es('closing.email.liquid'),
    replace: [LAST_ES, 'Le pedimos perdón.'],
    at: 'perdón',
    message: '"perdón" apologises; only the apology does, once a case.',
  },
  {
    what: 'selling',
    file: es('closing.email.liquid'),
    replace: [LAST_ES, 'Aproveche nuestras rebajas.'],
    at: 'rebajas',
    message: '"rebajas" sells something to somebody whom we have failed.',
  },
  {
    what: 'a link of somebody else',
    file: es('closing.sms.liquid'),
    replace: ['Ref', 'https://tienda.example Ref'],
    at: 'tienda.example',
    message: 'The link "https://tienda.example" is none of ours.',
  },
  {
    what: 'blame',
    file: es('closing.email.liquid'),
    replace: [LAST_ES, 'El transportista tuvo la culpa.'],
    at: 'transportista',
    message: '"transportista tuvo la culpa" blames somebody else.',
  },
  {
    what: 'blame of the customer',
    file: es('closing.email.liquid'),
    replace: [LAST_ES, 'Fue su propio error.'],
    at: 'su propio error',
    message: '"su propio error" blames somebody else.',
  },
  {
    what: 'a time that is no promise',
    file: es('closing.email.liquid'),
    replace: [LAST_ES, 'Le escribiremos mañana.'],
    at: 'mañana',
    message: '"mañana" gives a time that is no recorded promise; say {{ promise_due }}.',
  },
  {
    what: 'a word that is missing',
    file: es('closing.email.liquid'),
    replace: [LAST_ES, '{{ nmae }}'],
    at: 'nmae',
    message: 'Unknown variable "nmae".',
  },
];

describe('a text in German', () => {
  it.each(german)('with $what is a fault at its file and line', expectFault);
});

describe('a text in Spanish', () => {
  it.each(spanish)('with $what is a fault at its file and line', expectFault);
});

describe('a solution after the acknowledgement', () => {
  it.each([
    ['German', de('acknowledgement.sms.liquid'), 'Ersatz ist unterwegs. Ref'],
    ['Spanish', es('acknowledgement.sms.liquid'), 'Ya tiene su reembolso. Ref'],
  ])('may be told in %s before the case is resolved', async (_, file, told) => {
    await withEdits([{ file, replace: ['Ref', told] }], ({ reading }) => expect(faultsOf(reading)).toEqual([]));
  });
});

describe('a word of one language', () => {
  it('is no fault in another: "rebajas" sells in Spanish, and not in German', async () => {
    await withEdits(
      [{ file: de('closing.email.liquid'), replace: [LAST_DE, 'Aproveche nuestras rebajas.'] }],
      (edited) => {
        expect(edited.reading).toMatchObject({ kind: 'sound' });
      },
    );
  });

  it('is met as a whole word: "Aktionär" sells nothing', async () => {
    await withEdits([{ file: de('closing.email.liquid'), replace: [LAST_DE, 'Für den Aktionär.'] }], (edited) => {
      expect(edited.reading).toMatchObject({ kind: 'sound' });
    });
  });
});

describe('a locale beside the default one', () => {
  it.each(shippedLocales.filter((locale) => locale !== 'en'))('that lacks a text is a fault: %s', async (locale) => {
    const file = `templates/${locale}/survey.sms.liquid`;
    await withEdits([{ file }], ({ reading }) => {
      expect(faultsOf(reading)).toEqual([{ file, line: 1, message: 'The template is missing.' }]);
    });
  });

  const both = { file: 'templates/en/closing.sms.liquid', replace: ['Ref', 'Ref.'] } as const;

  it('that lacks its names is a fault', async () => {
    await withEdits([both, { file: de('names.yaml') }], ({ reading }) => {
      expect(faultsOf(reading)).toEqual([{ file: de('names.yaml'), line: 1, message: 'The file is missing.' }]);
    });
  });

  it.each([
    ['  billing: Team Abrechnung\n', 'teams:', '"billing" has no name among the teams.'],
    ['  lost_parcel: Verlorenes Paket\n', 'categories:', '"lost_parcel" has no name among the categories.'],
    ['  opening_hours: Öffnungszeiten\n', 'categories:', '"opening_hours" has no name among the categories.'],
  ])('that leaves out %j is a fault at the list', async (line, list, message) => {
    const edits = [both, { file: de('names.yaml'), replace: [line, ''] as const }];
    await withEdits(edits, async ({ reading, lineOf }) => {
      const after = (await lineOf(de('names.yaml'), list)) + 1;
      expect(faultsOf(reading)).toEqual([{ file: de('names.yaml'), line: after, column: 3, message }]);
    });
  });

  it('that is the default one needs no names: those of `teams.yaml` are in its language', async () => {
    await withEdits([{ file: de('names.yaml') }], ({ reading }) => {
      expect(reading.kind).toBe('sound');
    });
  });
});
