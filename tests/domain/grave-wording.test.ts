import { describe, expect, it } from 'vitest';
import { graveWording, type WordingRule } from '../../domain/contact/grave-wording.js';
import { readProgramme } from '../../app/read-programme.js';
import { shipped } from '../adapters/programme/edited.js';

const reading = await readProgramme(shipped);
const rules: readonly WordingRule[] = reading.kind === 'sound' ? (reading.programme.wording ?? []) : [];

type Row = readonly [text: string, rule: string];

const grave: readonly Row[] = [
  ['I am ANGRY.', 'angry'],
  ['This is unacceptable, and I am fed up', 'angry'],
  ['what a scam', 'angry'],
  ['Never again!', 'angry'],
  ["I'm furious. My lawyer will write to you.", 'legal'],
  ['See you in court', 'legal'],
  ['I will go to the ombudsman', 'legal'],
  ['not only late, but outrageous', 'angry'],
  ['I did not expect this, I am angry', 'angry'],
  ['I am angry, you did not answer', 'angry'],
  ['Ich bin wütend, weil Sie nicht antworten', 'angry'],
  ['I never said to anybody that this was a scam, until now', 'angry'],
  ['The press will hear of this', 'public'],
  ['Ich bin wütend!', 'angry'],
  ['Eine Frechheit ist das', 'angry'],
  ['Mir reicht’s jetzt', 'angry'],
  ['Ich behalte mir rechtliche Schritte vor.', 'legal'],
  ['Mein Anwalt meldet sich', 'legal'],
  ['das war das erste und das letzte Mal, nie wieder', 'angry'],
  ['Estoy muy enfadada con ustedes', 'angry'],
  ['Es una vergüenza', 'angry'],
  ['Voy a emprender acciones legales', 'legal'],
  ['Pido la hoja de reclamaciones', 'legal'],
];

const mild = [
  ...['I am not angry', "I'm really not that angry about it", 'No lawyer needed'],
  ...['please press the button', 'the court yard entrance is closed', 'sueded shoes', 'it is late', ''],
  ...[
    'Ich bin nicht wütend',
    'wütend bin ich nicht',
    'Das ist keine Frechheit',
    'ohne Anwalt',
    'der Anzug ist zu groß',
  ],
  ...['No estoy enfadada', 'sin abogado', 'no es una estafa', 'la presa está rota'],
];

describe('grave wording, by the rules that are shipped', () => {
  it.each(grave)('%j is met by the rule %s', (text, rule) => {
    expect(graveWording(text, rules)?.rule).toBe(rule);
  });

  it.each(mild)('%j makes no case graver', (text) => {
    expect(graveWording(text, rules)).toBeUndefined();
  });

  it('the gravest rule counts, whichever is listed first', () => {
    const text = 'I am angry, and my lawyer knows';
    expect(graveWording(text, rules)).toEqual({ rule: 'legal', severity: 'critical' });
    expect(graveWording(text, rules.toReversed())).toEqual({ rule: 'legal', severity: 'critical' });
  });

  it('a denial reaches no further than its sentence', () => {
    expect(graveWording('No. I am angry', rules)?.rule).toBe('angry');
    expect(graveWording('I am not. Angry customers leave', rules)?.rule).toBe('angry');
  });

  it('without rules nothing is grave', () => {
    expect(graveWording('I am angry', [])).toBeUndefined();
  });
});
