import { describe, expect, it } from 'vitest';
import { mailReading, readingOf } from '../../domain/contact/reply-reading.js';

/** Whoever signs in these texts. */
const NAME = 'Ada Byron';

const plainThanks = [
  ...['Thanks!', 'thank you', 'Thank you so much!', 'THX', 'Many thanks for the update.', 'Great, thanks a lot :-)'],
  ...['Thanks! 👍', '🙏', '👍🏽', '❤️', 'Ok, got it. Thank you!', 'Thank you very much for your help.'],
  ...['Dear team,\n\nthank you for your quick reply.\n\nKind regards,\nAda Byron'],
  ...['Thanks\n\nSent from my iPhone', 'Thanks!\n-- \nAda Byron\nHead of Numbers\n+1 202 555 0123'],
  ...['Danke', 'Danke schön!', 'Vielen Dank für die schnelle Antwort!', 'Alles klar, danke.', 'Herzlichen Dank 🙏'],
  ...['Hallo,\nvielen Dank für die Info.\n\nViele Grüße\nA. Byron', 'Prima, danke Ihnen und schönen Tag noch!'],
  ...['Gracias', 'Muchas gracias.', '¡Muchas gracias por todo!', 'Perfecto, gracias', 'Mil gracias por su ayuda'],
  ...['Hola, muchas gracias por avisar.\n\nUn saludo,\nAda Byron'],
];

const replies = [
  ...['Thanks for nothing', 'Thanks, but it is still broken', 'No thanks', 'Thank you. When does it come?', 'ok', ''],
  ...['Thanks? Really?', 'Thanks 😡', 'Thank you, please call me', 'Thanks, my new address is 5 Hill Road', 'great'],
  ...['I am not thankful', 'Thanks!\n\nThe second parcel is missing', 'Thanks 42', 'Best regards,\nAda', 'hello'],
  ...['Thanks, I will see you in court', 'Thanks,\nstill waiting for it since Monday', 'stop', 'thanks stop'],
  ...['Danke für nichts', 'Nein danke', 'Danke, aber es fehlt noch ein Teil', 'Danke. Wann kommt das Paket?'],
  ...['Nicht zufrieden, danke', 'Gut', 'Viele Grüße\nAda Byron', 'Danke, rufen Sie mich an'],
  ...['Gracias por nada', 'No, gracias', 'Gracias, pero sigue sin funcionar', '¿Gracias?', 'Vale', 'Gracias. Llámenme'],
];

/** What looks like a name after a farewell may be the answer. */
const unsigned = [
  ...['Thanks!\nRegards\nStill Waiting', 'Gruß\nImmer Kaputt', 'Danke!\nGruß\nImmer Kaputt', 'Thanks\n\nBest\nNo Help'],
  ...['Gracias\nUn saludo\nSigue Roto', 'Thanks\nRegards\nAda Lovelace', 'Thanks\nAda Byron\nStill Waiting'],
  ...['Ada Byron\nThanks', 'Thanks\nRegards\nAda Byron 😡', 'Thanks\nAda Byron\n😡', 'Ada Byron'],
];
/** Each beside what Ada Byron may sign with. */
const signed = ['Ada Byron', 'ada byron', 'Ada', 'A. Byron', 'Byron', 'Ada\nByron', 'Ada Byron 👍', 'Ada\n🙏', 'Ada.'];

describe('what a reply is', () => {
  it.each(plainThanks)('nobody has to answer a plain thanks: %j', (text) => {
    expect(readingOf(text, NAME)).toBe('thanks');
  });

  it.each(replies)('a person reads whatever says more, or something else: %j', (text) => {
    expect(readingOf(text, NAME)).toBe('reply');
  });

  it.each(unsigned)('a name at its end is none that looks like one: %j', (text) => {
    expect(readingOf(text, NAME)).toBe('reply');
  });

  it.each(signed)('a thanks may be signed with the name that the customer is known by: %j', (name) => {
    expect(readingOf(`Thank you\n${name}`, NAME)).toBe('thanks');
    expect(readingOf(`Thank you.\n\nKind regards\n${name}`, NAME)).toBe('thanks');
    expect(readingOf(`Thank you\n${name}`, 'Grace Hopper')).toBe('reply');
    expect(readingOf(`Thank you\n${name}`)).toBe('reply');
  });
});

describe('what a mail is', () => {
  const whole = 'Thanks!\n\nOn Monday Care wrote:\nDid it arrive?\n\nNo, it is broken.';

  it('is a reply, and read as a whole, where an answer may stand below a thanks', () => {
    expect(mailReading({ text: 'Thanks!', whole })).toEqual({ text: whole, reading: 'reply' });
    expect(mailReading({ text: 'Thanks!\nAda', whole }, NAME)).toEqual({ text: whole, reading: 'reply' });
  });

  it('is what its own words are where they are all, or are a reply by themselves', () => {
    expect(mailReading({ text: 'Thanks!' })).toEqual({ text: 'Thanks!', reading: 'thanks' });
    expect(mailReading({ text: 'Thanks!\nAda' }, NAME)).toEqual({ text: 'Thanks!\nAda', reading: 'thanks' });
    expect(mailReading({ text: 'It is broken.', whole })).toEqual({ text: 'It is broken.', reading: 'reply' });
  });
});
